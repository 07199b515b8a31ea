"""docs/HITLIST.md and docs/THREATS.md name tests: those tests exist, and no row is forgotten.

- named.py: the tests that a page names, and the tests that there are
- test_pages.py: each named test exists; the rows of the hit list, and which of them are open
"""
