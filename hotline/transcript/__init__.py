"""The record of one channel: a graph of statements, and what follows from the set of them.

transcript    the whole, put together: what other packages use
entry         a statement as its readers see it, with its verdict
standing      what a valid statement counts for, from the set held
validity      whether a statement may be said so: a table of checks on it and its ancestors
verdict       valid, invalid by a code, or waiting
closing       whether a `risk-close` came too early
record        what is held, with the indexes that verdicts and standings use
amendments    which amendments came into force, and which contradict each other
equivocation  two histories of one author, and the proof
revocations   what roots took back
witnesses     what other parties' dates show of when a statement was said
dates         the dates along one track, to be asked what is earliest after, and latest before
order         the one order in which everyone reads the record
places        each author's own chain, and the version vector over all of them
law           the terms in force for a statement, from the acceptances that it comes after
settling      puts what is complete into columns, and takes it up again
settled       the columns: a row a statement, without header or body
heldset       the statements held, by id; the settled ones are made when they are asked for
held          one statement as it is held
graph         held statements, missing ancestors, and what becomes complete when one arrives
ancestry      which statement came before which, exactly and in little memory
documents     the signed documents that Record statements carry
desks         who speaks: the card in the author's own chain
"""
