"""What an officer says: a signed header that everyone gets, and a body for its audience.

header   the signed part, its id and its links
body     salt, content, padding, and how it is bound to its header
number   how people name a statement: BRV-2-17
"""
