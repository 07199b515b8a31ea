"""From the YAML that people write to an agreement that can be signed. Errors name line and clause.

Source: docs/SPEC.md 4.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hotline.agreement.handwriting import Hand, read_yaml, together, understood
from hotline.agreement.text import AgreementText, problems_between

WHAT = "agreement draft"


def draft_from_yaml(
    text: str, hand: Hand, kinds: Collection[str], what: str = WHAT, catalogue: int = 1
) -> AgreementText:
    """The agreement as the draft has it.

    `hand` knows parties by code; `kinds` are what this catalogue has clauses for. Raises Malformed.
    """
    written = read_yaml(text, what)
    if not isinstance(written.value, dict):
        raise written.problem((), "holds no agreement: begin from `hotline agreement template`")
    agreement = understood(written, AgreementText, hand)
    problems = [written.problem(path, why) for path, why in problems_between(agreement)]
    problems += [written.problem(("kinds", n, "kind"), why) for n, why in _unknown(agreement, kinds)]
    if agreement.catalogue != catalogue:
        problems.append(written.problem(("catalogue",), f"is {agreement.catalogue}; this is {catalogue}"))
    if problems:
        raise together(problems)
    return agreement


def _unknown(agreement: AgreementText, kinds: Collection[str]) -> Iterator[tuple[int, str]]:
    for n, each in enumerate(agreement.kinds):
        if each.kind not in kinds:
            yield n, f"names {each.kind}; the catalogue has {', '.join(sorted(kinds))}"
