"""The record of one channel: a graph of statements, and what follows from the set of them.

ancestry    which statement came before which, exactly and in little memory
graph       held statements, missing ancestors, and what becomes complete when one arrives
places      each author's own chain, and the version vector over all of them
order       the one order in which everyone reads the record
documents   the signed documents that Record statements carry
desks       who speaks: the card in the author's own chain
law         the terms in force for a statement, from the acceptances it comes after
entry       a statement as its readers see it, with its verdict
validity    whether a statement may be said so: a table of checks on it and its ancestors
equivocation  two histories of one author, and the proof
cuts        revocations, sunsets and expired credentials, and what each cuts off
standing    what a valid statement counts for, from the set held
transcript  the whole, put together
"""
