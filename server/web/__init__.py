"""The relay on the network.

server     opens and closes it all, in order
service    the rules at work: effects done with stores and sockets
post       deposits and acknowledgements on their way
app        which path leads where
session    the WebSocket of one device
link       its sending half
wire       messages onto its connection, several at once
sockets    small buffers
doorman    shows out who connects and says nothing
blobs      sealed files over HTTP
health     health and metrics for the operator's machine
keys       what handlers find in the application
"""
