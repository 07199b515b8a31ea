from __future__ import annotations

import asyncio
import re
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from client.engine.world import real_world
from client.links.relay import Slept
from client.links.sockets import session_url, tls
from client.station.arrivals import DepositRefused, EnvelopeCame, KeyCame, MailboxEmpty, ReceiptCame
from hotline import limits
from hotline.crypto.signing import SigningKey
from hotline.errors import Malformed, NotTrusted, Refused, Unreachable
from hotline.identity.sealing_key import announce
from hotline.ids import Counter, Incarnation, Precedence
from server.tls import context, make_certificate
from tests.client.links.lines import NORTH, SHORT, SOUTH, WITHIN, credentials, line, linked, to_deposit
from tests.client.links.proxy import proxied
from tests.server.people import NOW, living_desk
from tests.server.web.here import relay_here


async def test_a_deposit_goes_from_link_to_link(tmp_path):
    """Deposit, receipt, delivery, acknowledgement, empty: over TLS, the large one in parts."""
    large = to_deposit(1, SOUTH.device, size=100_000)
    async with relay_here(tmp_path / "relay") as relay, linked(relay.url) as north:
        north.link.deposit([large])
        await north.until(lambda each: bool(each.of(ReceiptCame)))
        async with linked(relay.url, SOUTH) as south:
            await south.until(lambda each: bool(each.of(EnvelopeCame)))
            assert not south.of(MailboxEmpty)
            south.link.acknowledge([each.number for each in south.came if each.number])
            await south.until(lambda each: bool(each.of(MailboxEmpty)))

    assert north.of(ReceiptCame)[0].slots == ((large.envelope, SOUTH.device),)
    assert south.of(EnvelopeCame)[0].public == large.public


async def test_what_was_not_acknowledged_comes_again(tmp_path):
    """A delivery stays with the relay until it is acknowledged: the next session gets it."""
    async with relay_here(tmp_path / "relay") as relay:
        async with linked(relay.url) as north:
            north.link.deposit([to_deposit(1, SOUTH.device)])
            await north.until(lambda each: bool(each.of(ReceiptCame)))
        for _ in range(2):
            async with linked(relay.url, SOUTH) as south:
                await south.until(lambda each: bool(each.of(EnvelopeCame)))


async def test_the_directory_gives_what_was_published(tmp_path):
    """A key that one desk publishes is what the other is given; what was not there is asked for again."""
    life = Incarnation(1, bytes(16), False)
    announcement = announce(Counter(life, 1), bytes(1216), NOW + timedelta(days=9999), SOUTH.key)
    again = replace(SHORT, ask_key_again=0.1)
    async with (
        relay_here(tmp_path / "relay") as relay,
        linked(relay.url, timing=again) as north,
        linked(relay.url, SOUTH) as south,
    ):
        north.link.ask_keys([SOUTH.device])
        south.link.publish(announcement)
        async with asyncio.timeout(30):
            while not north.of(KeyCame):
                north.link.ask_keys([SOUTH.device])
                await asyncio.sleep(0.05)

    assert north.of(KeyCame)[0].announcement == announcement


async def test_a_refusal_names_the_mailbox(tmp_path):
    """What a relay does not take is told with its code."""
    stranger = living_desk("AVA", 7).device
    async with relay_here(tmp_path / "relay", mailbox_envelopes=10) as relay, linked(relay.url) as north:
        for n in range(20):
            north.link.deposit([to_deposit(n, stranger)])
        await north.until(lambda each: bool(each.of(DepositRefused)))

    assert north.of(DepositRefused)[0].device == stranger


# Who is at the other end


async def test_a_relay_with_another_key_is_refused(tmp_path):
    """Whoever answers at the address must hold the key that the agreement names."""
    async with relay_here(tmp_path / "relay") as relay:
        with pytest.raises(NotTrusted, match="does not hold the key"):
            async with linked(relay.url, key=SigningKey(bytes(32)).public):
                pass


