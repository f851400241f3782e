"""The report at a glance: a figure for each section of its page, which leads there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapporteur.base.core.translations import Status
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.report_room.activities import ActivitiesTable
from rapporteur.interfaces.office.report_room.standing import EditionRow, FindingsTable, LanguageRow
from rapporteur.interfaces.office.report_room.words import PAGE, TEXTS
from rapporteur.proof.rules.finding import Severity

ACTIVITIES = Message("activity", "activities", by="count", context="figure of the report room")
UNPUBLISHED = Message(
    "{count} is not published", "{count} are not published", by="count", context="figure of the report room"
)
PUBLISHED = Message("all published", context="figure of the report room")
BLOCK = Message("finding blocks", "findings block", by="count", context="figure of the report room")
WARN = Message("{count} warning", "{count} warnings", by="count", context="figure of the report room")
OPEN_TEXTS = Message(
    "text to translate", "texts to translate", by="count", context="figure of the report room"
)
IN_STEP = Message("every language is in step", context="figure of the report room")
EDITIONS = Message("edition", "editions", by="count", context="figure of the report room")
CHANGED = Message(
    "{count} change since", "{count} changes since", by="count", context="figure of the report room"
)


@dataclass(frozen=True)
class Tile:
    """A figure with what it counts and what else is to be known of it; `anchor` is the section that tells more.

    The figure of a section that comes later is not known yet.
    """

    anchor: str
    figure: int | None
    title: str
    note: str = ""


def tiles_of(
    language: str,
    *,
    activities: ActivitiesTable,
    findings: FindingsTable | None = None,
    texts: Sequence[LanguageRow] | None = None,
    editions: Sequence[EditionRow] | None = None,
    changes: Sequence[str] | None = None,
    later: Collection[str] = (),
) -> Iterator[Tile]:
    """Yield the figures of the sections that somebody sees, in the order of urgency; some sections come `later`."""
    if "findings" in later:
        yield Tile("room-findings", None, str(PAGE["findings"]))
    if findings is not None:
        of = {one.key: one.count for one in findings.by_severity}
        blocking, warnings = of[Severity.BLOCKING.value], of[Severity.WARNING.value]
        note = say(WARN, language, count=warnings)
        yield Tile("room-findings", blocking, say(BLOCK, language, count=blocking), note)
    total = activities.total
    unpublished = total - dict(activities.states).get("published", 0)
    note = say(UNPUBLISHED, language, count=unpublished) if unpublished else ""
    if total and not unpublished:
        note = say(PUBLISHED, language)
    yield Tile("room-activities", total, say(ACTIVITIES, language, count=total), note)
    if "texts" in later:
        yield Tile("room-texts", None, str(PAGE["texts"]))
    if texts is not None:
        done = list(TEXTS).index(Status.DONE)
        behind = {row.name: sum(row.counts) - row.counts[done] for row in texts}
        count = sum(behind.values())
        note = ", ".join(f"{name} {left}" for name, left in behind.items() if left)
        yield Tile(
            "room-texts", count, say(OPEN_TEXTS, language, count=count), note or say(IN_STEP, language)
        )
    if editions is not None:
        note = say(CHANGED, language, count=len(changes)) if changes else ""
        yield Tile("room-editions", len(editions), say(EDITIONS, language, count=len(editions)), note)
