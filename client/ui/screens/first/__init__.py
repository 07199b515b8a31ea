"""From nothing to a channel, a step a screen. Which one is next, what is on disk says; each can be left.

step        what the steps have in common: the way at the left, the page, a line for a path
desk        1  what this desk is for, whose it is, its passphrase
credential  2  its party lets it speak
agreement   3  whom it knows, and the agreement; offer: what one joins, before one joins it
relays      4  each relay is logged in to
parties     5  whose roots were compared, and a comm check
"""
