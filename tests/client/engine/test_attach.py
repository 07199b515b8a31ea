from __future__ import annotations

import asyncio
import json
import socket
import stat
import sys

import pytest

from client.engine.attach import attach
from client.engine.holder import attachable
from client.engine.profiles import SOCKET
from client.points import set_hook
from hotline.errors import Malformed, Misuse, NotTrusted, Refused, StoreFailed, Unavailable
from tests.simulation.death import Died


async def echo(what):
    return {"got": what}


async def count(what):
    for n in range(what["to"]):
        yield {"n": n}


async def refuse(_):
    raise Refused("kind-not-agreed", "Not agreed.", "4.2", "Amend it.")


async def malform(_):
    raise Malformed("content, text", "is missing")


async def fail(_):
    raise StoreFailed("The disk is full.")


async def distrust(_):
    raise NotTrusted("Not this one.")


async def break_(_):
    raise RuntimeError("a bug")


HANDLERS = {
    "echo": echo,
    "count": count,
    "refuse": refuse,
    "malform": malform,
    "fail": fail,
    "distrust": distrust,
    "break": break_,
}


@pytest.fixture
async def held(tmp_path):
    async with attachable(tmp_path, HANDLERS):
        yield tmp_path


async def test_an_answer_comes_back(held):
    """What the handler gives is what the command gets."""
    attached = await attach(held)
    assert attached is not None

    assert await attached.ask("echo", {"text": "Übung", "n": 3}) == {"got": {"text": "Übung", "n": 3}}


async def test_a_stream_comes_in_order(held):
    """Every part, then its end."""
    attached = await attach(held)
    assert attached is not None

    assert [part["n"] async for part in attached.stream("count", {"to": 100})] == list(range(100))


async def test_a_stream_ends_when_nobody_listens(tmp_path):
    """`read --follow` that is interrupted leaves nothing running in the holder."""
    ended = asyncio.Event()

    async def forever(_):
        try:
            yield {}
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with attachable(tmp_path, {"forever": forever}):
        attached = await attach(tmp_path)
        assert attached is not None
        stream = attached.stream("forever", {})
        await anext(stream)
        await stream.aclose()
        async with asyncio.timeout(30):
            await ended.wait()


@pytest.mark.parametrize(
    ("name", "error"),
    [("refuse", Refused), ("malform", Malformed), ("fail", StoreFailed), ("distrust", NotTrusted)],
)
async def test_errors_are_raised_where_they_were_asked_for(held, name, error):
    """With their words and codes: exit codes are the same with and without a holder."""
    attached = await attach(held)
    assert attached is not None
    with pytest.raises(error) as raised:
        await attached.ask(name, {})
    with pytest.raises(error) as direct:
        await HANDLERS[name]({})

    assert (str(raised.value), vars(raised.value)) == (str(direct.value), vars(direct.value))


async def test_a_handler_that_breaks_harms_nobody(held, caplog):
    """The one who asked is told; the next is served."""
    attached = await attach(held)
    assert attached is not None
    with pytest.raises(Unavailable, match="broke"):
        await attached.ask("break", {})

    assert await attached.ask("echo", {}) == {"got": {}}


async def test_who_gets_no_answer_is_not_told_to_do_it_again(tmp_path):
    """The process died when it had kept a statement: to say it again would be to say it twice."""
    kept: list[str] = []

    async def say(what):
        kept.append(what["text"])
        return {}

    def die(name: str) -> None:
        if name == "attach/before-answer":
            raise Died

    async with attachable(tmp_path, {"say": say}):
        attached = await attach(tmp_path)
        assert attached is not None
        set_hook(die)
        try:
            with pytest.raises(Unavailable, match="before it answered") as raised:
                await attached.ask("say", {"text": "once"})
        finally:
            set_hook(None)

    assert kept == ["once"]
    assert raised.value.advice == "It may have been done: look, before you do it again."


async def test_an_unknown_request_is_refused(held):
    """An older holder says that it does not know a newer command."""
    attached = await attach(held)
    assert attached is not None
    with pytest.raises(Misuse, match="does not know"):
        await attached.ask("dance", {})


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"nonsense\n",
        b"[]\n",
        b'{"do": "echo"}\n',
        b'{"do": "echo", "with": {}, "more": 1}\n',
        b'{"do": "echo", "do": "echo", "with": {}}\n',
        b'{"do": 7, "with": {}}\n',
        b'{"do": "echo", "with": []}\n',
        b'{"do": "echo", "with": {"n": NaN}}\n',
        b"\xff\xfe\n",
        b"[" * 10_000 + b"\n",
    ],
)
async def test_what_is_no_request_is_refused(held, line):
    """Strictly read, answered with an error, and the holder goes on."""
    reader, writer = await asyncio.open_unix_connection(held / SOCKET)
    writer.write(line)
    answer = json.loads(await reader.readline())
    writer.close()

    assert answer["error"]["kind"] == "malformed"
    attached = await attach(held)
    assert attached is not None
    assert await attached.ask("echo", {}) == {"got": {}}


async def test_a_connection_that_ends_early_harms_nobody(held):
    """A command that was killed between connecting and asking."""
    _, writer = await asyncio.open_unix_connection(held / SOCKET)
    writer.write(b'{"do": "ec')
    writer.transport.abort()

    attached = await attach(held)
    assert attached is not None
    assert await attached.ask("echo", {}) == {"got": {}}


async def test_only_the_user_may_use_it(held):
    """The socket's mode is 0600 before anybody is let in."""
    assert stat.S_IMODE((held / SOCKET).stat().st_mode) == 0o600


async def test_a_socket_that_a_dead_process_left_is_cleaned(tmp_path):
    """Nobody answers it: a command sees that nobody holds the vault, and the next holder takes its place."""
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / SOCKET))
    assert await attach(tmp_path) is None

    async with attachable(tmp_path, HANDLERS):
        assert await attach(tmp_path) is not None
    assert not (tmp_path / SOCKET).exists()
    assert await attach(tmp_path) is None


async def test_a_second_holder_is_refused(held):
    """Two processes never answer for one profile."""
    with pytest.raises(Misuse, match="Another process"):
        async with attachable(held, HANDLERS):
            pass

    assert await attach(held) is not None


async def test_a_path_that_is_too_long_is_said(tmp_path):
    """A socket's path has a limit of the system's: in a sentence."""
    deep = tmp_path / ("d" * 100)
    deep.mkdir()
    with pytest.raises(Misuse, match="shorter path"):
        async with attachable(deep, HANDLERS):
            pass


async def test_from_another_process(held):
    """As a command does it."""
    program = (
        "import asyncio, pathlib, sys\n"
        "from client.engine.attach import attach\n"
        "async def main():\n"
        "    attached = await attach(pathlib.Path(sys.argv[1]))\n"
        "    print((await attached.ask('echo', {'n': 1}))['got']['n'])\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(held), stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()

    assert said == b"1\n"
