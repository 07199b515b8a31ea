"""What a relay sees and says: the outside of envelopes, frames, log-in, receipts. No plaintext.

envelope   the public part of an envelope, its id, and what is handed to a relay
frames     one class a frame of the session
parts      large frames in parts, so that urgent ones wait for one part at most
login      who signs what before a session begins
receipts   a relay's word that it keeps what was deposited
"""
