"""The last sentence of a terminal that broke: what it was, what is kept, and nothing that was read."""

from __future__ import annotations

from textual.worker import WorkerFailed

from client.ui.broken import last_words


def test_the_last_words_name_what_began_it_and_are_true() -> None:
    """In an exercise nothing is kept, and that is not promised; what the library wrapped is opened."""
    wrapped = WorkerFailed(ZeroDivisionError("what was said in confidence"))

    assert last_words(wrapped, environment={}) == (
        "Something broke that should not (ZeroDivisionError). What you said is kept: start again and go on."
        " HOTLINE_DEBUG=1 shows where."
    )
    practice = last_words(wrapped, kept=False, environment={})
    assert "this exercise ends with it" in practice and "kept" not in practice


def test_where_it_broke_is_shown_only_when_asked_for_and_never_an_errors_own_words() -> None:
    said_here = "".join(("in ", "confidence"))
    try:
        raise ZeroDivisionError(said_here)
    except ZeroDivisionError as error:
        failed = WorkerFailed(error)

    words = last_words(failed, environment={"HOTLINE_DEBUG": "1"})
    assert "test_broken.py" in words and said_here not in words
    assert "test_broken.py" not in last_words(failed, environment={})
