"""Sealing statements and sync items for some devices, and opening what was sealed for this one.

items   what can be in an envelope
slots   one a recipient: how the content key is locked for it
pairs   the secret that two devices share for a while, and its id
links   what two devices tell each other about their pairs
seal    pad, encrypt once, lock the key for each recipient
open    the way back, with every check
"""
