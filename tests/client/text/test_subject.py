"""A subject that was made from a text: whole words, and not more than it says."""

from __future__ import annotations

from client.text.subject import SUBJECT, repeats, subject_of


def test_a_long_line_is_cut_at_a_word() -> None:
    """With an ellipsis; a short one stays; a language without blanks is cut where there is room."""
    engine = "Engine failure on boat 41, tug sent; the crew of nine is safe and well."
    assert subject_of("Hold all vessels.\nUntil noon.") == "Hold all vessels."
    assert subject_of(engine) == "Engine failure on boat 41, tug sent; the crew of nine is…"
    assert subject_of("船" * 90) == "船" * (SUBJECT - 1) + "…"
    assert len(subject_of("a " + "b" * 90)) == SUBJECT
    assert subject_of("a" * SUBJECT) == "a" * SUBJECT
    assert subject_of("") == ""


def test_what_a_text_begins_with_is_no_subject_of_its_own() -> None:
    """Only what was made from it, or is the same: a word that happens to stand first is a subject."""
    assert repeats("Hold all vessels.", "Hold all vessels.")
    assert repeats(subject_of("word " * 40), "word " * 40)
    assert not repeats("No", "Nothing was seen.")
    assert not repeats("Engine failure", "Engine failure on boat 41.")