async def test_a_man_in_the_middle_is_refused(tmp_path):
    """TLS ended by another, who passes everything on: the certificate is not the one the relay signed for."""
    certificate, key = make_certificate("localhost", NOW)
    (tmp_path / "thief.pem").write_bytes(certificate)
    (tmp_path / "thief.key").write_bytes(key)
    thief = (context(tmp_path / "thief.pem", tmp_path / "thief.key"), tls())
    async with relay_here(tmp_path / "relay") as relay, proxied(relay.url, tls=thief) as (_, url):
        with pytest.raises(NotTrusted, match="someone stands between"):
            async with linked(url):
                pass


async def test_a_stranger_is_told_why(tmp_path):
    """A relay that does not serve the party says so, and the link passes it on."""
    async with relay_here(tmp_path / "relay") as relay:
        with pytest.raises(Refused) as refused:
            async with linked(relay.url, living_desk("XXX")):
                pass

    assert refused.value.code == "not-admitted"


async def test_without_tls_on_loopback_only():
    """An address without TLS is refused before anything is sent, unless it is this machine's."""
    assert session_url("ws://127.0.0.1:9") == "http://127.0.0.1:9/v1/session"
    assert session_url("wss://relay.example/north/") == "https://relay.example/north/v1/session"
    with pytest.raises(NotTrusted):
        session_url("ws://relay.example")
    with pytest.raises(Malformed):
        session_url("ftp://relay.example")


# When the wire fails


async def test_nobody_there_is_unreachable():
    """A refused connection is said in a sentence."""
    with pytest.raises(Unreachable, match="cannot be reached"):
        async with linked("wss://127.0.0.1:1"):
            pass


async def test_a_relay_that_accepts_and_says_nothing_is_given_up():
    """Every wait of the log-in has an end."""

    async def silent(reader, writer):
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    url = f"wss://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    with pytest.raises(Unreachable):
        async with linked(url, timing=replace(SHORT, connect_within=0.3)):
            pass
    server.close()


async def test_a_half_open_connection_is_found(tmp_path):
    """The wire falls silent and nobody says so: the link ends after the time of two pings."""
    async with (
        relay_here(tmp_path / "relay") as relay,
        proxied(relay.url) as (proxy, url),
        linked(url, timing=replace(SHORT, silence=0.6)) as north,
    ):
        proxy.flowing.clear()
        await north.until(lambda each: each.ended is not None)

        assert isinstance(north.ended, Unreachable)
        assert "Nothing came" in str(north.ended)


async def test_a_quiet_connection_lives(tmp_path):
    """Pings alone keep a session for many times the silence that ends a dead one."""
    brief = replace(SHORT, silence=1.5)
    async with relay_here(tmp_path / "relay") as relay, linked(relay.url, timing=brief) as north:
        await asyncio.sleep(2 * brief.silence)

        assert north.ended is None


SLOW = 0.35  # seconds for a KiB: a part takes three times the silence that ends a session here
BRIEF = replace(SHORT, silence=2.0, ping_every=WITHIN)
LARGE = to_deposit(1, SOUTH.device, size=limits.FRAME_PART_BYTES)
TOLD = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells when the last byte came")


@asynccontextmanager
async def large_one_waits(path, tls="own"):
    """A relay with a large envelope for the south, and a slow wire from there."""
    async with relay_here(path / "relay", tls=tls) as relay, proxied(relay.url) as (proxy, url):
        async with linked(relay.url) as north:
            north.link.deposit([LARGE])
            await north.until(lambda each: bool(each.of(ReceiptCame)))
        proxy.down = SLOW
        yield proxy, url


@TOLD
@pytest.mark.parametrize("tls", ["own", "none"])
async def test_a_large_message_that_still_comes_is_a_sign_of_life(tmp_path, tls):
    """A slow line brings a part for longer than a silence that ends a session; its bytes are heard."""
    async with large_one_waits(tmp_path, tls) as (_, url), linked(url, SOUTH, timing=BRIEF) as south:
        await south.until(lambda each: bool(each.of(EnvelopeCame)))


