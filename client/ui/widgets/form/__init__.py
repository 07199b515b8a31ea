"""A kind's form, made from its class: a field for each entry, and under it what is wrong.

setting   what the controls need to know: parties, the scale of likelihoods, the time
control   what all controls have: a value, and that it changed
line      one line: words, or digits with the word of the agreed scale
text      a few lines, or one long one
several   some lines, one entry each
choices   one of a few: a choice, a level, yes or no, a party
toggles   some of a few: parties
moment    a time as people write it, with what it means
groups    some groups of fields, one after the other
pairs     words and their values
making    which control an entry gets
field     a control with its title and what is wrong with it
fields    the fields of a class, in order
"""
