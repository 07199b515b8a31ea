"""Runs a station in real time: the vault's transactions, the links, and the socket others attach to.

world        the real clocks, pause and dice
engine       one desk at work: say, do, call, events, status, wait_quiet
desk         the station on a thread of its own
inbox        what came and is not yet durable
intake       into the vault, then acknowledged; a store that failed, an envelope that breaks something
outlook      what the station wants of the lines
line, lines  one relay's task; all of them, retired ones too
status       how the lines stand
doctor/      looks at all of it and says what to do
happenings   the engine's own events, and the feeds that carry all of them
holder       answers on the attach socket, by who holds the vault
attach       finds that socket and asks
attach_lines what goes over it; attach_sentences: so that they can still be said in other languages
profiles     where a profile's folder is
joining      from nothing to a channel, step by step; exchange: the folder for files; looking: what a file is
disk         files that people hand to each other
verbs        a desk to be asked, here or in another process
keeper       holds a desk for as long as a terminal is open
watch        looks for what is urgent while it is locked
reading/     what a screen needs to know: overview, pages, what happens
service and talk, importing, couriers, exporting, files, first_agreements   the verbs that a command asks for
requests, views, authors, naming   reading those dictionaries, making them, and finding what people name
"""
