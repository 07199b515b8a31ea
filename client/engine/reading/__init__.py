"""What a screen needs to know, read in few visits: views as plain values, by verbs of their own.

shapes     what each of these views holds
watchlist  what arrived here and may need the officer, found as it comes
needs      what needs the officer now, the most urgent first
queue      what officers here said and no relay has taken yet
connection how each relay stands, what waits, and what the agreement has us do if this lasts
overview   who this is, relays, outbox, channels, needs: all that stands around a transcript
pages      a piece of a transcript, with what a reader must be told beside each statement
detail     one statement with everything about it
board      every risk question: who has filed, what is open, side by side
apart      how far estimates are from one another
verification  whom one is about to verify, and the own code to read out
following  what happens, for whoever draws it anew
record     the verbs about a channel's record, those of them that take long in pieces:
  check      what is held of whom, gaps, conflicts; current: who vouches for it; gaps: what has not come
  judging    every statement looked at again
  search     finding what was said; numbered: by number
  terms      the agreement as it stands, and amendments under way
  evidence   the record and both copies of a conflict as files
pieces     long work in short pieces
shapes_record  what these answer
drafts     what was begun and not said
writing    what a party may say now, and about what
verbs      all of these by their names
"""
