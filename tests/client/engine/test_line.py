from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace

from client.links.ports import Timing
from tests.client.engine.world import (
    desk,
    eventually,
    make_case,
    make_people_of_case,
    relay_line,
    relay_parties,
)
from tests.client.links.lines import SHORT
from tests.client.links.proxy import proxied
from tests.server.process import RELAY_KEY, Process, make_folder

PATIENT: Timing = replace(SHORT, backoff_first=1800.0, backoff_most=3600.0)


async def test_a_relay_is_tried_when_somebody_wants_it(tmp_path):
    """Who mended a line does not wait for the next try; and every wait says how long it is."""
    people = make_people_of_case()
    folder = make_folder(tmp_path / "relay", relay_parties(people))
    async with AsyncExitStack() as stack:
        with Process(folder) as dead:
            proxy, url = await stack.enter_async_context(proxied(dead.url))
        case = make_case(people, [relay_line(url, RELAY_KEY.public)])
        north = await stack.enter_async_context(desk(case, case.north, PATIENT))
        await eventually(lambda: any(each.next_in for each in north.status().relays))
        [waiting] = north.status().relays
        proxy.leads_to(stack.enter_context(Process(folder)).url)
        await asyncio.sleep(0.2)
        [still] = north.status().relays
        north.try_now()
        await eventually(lambda: north.status().relays[0].up)
        [up] = north.status().relays

    assert (waiting.tries, waiting.up) == (1, False)
    assert waiting.next_in is not None and 800 < waiting.next_in <= 1800
    assert not still.up
    assert (up.tries, up.next_in) == (0, None)
