"""A channel's record as one file that anyone can verify with nothing else at hand.

export   the lines of such a file, from a transcript
verify   reads one, and finds all that is wrong with it
report   what is said of a file that was verified
looking  what one line holds, looked at alone
lines    the three sorts of lines
"""
