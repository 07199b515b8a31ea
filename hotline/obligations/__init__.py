"""What is owed, by whom, since when, and why: pure functions of the record and the time.

clock      when the time to answer began, by which proof, and how sure that is
owed       every obligation with its state: today the acknowledgement by a named officer
explain    an obligation as a sentence
"""
