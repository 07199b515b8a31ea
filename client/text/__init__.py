"""What a person reads: the text of others, made harmless, and our own words.

clean  others' text so that it can neither repaint the terminal nor change the order of what is read
numbers  numbers as the officer's language writes them
words  what our words for states, standings and obligations mean, by language
"""
