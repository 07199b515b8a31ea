"""What a person reads: the text of others, made harmless, and our own words.

clean    others' text so that it can neither repaint the terminal nor change the order of what is read
numbers  numbers as the officer's language writes them
subject  the subject of a text that was given none
telling  what the desk says, as errors and reasons, in the officer's language
tongue   our own sentences by the English one; languages/: their tables
words    what our words for states, standings and obligations mean, by language
"""
