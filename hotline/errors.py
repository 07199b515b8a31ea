"""What can go wrong, as one tree.

    HotlineError
    ├── Misuse                we were asked for something that cannot be done; nothing was changed
    ├── Rejected              what another sent is not acceptable
    │   ├── Malformed         it cannot be read as what it should be
    │   ├── BadSignature      it was not signed by whom it says
    │   ├── NotTrusted        a root, credential or key does not entitle its holder to this
    │   ├── CannotOpen        no key here opens it (yet)
    │   └── Refused           a clause, a quota or a limit forbids it
    └── Unavailable           the world failed; try again or mend it
        ├── Unreachable       no relay answered
        ├── StoreFailed       disk full, or the store cannot be written
        └── VaultUnavailable  locked, damaged, or held by another process
            └── WrongPassphrase

A message is a sentence an officer may read. It holds no plaintext of others and no key. Where it has values,
it is a `Sentence`, so that it can be said in the officer's language.
"""

from __future__ import annotations

from hotline.sentence import sentence, with_advice


class HotlineError(Exception):
    """Something went wrong. `what` says it in a sentence, `advice` says what to do next."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice

    @property
    def sentence(self) -> str:
        """All of it, as it can be said in other languages too."""
        return with_advice(self.what, self.advice)

    def __str__(self) -> str:
        return str(self.sentence)


class Misuse(HotlineError):
    """This cannot be done as asked. Nothing was changed."""


class Rejected(HotlineError):
    """What arrived is not acceptable. Nothing of it was taken over."""


class Malformed(Rejected):
    """This cannot be read. `where` names the document and the field."""

    def __init__(self, where: str, why: str, advice: str = "") -> None:
        super().__init__(sentence("{where}: {why}.", where=where, why=why), advice)
        self.where = where
        self.why = why


class BadSignature(Rejected):
    """A signature is missing or does not fit what it is said to sign."""


class NotTrusted(Rejected):
    """A root, credential or key does not entitle its holder to this."""


class CannotOpen(Rejected):
    """No key held here opens this envelope. Its sender will be told which key is current."""


class Refused(Rejected):
    """A rule forbids this. `code` is for programs, `clause` is the agreement's number where one applies."""

    def __init__(self, code: str, what: str, clause: str = "", advice: str = "") -> None:
        super().__init__(what, advice)
        self.code = code
        self.clause = clause


class Unavailable(HotlineError):
    """The world failed. What was said is kept."""


class Unreachable(Unavailable):
    """No relay answered. What was said is kept and queued."""


class StoreFailed(Unavailable):
    """The disk or its database refused to write. Nothing was acknowledged."""


class VaultUnavailable(Unavailable):
    """The vault is locked, damaged, or open in another process."""


class WrongPassphrase(VaultUnavailable):
    """The key that was derived from it does not open the vault."""
