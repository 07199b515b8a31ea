"""Crises by script on real processes: relays and desks are started, broken and compared.

script     what the YAML says, step by step
paper      parties, credentials, vaults and the signed agreement, before the line is there
programs   one process of ours, started and ended
relays     a relay's process: made, started, killed, wiped
desks      a desk's process: what its officer says and sees
traffic    many statements while a relay dies
crisis     plays the steps, one sentence a step
verdict    whether all hold the same record, and the figures
play       what a play says; counterpart: the others, while a person sits at a desk
play.yaml  what they say in `hotline play`
strait.yaml, agreement.yaml   the crisis of `hotline demo`
"""
