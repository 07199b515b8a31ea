"""Types of fields: what a person enters, and within which limits.

Each carries what forms, templates, schema and reference page need to know of it, as JSON Schema extras:
`input` (one of `entries.Input`), `unit`, `words` (what the values mean), `prose` (counted as free text),
`made` (the desk fills it in).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema

from hotline.agreement.handwriting import WrittenParty, WrittenTime
from hotline.codec import Hex16, Hex32
from hotline.fields import IncarnationField, StatementField
from hotline.signed import DsseDocument, PayloadType

_ONE_LINE = r"^[^\r\n]*$"
_HEX_32 = "^[0-9a-f]{64}$"


def _extra(**more: Any) -> Any:
    return Field(json_schema_extra=more)


# What people write

Line = Annotated[str, Field(min_length=1, pattern=_ONE_LINE), _extra(input="line", prose=True)]
Text = Annotated[str, Field(min_length=1), _extra(input="text", prose=True)]
Name = Annotated[str, Field(min_length=1, max_length=80, pattern=_ONE_LINE), _extra(input="line")]
Language = Annotated[
    str,
    Field(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", max_length=11),
    _extra(input="line"),
]
Moment = Annotated[
    WrittenTime,
    WithJsonSchema({"type": "string", "format": "date-time", "input": "time", "unit": "UTC"}),
]
Percent = Annotated[int, Field(ge=1, le=99), _extra(input="number", unit="percent")]
Party = Annotated[WrittenParty, WithJsonSchema({"type": "string", "pattern": _HEX_32, "input": "party"})]

IMPACT_WORDS = {"1": "negligible", "2": "minor", "3": "moderate", "4": "major", "5": "severe"}
Impact = Annotated[int, Field(ge=1, le=5), _extra(input="number", words=IMPACT_WORDS)]


class Confidence(StrEnum):
    """How sure the author is of the ground the estimate stands on; never said in one sentence with it."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


SOURCE_WORDS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
INFORMATION_WORDS = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}

# What machines write

StatementRef = Annotated[
    StatementField, WithJsonSchema({"type": "string", "pattern": _HEX_32, "input": "statement"})
]
Nonce = Annotated[
    Hex16, WithJsonSchema({"type": "string", "pattern": "^[0-9a-f]{32}$", "input": "hex", "made": True})
]
Hash = Annotated[Hex32, WithJsonSchema({"type": "string", "pattern": _HEX_32, "input": "hex", "made": True})]
Life = Annotated[
    IncarnationField,
    WithJsonSchema(
        {
            "type": "object",
            "properties": {
                "number": {"type": "integer"},
                "nonce": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
                "restored": {"type": "boolean"},
            },
            "required": ["number", "nonce", "restored"],
            "additionalProperties": False,
            "input": "incarnation",
        }
    ),
]


def signed_as(payload_type: PayloadType) -> AfterValidator:
    """Accepts a signed document of that type only. Its signatures are for others to verify."""

    def check(document: DsseDocument) -> DsseDocument:
        if document.payloadType is not payload_type:
            raise ValueError(f"needs a document of type {payload_type}")
        return document

    return AfterValidator(check)


_DOCUMENT = WithJsonSchema(
    {"type": "object", "description": "a DSSE envelope: docs/SPEC.md 2", "input": "document", "made": True}
)
RootCarried = Annotated[DsseDocument, signed_as(PayloadType.ROOT), _DOCUMENT]
CredentialCarried = Annotated[DsseDocument, signed_as(PayloadType.CREDENTIAL), _DOCUMENT]
AgreementCarried = Annotated[DsseDocument, signed_as(PayloadType.AGREEMENT), _DOCUMENT]
AcceptanceCarried = Annotated[DsseDocument, signed_as(PayloadType.ACCEPTANCE), _DOCUMENT]
RevocationCarried = Annotated[DsseDocument, signed_as(PayloadType.REVOCATION), _DOCUMENT]
HaveCarried = Annotated[DsseDocument, signed_as(PayloadType.HAVE), _DOCUMENT]


# Whatever language the machine speaks.
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def date_time_group(moment: datetime) -> str:
    """How a time is shown to officers: `231408Z NOV 26`."""
    return f"{moment:%d%H%M}Z {_MONTHS[moment.month - 1]} {moment:%y}"
