"""What goes wrong in a crisis: each fault one function of the crisis and of its own dice. Each takes effect.

lines     what becomes of what is under way, and who can reach whom
machines  desks and relays that die, lose their disks, and have wrong clocks
people    officers who come and are taken back, terms that change, estimates that are held back
liars     relays and members that do not keep to the protocol
table     all of them by name
"""
