"""The officer's side without I/O: statements and envelopes go in, events and envelopes to send come out.

station     the three verbs: say, receive, tick; and what people and lines ask for
ports       what a vault promises
arrivals    what comes from the lines, and goes to them
events      what happened, for whoever shows it
memory      what is held between two verbs: whose desk this is, whom it knows, its channels
channel     one channel: the transcript, the others' haves, what is planned
loading     a channel's record from the vault, settled there now and then
neighbours  who else is on a channel
contacts    roots and cards that were handed over
keyring     the keys that seal and open, pairs and links
say         from what an officer means to a signed statement in the vault
receive     envelopes opened, their items sorted into the record
admission   whose statements are taken
sync        haves: what others lack, what is held here
reminders   telling a desk that it lived on since
seldom      what is done at most once in a while
duties      what a desk says by itself
deliveries  `delivered` and `heard`: what clocks start from
losses      `lost`: what nobody holds any more of what this desk said before it was restored
dispatch    seals what is due into envelopes
opened      which envelopes were opened lately
parcels     envelopes for desks that only another can reach
news        telling desks of others whom they may reach only through this one
rows        which desk lacks which statement, and when that is looked at again
outbox      the envelopes that carry it, and when the same is sent again
offers      what each relay was offered, and refused
"""
