"""Bytes and text of strangers against every parser that we have, and frames of strangers against a relay.

- hostile.py: what a stranger makes of a valid sample
- table.py: the parsers, each with a sample, what it may raise, and its writer if it has one
- documents.py, files.py: the rows of the table
- test_parsers.py: arbitrary bytes and mutations, some hundred of each; that the table is whole
- test_conversations.py: random sessions with a running relay, and what it keeps of them
- soak_parsers.py: the same table under atheris, which is guided by what was covered; `make soak`
"""
