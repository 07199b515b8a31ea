"""A whole crisis in one process, in virtual time, from one seed: real stations, real relay rules, no I/O.

clock     virtual time: what happens when, in an order that the seed decides
standin   cheap cryptography that fails where the real one does
parties   roots, desks and an agreement made for a world; papers what roots sign later on
lines     one connection, and the weather on it
death     sudden death at any step
lies      what a relay does against its word
process   one life of a relay's process, and its event loop
disk      the memory store in virtual time: a commit takes its while
debts     what a relay has signed for, and owes
rules     the relay's rules, watched
relay     those rules and the relay's post over that disk
desk      a station on an in-memory vault, with its sessions
world     all of them, and what is watched all the time
faults/   what goes wrong
script    what is to happen in one seed, as values
crisis    a script as it takes its course
promises  what must be true when all is healed
model     the record once more, apart from the code that it is compared with
run       one seed, and the smallest script that fails as it does
teeth     the safeguards, each switched off by one substitution
"""
