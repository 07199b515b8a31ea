"""Where a relay keeps envelopes and blobs: one port, two stores that keep its promises."""
