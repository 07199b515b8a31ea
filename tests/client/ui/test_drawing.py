"""How lines are broken and cut."""

from __future__ import annotations

from client.ui.drawing import wrapped


def test_a_line_is_not_broken_at_an_unbreakable_blank() -> None:
    """As French has it before a colon; the styles stay where they were."""
    lines = wrapped("Relais joignables\u00a0: 3 sur 4", 18, "bold")

    assert [each.plain for each in lines] == ["Relais", "joignables\u00a0: 3 sur", "4"]
    assert [(span.start, span.end) for each in lines for span in each.spans] == [(0, 6), (0, 18), (0, 1)]
