"""What the verbs of this room refuse."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from rapporteur.base.core.models import check_link
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message
from rapporteur.records.activities.shapes import EvidenceShape, HeadcountShape

MOST_PEOPLE = 2**31 - 1
"""What a column of the database holds."""


class EvidenceRefused(Foreseeable, ValueError):
    """Evidence that does not say what it is, or where; `field` is the one to mend."""

    def __init__(self, message: Message, field: str, *, value: str) -> None:
        super().__init__(message, value=value)
        self.field = field


def check_evidence(evidence: EvidenceShape) -> None:
    """Raise EvidenceRefused where evidence has no title, is nowhere or in two places, or leads out of the web."""
    if not evidence.title:
        raise EvidenceRefused(
            Message("expected what the evidence is, in one language at least"), "title", value=""
        )
    if bool(evidence.link) == (evidence.document is not None):
        raise EvidenceRefused(
            Message("expected either an address or a document of the library, one of both"),
            "link",
            value=evidence.link,
        )
    if evidence.link:
        try:
            check_link(evidence.link)
        except ValidationError as error:
            raise EvidenceRefused(
                Message("'{value}' is no address of the web: expected one such as https://example.org"),
                "link",
                value=evidence.link,
            ) from error


class HeadcountRefused(Foreseeable, ValueError):
    """A number of participants that is none, or one of two for the same people."""


def check_headcounts(headcounts: Sequence[HeadcountShape]) -> None:
    """Raise HeadcountRefused where a number is negative or too large, or two are of the same people."""
    for one in headcounts:
        if not 0 <= one.people <= MOST_PEOPLE:
            raise HeadcountRefused(
                Message("'{value}' is no number of participants: expected 0 to {most}"),
                value=str(one.people),
                most=Grouped(MOST_PEOPLE),
            )
    groups = [(one.capacity, one.who) for one in headcounts]
    if len(set(groups)) < len(groups):
        raise HeadcountRefused(Message("participants are counted twice: expected one number for each group"))
