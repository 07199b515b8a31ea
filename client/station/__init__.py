"""The officer's side without I/O: statements and envelopes go in, events and envelopes to send come out."""
