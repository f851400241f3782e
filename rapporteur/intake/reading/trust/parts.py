"""The parts of a report with the confidence that evidence leaves in each: what is torn, and by what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import structs

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.parsed import ParsedPart, ParsedReport
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.intake.reading.trust.activities import Grid
from rapporteur.intake.reading.trust.kept import Whereabouts
from rapporteur.intake.reading.trust.lists import signs_of_lists
from rapporteur.intake.reading.trust.reasons import Reason, Sign, confidence_of

LISTS = (
    "editorial", "activities", "members", "codes", "media", "meetings", "activated", "dues", "plan", "directory",
    "offices", "staff",
)  # fmt: skip
"""The kinds of parts that a report has once; `members` and `codes` here are the boxes of all activities."""


def with_parts(report: ParsedReport, doc: Doc, kinds: Mapping[int, str], ctx: ReadingContext) -> ParsedReport:
    """Return the report with its parts, each with its confidence; `kinds` gives the section of each line."""
    where = Whereabouts(report, doc, ctx, dict(kinds))
    signs = [*Grid(where).signs(), *signs_of_lists(where)]
    if any(sign.reason is Reason.SWALLOWED for sign in signs):
        signs += [Sign(kind, Reason.NOTHING_READ) for kind in LISTS if _is_empty(report, kind)]
    return structs.replace(report, parts=tuple(_parts(report, signs)))


def _parts(report: ParsedReport, signs: list[Sign]) -> Iterator[ParsedPart]:
    grouped: dict[tuple[str, int], list[Sign]] = {(kind, 0): [] for kind in LISTS}
    for sign in signs:
        grouped.setdefault((sign.kind, sign.number), []).append(sign)
    for (kind, number), found in grouped.items():
        yield ParsedPart(
            kind=kind,
            of=_name(report, kind, number),
            number=number,
            confidence=confidence_of(found),
            reasons=tuple(dict.fromkeys(sign.reason.value for sign in found)),
            lines=tuple(sorted({sign.line for sign in found if sign.line})),
        )


def _is_empty(report: ParsedReport, kind: str) -> bool:
    """Whether nothing was read of a kind of part; it may stand in what another part took in."""
    found: dict[str, object] = {
        "editorial": report.editorial, "activities": report.activities, "members": report.activities,
        "codes": report.activities, "media": report.media, "meetings": report.bilateral_meetings,
        "activated": report.activated_members.names, "dues": report.dues, "plan": report.plan_execution,
        "directory": report.regions, "offices": report.regions, "staff": report.secretariat_staff,
    }  # fmt: skip
    return not found[kind]


def _name(report: ParsedReport, kind: str, number: int) -> str:
    if not number:
        return ""
    return report.regions[number - 1].name if kind == "region" else report.activities[number - 1].title
