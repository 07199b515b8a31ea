"""Bytes that another program can check itself against.

vectors.json  the bytes, in hex; and what they must mean
make          how they were made; signatures and encapsulations come out otherwise each time
transcripts/   transcript files, good and bad; expected.json says what a verifier must find in each
make_transcripts   how they were made
"""
