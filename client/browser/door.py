"""Who is let in: whoever brings the address that was printed, once; from then on, who has the cookie.

Cookies do not know ports, so every other service on this machine's loopback could be sent ours. Therefore the
cookie is for one folder only, whose name nobody else can know.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hotline.errors import Refused
from hotline.ids import Entropy

LOOPBACK = "127.0.0.1"
SECRET_BYTES = 32  # nobody guesses it, however fast this machine answers


@dataclass(frozen=True, slots=True)
class Pass:
    """What a browser that was let in has: the folder that it asks for, and the cookie's value."""

    folder: str
    cookie: str


class Door:
    """Shut at first. `renew` makes it open for one; `shut` ends what that one was given."""

    def __init__(self, port: int, entropy: Entropy) -> None:
        self.host = f"{LOOPBACK}:{port}"
        self.origin = f"http://{self.host}"
        self.cookie_name = f"hotline-{port}"
        self._entropy = entropy
        self._token: str | None = None
        self._pass: Pass | None = None

    def renew(self) -> str:
        """An address that lets one browser in, once. What was given out before is worth nothing any more."""
        self._pass, self._token = None, self._secret()
        return f"{self.origin}/enter/{self._token}"

    def shut(self) -> None:
        """From now on nobody is let in."""
        self._pass, self._token = None, None

    def admit(self, token: str) -> Pass:
        """The token's one use. Raises Refused."""
        if self._token is None or not _same(token, self._token):
            raise Refused(
                "used",
                "This address does not let anybody in.",
                advice="Each works once. `hotline serve` prints a new one when the session has ended.",
            )
        self._token, self._pass = None, Pass(self._secret(), self._secret())
        return self._pass

    def check_pass(self, folder: str, cookies: Mapping[str, str]) -> None:
        """Raises Refused unless this is the browser that was let in."""
        cookie = cookies.get(self.cookie_name, "")
        held = self._pass
        if held is None or not (_same(folder, held.folder) and _same(cookie, held.cookie)):
            raise Refused(
                "no-session",
                "This browser has no session here, or it has ended.",
                advice="Open the address that `hotline serve` printed last.",
            )

    def check_host(self, hosts: Sequence[str]) -> None:
        """Raises Refused when the browser was led here under another name (DNS rebinding)."""
        if list(hosts) != [self.host]:
            raise Refused("host", f"This is {self.host}, and answers to no other name.")

    def check_origin(self, origins: Sequence[str]) -> None:
        """Raises Refused unless our own page opens the connection."""
        if list(origins) != [self.origin]:
            raise Refused("origin", "Only the page that was opened here may connect.")

    def _secret(self) -> str:
        return base64.urlsafe_b64encode(self._entropy(SECRET_BYTES)).rstrip(b"=").decode()


def _same(said: str, held: str) -> bool:
    """Compares without telling by time how much was right."""
    return hmac.compare_digest(said.encode(), held.encode())
