"""A whole crisis in one process, in virtual time, from one seed: real stations, real relay rules, no I/O.

clock    virtual time: what happens when, in an order that the seed decides
parties  roots, desks and an agreement made for a world
relay    the relay's rules over a memory store
desk     a station on an in-memory vault, with its sessions
world    all of them, the lines between them, and what breaks
"""
