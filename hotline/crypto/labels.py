"""What each derived key and hash is for: one label each, so that none can stand in for another.

Source: docs/SPEC.md 3, 4, 6.
"""

from __future__ import annotations

PARTY = "hotline party 1"
ROOT_CODE = "hotline root code 1"
ROOT_WORDS = "hotline root words 1"
AGREEMENT = "hotline agreement 1"

PAIR = "hotline pair 1"
PAIR_ID = "hotline pair id 1"
WRAP = "hotline wrap 1"
COMMITMENT = "hotline commitment 1"
BODY = "hotline body 1"
