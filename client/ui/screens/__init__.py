"""One screen a file. A full screen has banner, top bar and key bar; a dialog has the banner at least.

base       what all of them have
main       needs, channels, a transcript, a line to write in
unlock     the passphrase
flash      a FLASH over everything, until it is acknowledged or put aside
review     the sentence that the others will read, before anything is sent
kinds      what to write: a draft to go on with, or a kind that may be said
compose    writing a structured statement
estimate   writing what has a place in the risk matrix
board      the joint board of risk
statement  one statement with everything about it
verify     a party's root compared over a voice line
record     the transcript check; evidence: its proof as files
agreement  the agreement, and what is under way
search     finding what was said; goto: one dialog to go anywhere
"""
