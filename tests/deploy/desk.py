"""A desk that tries a relay and says how it went: `python -m tests.deploy.desk URL RELAY-CARD PARTY NUMBER`.

It uses the officers' own code, so it checks what they would: the relay's key, and the certificate.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from client.station.arrivals import ReceiptCame
from hotline.errors import HotlineError
from hotline.identity.relay_card import RelayCard, open_relay_card
from hotline.signed import signed_from_json
from tests.client.links.lines import linked, to_deposit
from tests.server.people import living_desk


async def talk(url: str, card: RelayCard, code: str, number: int) -> None:
    """Log in, deposit, and wait for the receipt. Raises what a client raises."""
    mine = living_desk(code, number)
    async with linked(url, mine, key=card.key) as link:
        link.link.deposit([to_deposit(number, mine.device)])
        await link.until(lambda each: bool(each.of(ReceiptCame)))


def main() -> None:
    url, file, code, number = sys.argv[1:]
    card = open_relay_card(signed_from_json(Path(file).read_bytes(), file))
    try:
        asyncio.run(talk(url, card, code, int(number)))
    except (HotlineError, AssertionError) as reason:
        print(f"{code}-{number} was not served: {reason.__cause__ or reason}")
    else:
        print(f"{code}-{number} was served")


if __name__ == "__main__":
    main()
