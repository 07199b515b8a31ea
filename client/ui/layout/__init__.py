"""Values as lines of a given width; pure, so a picture of any state can be made without a screen.

reader     who reads: whose desk, the parties' codes, the time
window     the statements of a channel that are held, one beneath another; blocks: which line is whose
statement  one statement as it stands in a transcript; wording: what it says, in the officer's language
needs      what needs the officer, as words
matrix     the risk matrix, with marks in its cells
estimate   where an estimate stands in the matrix, as far as it is filled in
board      the joint board as a list, and what stands in its matrix
question   one risk question: who has filed, or all estimates side by side
detail     one statement with everything about it
verification  verifying a party, step by step; digits and qr: the code that is read out
parts      what reports are made of: titles, points, parts
check      the check of a record; wrong: what is wrong with it; conflict and copies: a desk with two histories
agreement  the agreement in force; clauses: its clauses as sentences
hits       what a search has found; places: where one can go
"""