@TOLD
@pytest.mark.parametrize("tls", ["own", "none"])
async def test_the_relay_hears_a_large_message_that_still_comes(tmp_path, monkeypatch, tls):
    """The same on the way to it."""
    monkeypatch.setattr(limits, "SILENCE", timedelta(seconds=BRIEF.silence))
    calm = replace(SHORT, silence=WITHIN, ping_every=WITHIN)
    async with (
        relay_here(tmp_path / "relay", tls=tls) as relay,
        proxied(relay.url) as (proxy, url),
        linked(url, timing=calm) as north,
    ):
        proxy.up = SLOW
        north.link.deposit([LARGE])
        await north.until(lambda each: bool(each.of(ReceiptCame)))


@TOLD
async def test_a_message_that_never_ends_is_given_up(tmp_path):
    """Bytes that trickle in keep a session for some time, and not for ever."""
    brief = replace(BRIEF, message_within=2.5)
    async with large_one_waits(tmp_path) as (_, url), linked(url, SOUTH, timing=brief) as south:
        await south.until(lambda each: each.ended is not None)

    assert isinstance(south.ended, Unreachable)
    assert "did not end it" in str(south.ended)


@TOLD
async def test_a_message_that_stops_in_the_middle_is_silence(tmp_path):
    """And the sentence tells how long nothing came, not how long a message took."""
    async with large_one_waits(tmp_path) as (proxy, url), linked(url, SOUTH, timing=BRIEF) as south:
        await asyncio.sleep(BRIEF.silence)
        assert south.ended is None
        proxy.flowing.clear()
        await south.until(lambda each: each.ended is not None)

    assert re.fullmatch(r"Nothing came from the relay for [23] seconds\.", str(south.ended))


async def test_a_broken_connection_ends_the_link(tmp_path):
    """A reset is noticed at once."""
    async with (
        relay_here(tmp_path / "relay") as relay,
        proxied(relay.url) as (proxy, url),
        linked(url) as north,
    ):
        proxy.cut()
        await north.until(lambda each: each.ended is not None)

        assert isinstance(north.ended, Unreachable)


async def test_the_machine_slept(tmp_path):
    """The wall clock ran on while the other stood: the connection is given up without waiting for pings."""
    real = real_world()
    asleep = [timedelta(0)]
    world = replace(real, now=lambda: real.now() + asleep[0])
    async with relay_here(tmp_path / "relay") as relay, linked(relay.url, world=world) as north:
        asleep[0] = timedelta(hours=1)
        await north.until(lambda each: each.ended is not None)

        assert isinstance(north.ended, Slept)


async def test_a_flash_overtakes_a_backlog_on_a_slow_wire(tmp_path):
    """Forty routine envelopes wait for a wire of some 50 kB/s; a FLASH goes after a few parts at most."""
    async with (
        relay_here(tmp_path / "relay") as relay,
        proxied(relay.url) as (proxy, url),
        linked(url, timing=replace(SHORT, ping_every=WITHIN)) as north,
    ):
        proxy.up = 0.02
        north.link.deposit([to_deposit(n, SOUTH.device, size=30_000) for n in range(40)])
        await north.until(lambda each: bool(each.of(ReceiptCame)))
        flash = to_deposit(99, SOUTH.device, precedence=Precedence.FLASH)
        before = len(north.of(ReceiptCame))
        north.link.deposit([flash])
        await north.until(
            lambda each: any((flash.envelope, SOUTH.device) in r.slots for r in each.of(ReceiptCame))
        )
        overtaken_by = sum(len(each.slots) for each in north.of(ReceiptCame)[before:]) - 1

    assert overtaken_by <= 4  # what the buffers of three sockets held


async def test_credentials_are_what_the_session_begins_with(tmp_path):
    """Two links of one device: the relay ends the older and says so."""
    async with relay_here(tmp_path / "relay") as relay, linked(relay.url) as first, linked(relay.url):
        await first.until(lambda each: each.ended is not None)

        assert isinstance(first.ended, Refused)
        assert first.ended.code == "replaced"
    assert credentials(NORTH).credential == NORTH.credential
    assert line(relay.url).name == "North"
