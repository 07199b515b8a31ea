"""Values as lines of a given width; pure, so a picture of any state can be made without a screen.

reader     who reads: whose desk, the parties' codes, the time
statement  one statement as it stands in a transcript
needs      what needs the officer, as words
matrix     the risk matrix, with marks in its cells
estimate   where an estimate stands in the matrix, as far as it is filled in
"""
