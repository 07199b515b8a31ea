"""How envelopes leave a desk and come to it: relays over WebSocket, and files carried by hand.

ports      what is handed in of the world, and every wait
session    a device's side of a relay session: frames in, frames and arrivals out; pure
relay      one session on one connection: log-in, pings, deposits, acknowledgements
wire       frames over one WebSocket, urgent ones first, one part at a time
refusals   why a relay turns something away
sockets    addresses, TLS without an authority, small buffers
backoff    when to try again, and whether the machine slept
courier    envelopes in a file
tasks      some things at once until the first ends
"""
