"""Whether a document is a progress report at all: by several kinds of evidence, never by one heading."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message
from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.sources.lines import collapse, flat
from rapporteur.intake.reading.sources.refused import IntakeRefused

_LONGEST_TITLE = 120
_FEWEST_PLACELESS = 2
_FEWEST_NAMES = 3
_FEWEST_MENTIONS = 2
_FEWEST_ENTRIES = 3
"""Characters of a title, and how many placeless activities, names, mentions and entries of contents are evidence: a
letter may have one or two of each.
"""

FEWEST = 2
"""Kinds of evidence that a report has. The rules of a club under “Introduction”, with its secretary's name, have none;
the shortest reports of the tests have a title and a period.
"""
_PRINTED = 0.6
"""The confidence of a period that is printed as one, and not made of dates."""
_FRONT_LINES = 40
_HEADINGS = 3
_NAMES = {
    "title": Message("a title that says report", context="evidence"),
    "period": Message("the period", context="evidence"),
    "headings": Message("{count} headings of such reports", context="evidence"),
    "activities": Message("activities, each with place and date", context="evidence"),
    "boxes": Message("members or codes beside an activity", context="evidence"),
    "lists": Message("lists of members by region", context="evidence"),
    "activated": Message("a list of activated members", context="evidence"),
    "plan": Message("tables of a plan", context="evidence"),
    "media": Message("mentions in the media by month", context="evidence"),
    "meetings": Message("bilateral meetings", context="evidence"),
    "dues": Message("an amount of dues", context="evidence"),
    "contents": Message("a table of contents", context="evidence"),
}
_NEXT = Message("{first}, {second}", context="evidence")
_FRAME = frozenset(("title", "period", "headings", "contents"))
"""What a document of any sort may have."""


def evidence_of(report: ParsedReport, kinds: Iterable[str], ctx: ReadingContext) -> set[str]:
    """Return the kinds of evidence in a document that was read; `kinds` are those of its sections."""
    title = re.compile(ctx.grammar.words("cover_titles"))
    front = (line for line in ctx.doc.lines[:_FRONT_LINES] if len(line.text) <= _LONGEST_TITLE)
    period = report.period
    dated = [activity for activity in report.activities if activity.date_text]
    found = {
        "title": any(title.search(flat(collapse(line.text))) for line in front),
        "period": period is not None and period.provenance["start"].confidence >= _PRINTED,
        "headings": len({*kinds} - {"cover", ""}) >= _HEADINGS,
        "activities": len(dated) >= _FEWEST_PLACELESS or any(activity.place for activity in dated),
        "boxes": any(activity.members or activity.deliverables for activity in dated),
        "lists": sum(len(region.members) for region in report.regions) >= _FEWEST_NAMES,
        "activated": len(report.activated_members.names) >= _FEWEST_NAMES,
        "plan": any(line.measures or line.deliverables for line in report.plan_execution),
        "media": sum(mention.month is not None for mention in report.media) >= _FEWEST_MENTIONS,
        "meetings": bool(report.bilateral_meetings),
        "dues": report.dues is not None and report.dues.amount is not None,
        "contents": report.contents is not None and len(report.contents.entries) >= _FEWEST_ENTRIES,
    }
    return {kind for kind, there in found.items() if there}


def _listed(kinds: Iterable[str]) -> Fault | None:
    """Return the names of kinds of evidence, one after the other; None without any."""
    names: Fault | None = None
    for kind in kinds:
        name = Fault(_NAMES[kind], values={"count": _HEADINGS})
        names = Fault(_NEXT, values={"first": names, "second": name}) if names else name
    return names


def check_is_report(evidence: set[str], name: str) -> bool:
    """Return whether a document is surely a report; raise IntakeRefused where there is too little evidence."""
    if len(evidence) < FEWEST:
        found = _listed(kind for kind in _NAMES if kind in evidence)
        wanted = _listed(kind for kind in _NAMES if kind not in evidence)
        raise IntakeRefused(
            Message(
                "too little of a progress report is in it ({found}): expected at least {count} more of these: {wanted}"
            ),
            name or "the whole file",
            found=Fault(Message("only {found}"), values={"found": found})
            if found
            else Message("a heading or two"),
            count=FEWEST - len(evidence),
            wanted=wanted,
        )
    return bool(evidence - _FRAME)
