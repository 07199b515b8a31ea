"""Bytes and text of strangers against every parser that we have, and frames of strangers against a relay.

- hostile.py: what a stranger makes of a valid sample
- table.py: the parsers, each with a sample, what it may raise, and its writer if it has one
- documents.py, files.py: the rows of the table
- test_parsers.py: arbitrary bytes and mutations, some hundred of each; that the table is whole
- strangers.py: how a stranger talks to a relay
- test_conversations.py: crowds of them at a running relay, and what it keeps of them
- guided.py: the same table under atheris, which is guided by what was covered; `make soak`
- soak_conversations.py: thousands of strangers; `make soak`
"""
