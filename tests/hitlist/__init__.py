"""docs/HITLIST.md and docs/THREATS.md name tests: those tests exist, and no row is forgotten.

- named.py: the tests that a page names, and the tests that there are
- test_limits.py: docs/SPEC.md gives every limit by its value
- test_pages.py: each named test exists; the rows of the hit list, and which of them are open
"""
