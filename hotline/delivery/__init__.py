"""What each desk holds, what it lacks, what is due to it, and how far a statement has come.

have      one desk's signed word of what it holds, lacks and asks for
lost      what its author declared lost, and what is sought still
coverage  what a have shows of the statements held here: covered, lacking, or unknown
due       what is due to which desk, from header, audience and membership alone
proofs    what the record proves of a delivery: parties' own haves, carried by `delivered` and `heard`
states    queued, relayed, delivered, read, answered: a state only ever moves up
"""
