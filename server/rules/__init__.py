"""What a relay decides, as pure functions of frames and state.

relay       all sessions: frames in, effects out
effects     what is to be done, as values
session     one connection's conversation as a table
present     who is connected, and how many of whom
door        hello, challenge, proof, welcome
requests    what a device asks, made into something to store; refusals
delivering  what goes out of the mailboxes to those who are here
handout     what a session is handed out of its mailbox, and when that is empty
under_way   what has arrived and is not known to be kept yet
receipts    one signature over what was committed together
order       which delivery goes next
quota       how much a mailbox and a party may hold
pace        how fast a party may deposit
policy      what an operator sets
"""
