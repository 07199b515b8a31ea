"""What is owed, by whom, since when, and why: pure functions of the record and the time.

clock      when the time to answer began, by which proof, and how sure that is
witnesses  whether others' dates bear out the date of a reply
owed       every obligation with its state: today the acknowledgement by a named officer
explain    an obligation as a sentence
"""
