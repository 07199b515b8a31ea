"""The relay on the network: real sockets, real processes."""
