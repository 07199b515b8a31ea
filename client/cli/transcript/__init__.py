"""`hotline transcript`: the record of a channel as a file, and verifying one.

group    its commands
export   writes the file
verify   reads one, and says what is wrong with it
findings how that is said
"""
