"""Padmé: lengths rounded up so that they say little, at a cost of at most 12 percent.

Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", 2019.
"""

from __future__ import annotations


def padded_length(length: int) -> int:
    """The smallest Padmé length that is not below this one."""
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    low_bits = exponent - exponent.bit_length()
    mask = (1 << low_bits) - 1
    return (length + mask) & ~mask
