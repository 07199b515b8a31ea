"""Bytes that another program can check itself against.

vectors.json  the bytes, in hex; and what they must mean
make          how they were made; signatures and encapsulations come out otherwise each time
"""
