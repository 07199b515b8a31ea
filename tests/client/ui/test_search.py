"""Search and the dialog to go anywhere: what is found, in which order, and where the keys lead."""

from __future__ import annotations

from client.engine.reading.search import around, read_query
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BREVIA, SECRETARIAT, Room, Terminal


async def talk(room: Room) -> None:
    boat = await room.brevia.say(
        "L'équipage est en sécurité; the chart of the lane is complete.",
        "IMMEDIATE",
        fields={"subject": "Fishing boat"},
    )
    await room.own.holds(boat["number"])
    for n in range(1, 5):
        await room.own.say(f"No change, sheet {n} of the lane chart.", fields={"subject": f"Sheet {n}"})
    await room.secretariat.holds("ALD-1-5")
    kept = await room.secretariat.say("The lane chart is with us.", fields={"subject": "Lane chart"})
    await room.own.holds(kept["number"])


def chosen(terminal: Terminal) -> str:
    row = terminal.app.screen.query_one("Transcript").row  # type: ignore[attr-defined]
    return str(row["number"])


async def test_search_leads_from_hit_to_hit() -> None:
    """Each letter searches anew, the newest first; enter goes there, and the next search begins with it."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room:
        await talk(room)
        async with room.terminal() as terminal:
            await terminal.sees("SEC-1-2", "1 of 1 relays")
            await terminal.press("slash")
            await terminal.sees("In this channel. from:BRE and kind:message narrow it down.")
            await terminal.type("lane chart")
            await terminal.sees("1 of 6 found in this channel, the newest first", "✓ intact")
            text = terminal.text()
            assert (
                text.index("SEC-1-2") < text.index("ALD-1-5") < text.index("ALD-1-2") < text.index("BRE-1-2")
            )
            await terminal.press("down", "down")
            await terminal.sees("3 of 6 found")
            await same_picture(terminal, "search-dark-120x36")
            await terminal.press("enter")
            await terminal.sees("Write a message")
            assert chosen(terminal) == "ALD-1-4"

            await terminal.press("slash")
            await terminal.sees("lane chart", "1 of 6 found")
            await terminal.press(*["backspace"] * len("lane chart"))
            await terminal.type("equipage SECURITE from:bre kind:mess")
            await terminal.sees("1 of 1 found", "BRE-1-2")
            await terminal.type(" nowhere")
            await terminal.sees("Nothing found in this channel.")
            await terminal.press("tab")
            await terminal.sees("Nothing found in all channels.")
            await terminal.pilot.resize_terminal(80, 24)
            await terminal.press(*["backspace"] * len(" nowhere"))
            await terminal.sees("1 of 1 found in all channels")
            await same_picture(terminal, "search-dark-80x24")
            await terminal.press("escape")
            await terminal.sees("Write a message")


async def test_one_dialog_goes_anywhere() -> None:
    """A number alone is each desk's on this channel; a party's place is what it said last."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room:
        await talk(room)
        async with room.terminal() as terminal:
            await terminal.sees("SEC-1-2", "1 of 1 relays", "✓ intact")
            await terminal.press("p")
            await terminal.sees("WHO MAY SAY WHAT")
            await terminal.press("g")
            await terminal.sees("Go to", "Joint Secretariat", "Transcript check")
            await same_picture(terminal, "goto-dark-120x36")
            await terminal.type("2")
            await terminal.sees("statement   ALD-1-2", "statement   BRE-1-2", "statement   SEC-1-2")
            await terminal.press("down", "enter")
            await terminal.loses("Go to a")
            await terminal.pilot.pause(0.2)
            assert chosen(terminal) == "BRE-1-2"

            for typed, number in (("ald-1-4", "ALD-1-4"), ("secretariat", "SEC-1-2")):
                await terminal.press("g")
                await terminal.type(typed)
                await terminal.sees(number if typed[-1].isdigit() else "its newest on")
                await terminal.press("enter")
                await terminal.sees("Write a message")
                await terminal.pilot.pause(0.2)
                assert chosen(terminal) == number
            await terminal.press("g")
            await terminal.type("outbox")
            await terminal.sees("screen      Connection")
            await terminal.press("escape")
            await terminal.press("g")
            await terminal.type("agrm")
            await terminal.sees("screen")
            await terminal.press("enter")
            await terminal.sees("WHO MAY SAY WHAT")


async def test_a_search_ends_when_nobody_waits_for_it() -> None:
    """Work is done in pieces, and only while the next one is asked for."""
    async with Room((ALDORA, BREVIA)) as room:
        await room.own.state("message", {"text": "found", "subject": "s"})
        answers = room.own.verbs.stream("search", {"query": "found", "channel": None})
        first = await anext(answers)
        assert [each["number"] for each in first["rows"]] == ["ALD-1-2"]
        assert first["looked"] == first["total"] == 1
        nothing = [part async for part in room.own.verbs.stream("search", {"query": "  ", "channel": None})]
        assert [part["rows"] for part in nothing] == [[]]


def test_what_stands_around_a_hit() -> None:
    """Case, accents and letters that fold into two change no place."""
    assert around("Große Straße, dort", ("strasse",)) == ("Große ", "Straße", ", dort")
    assert around("the lane, then the lane chart", ("lane", "chart"))[1] == "lane chart"
    assert around("nothing of it", ("bre-1-17",)) == ("", "", "nothing of it")
    assert read_query("Lane from:bre kind:risk-question x:y").words == ("lane", "x:y")
