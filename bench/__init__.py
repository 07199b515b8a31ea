"""What this program costs, measured on this machine: `python -m bench [name ...]`, or `make bench`.

Not tests: nothing here passes or fails. Figures depend on the machine: compare those of one machine only.

crowded   a desk whose channel already holds very many statements, as real files
opening   one desk opened in a process of its own
arrivals  statements that come in, one by one
pair      two desks and a line that loses nothing
desk      opening envelopes, filling a gap, FLASH before a backlog
record    opening, asking, taking in and verifying such a record
relay     throughput, delay, memory and log-ins of the relay; bare_relay: the one that ours is compared to
house     relays to be measured; loads: what loads them, in the words of `tongues`, over a `line`
faults    what happens when it breaks: schedule, apart and liars
schedule  real processes, broken by a schedule while both desks talk
apart     two sides of a partition; a FLASH on a slow line
liars     relays that lie, in the simulated world
screens   a program on a pseudo-terminal; bare_app: the empty one that ours is compared to
terminal  first frame, keys, typing under a flood, idleness
__main__  runs what is named, prints the figures and writes build/bench.json
"""
