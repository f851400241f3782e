"""Questions about what of a report may not have been read whole: it is written where somebody says so. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapporteur.intake.importing.proposals import (
    ACTIVITY,
    FOCAL_POINT,
    MEETING,
    MENTION,
    NODE,
    REGION,
    REPORT,
    SEAT,
    STATEMENT,
    Doubt,
    Proposal,
)
from rapporteur.intake.reading.parsed import ParsedPart

_RECORDS = {
    "activities": (ACTIVITY,), "members": (ACTIVITY,), "codes": (ACTIVITY,), "media": (MENTION,),
    "meetings": (MEETING,), "dues": (STATEMENT,), "plan": (NODE,), "directory": (REGION,), "editorial": (REPORT,),
    "offices": (SEAT, FOCAL_POINT),
}  # fmt: skip
"""List that may be torn → the records that are made of it. Activated members and staff are no records of their own."""


def ask_of_torn(parts: Sequence[ParsedPart], found: Sequence[Proposal]) -> None:
    """Add a question to each proposal that rests on a part which may be torn; `found` is in the order of the report.

    A question about a list has the same text for each of its records, so that one answer can be given everywhere.
    """
    for part in parts:
        if part.torn:
            for proposal in _resting_on(part, found):
                proposal.ask(Doubt("TORN", "slug", text_of(part)))


def text_of(part: ParsedPart) -> str:
    """Return by what a part is known in a question: its kind, and the first line that speaks against it."""
    return f"{part.kind}, line {part.lines[0]}" if part.lines else part.kind


def _resting_on(part: ParsedPart, found: Sequence[Proposal]) -> Iterator[Proposal]:
    if not part.number:
        yield from (one for one in found if one.record_type in _RECORDS.get(part.kind, ()))
        return
    kind = REGION if part.kind == "region" else ACTIVITY
    records = [one for one in found if one.record_type == kind]
    yield from records[part.number - 1 : part.number]
