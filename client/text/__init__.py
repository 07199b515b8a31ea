"""What a person reads: the text of others, made harmless, and our own words.

clean  others' text so that it can neither repaint the terminal nor change the order of what is read
subject  the subject of a text that was given none
words  what our words for states, standings and obligations mean, by language
"""
