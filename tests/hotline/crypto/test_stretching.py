"""A key from a passphrase: always the same from the same, never from another."""

from __future__ import annotations

from dataclasses import replace

from hotline.crypto.stretching import LEAST_MEMORY_KIB, Stretching

SMALL = Stretching(bytes(16), memory_kib=64, iterations=1, lanes=1)


def test_the_same_passphrase_gives_the_same_key():
    """On another day as well: what is needed stands beside the sealed thing."""
    assert SMALL.key("correct horse") == SMALL.key("correct horse")
    assert len(SMALL.key("correct horse")) == 32


def test_every_parameter_matters():
    """So that no cheaper stretching can stand in for a dearer one."""
    others = [
        SMALL,
        replace(SMALL, salt=b"\1" * 16),
        replace(SMALL, memory_kib=128),
        replace(SMALL, iterations=2),
        replace(SMALL, lanes=2),
    ]

    assert len({each.key("correct horse") for each in others} | {SMALL.key("correct horsE")}) == 6


def test_by_default_a_guess_costs_64_mebibytes():
    """The least that the design allows."""
    assert Stretching(bytes(16)).memory_kib == LEAST_MEMORY_KIB == 64 * 1024
