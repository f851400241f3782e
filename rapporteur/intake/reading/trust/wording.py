"""What the parts of a report are called, and what is said of those that may be torn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say_around

if TYPE_CHECKING:
    from rapporteur.intake.reading.parsed import ParsedPart, ParsedReport

LISTS = {
    "directory": Message("the lists by region", context="findings"),
    "count of the directory": Message("the number of members in the lists by region", context="findings"),
    "activated": Message("the list of activated members", context="findings"),
    "plan": Message("the tables of the plan", context="findings"),
    "boxes": Message("the boxes of members", context="findings"),
    "codes": Message("the codes of activities", context="findings"),
    "dates": Message("the dates of activities", context="findings"),
    "meetings": Message("the bilateral meetings", context="findings"),
    "activities": Message("the activities", context="findings"),
    "media": Message("the mentions in the media", context="findings"),
    "dues": Message("the statement of dues", context="findings"),
    "editorial": Message("the editorial", context="findings"),
    "offices": Message("those who are responsible for the regions", context="findings"),
    "staff": Message("the staff", context="findings"),
}
FIELDS = {
    "members": Message("the box of members", context="findings"),
    "codes": Message("the box of codes", context="findings"),
    "text": Message("the text", context="findings"),
    "region": Message("the page of the region", context="findings"),
    "activity": Message("the activity", context="findings"),
}
WHOLE = Message("{whole} of {all} parts read whole", context="findings")
_TORN = Message("“{of}”, {part}, line {line}: {reasons}", context="findings")
_LIST_TORN = Message("{part}, line {line}: {reasons}", context="findings")


def say_whole(report: ParsedReport, language: str) -> str:
    """Say how many parts of a report were read whole, as far as the evidence goes."""
    whole = sum(not part.torn for part in report.parts)
    return say_around(WHOLE, language, whole=whole, all=len(report.parts))


def say_torn(part: ParsedPart, language: str) -> str:
    """Say which part of an activity or a region, or which list, may be torn, and by what that shows."""
    from rapporteur.intake.reading.trust.reasons import SAID, Reason

    names = FIELDS if part.of else {**LISTS, "members": LISTS["boxes"]}
    reasons = "; ".join(say_around(SAID[Reason(reason)], language) for reason in part.reasons)
    values = {"of": part.of, "part": say_around(names[part.kind], language), "reasons": reasons}
    line = part.lines[0] if part.lines else 1
    return say_around(_TORN if part.of else _LIST_TORN, language, line=line, **values)
