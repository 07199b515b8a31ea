"""Ways out and in for envelopes: a relay over TLS, a file carried by hand."""
