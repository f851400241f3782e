"""From a file to what it would write: read, compared with the records, nothing written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rapporteur.base.core.models import Association, AuditEntry
from rapporteur.base.values.base import to_plain
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.calendars.proposing import propose_events
from rapporteur.intake.importing.calendars.source import read_calendar
from rapporteur.intake.importing.enums import DoubtState, ImportKind, ImportState
from rapporteur.intake.importing.models import ImportDoubt, ImportItem
from rapporteur.intake.importing.passages import add_passages
from rapporteur.intake.importing.problems import InvalidFile
from rapporteur.intake.importing.proposals import ACTIVITY, ITEM, MENTION, ORGANISATION, Known, Proposal
from rapporteur.intake.importing.proposing.report import RECORDED, propose_report
from rapporteur.intake.importing.records.kinds import load_records
from rapporteur.intake.importing.remembering import OUT, apply_decisions
from rapporteur.intake.importing.tables.proposing import propose_rows
from rapporteur.intake.importing.tables.rows import read_rows
from rapporteur.intake.importing.tables.workbook import read_table
from rapporteur.intake.reading.door import read_report
from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.sources.lines import Doc
from rapporteur.records.activities.models import Activity
from rapporteur.records.names.loading import load_registry

TABLES = {
    ImportKind.MEMBERS: ORGANISATION,
    ImportKind.ACTIVITIES: ACTIVITY,
    ImportKind.MEDIA: MENTION,
    ImportKind.DUES: ITEM,
}


@dataclass(frozen=True)
class ImportPlan:
    """What a file would write, and what is to be said of it."""

    kind: ImportKind
    name: str
    content: bytes = field(repr=False)
    language: str
    proposals: list[Proposal]
    period: Period | None = None
    notices: tuple[str, ...] = ()
    understood_share: float | None = None
    not_understood: tuple[dict[str, Any], ...] = ()

    @property
    def sha256(self) -> str:
        """The hash under which the file is kept."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def changing(self) -> list[Proposal]:
        """The proposals that would write something."""
        return [one for one in self.proposals if one.action != "NONE" and not one.left_out]

    @property
    def blocking(self) -> int:
        """How many doubts must be decided first."""
        return sum(doubt.blocking for proposal in self.changing for doubt in proposal.doubts)


def load_known(record_type: str) -> Known:
    """Return what the records of a type hold now, and what imports made of which sources and decided."""
    return load_all_known((record_type,))[record_type]


def load_all_known(record_types: Sequence[str]) -> dict[str, Known]:
    """Return the same of several types; what imports know of all of them takes two queries."""
    keys, decisions = _keys(record_types), _decisions(record_types)
    return {
        kind: Known(load_records(kind), keys[kind], *_activity_states(kind), decisions[kind])
        for kind in record_types
    }


def _activity_states(kind: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the activities with edits that nobody has published, and those that were withdrawn."""
    if kind != ACTIVITY:
        return frozenset(), frozenset()
    pending = Activity.objects.filter(live=True, has_unpublished_changes=True)
    gone = AuditEntry.objects.filter(record_type=ACTIVITY, action="withdrawn").values_list(
        "record", flat=True
    )
    live = set(Activity.objects.filter(live=True).values_list("slug", flat=True))
    return frozenset(pending.values_list("slug", flat=True)), frozenset(gone) - live


def _keys(record_types: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return what committed imports made of which source, the newest last."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in record_types}
    items = ImportItem.objects.filter(record_type__in=record_types, of__state=ImportState.COMMITTED)
    for kind, key, target in items.order_by("pk").values_list("record_type", "key", "target"):
        found[kind][key] = target
    return found


def _decisions(record_types: Sequence[str]) -> dict[str, dict[tuple[str, str, str], tuple[str, str]]]:
    """Return what was decided in imports that are written or wait, the newest last."""
    found: dict[str, dict[tuple[str, str, str], tuple[str, str]]] = {kind: {} for kind in record_types}
    doubts = ImportDoubt.objects.filter(item__record_type__in=record_types).exclude(state=DoubtState.OPEN)
    rows = doubts.exclude(item__of__state=ImportState.UNDONE).order_by("pk")
    for kind, key, name, text, answer, by in rows.values_list(
        "item__record_type", "item__key", "field", "text", "answer", "decided_by"
    ):
        found[kind][key, name, text] = (answer or OUT, by)
    return found


def plan_import(
    *,
    kind: ImportKind,
    name: str,
    content: bytes,
    today: date,
    language: str | None = None,
    period: Period | None = None,
    parsed: ParsedReport | None = None,
    doc: Doc | None = None,
) -> ImportPlan:
    """Return what the file `content` would write; the database is read only.

    `today` is the day on which names mean what they mean where neither file nor caller gives a period. `parsed` is
    the report where it has been read already, and `doc` its lines. Raises IntakeRefused, and InvalidFile with all
    problems of a table.
    """
    name = Path(name).name
    if kind is ImportKind.REPORT:
        if parsed is None:
            doc, parsed = read_report(content, language, name=name)
        return _plan_report(parsed, doc, name, content, today)
    association = Association.objects.first()
    languages = tuple(association.languages) if association else ("en",)
    spoken, language = language, language or (association.source_language if association else "en")
    if kind is ImportKind.CALENDAR:
        window = period or Period(today - timedelta(days=2 * 366), today + timedelta(days=366))
        source = read_calendar(content, name, window, only=period)
        registry = load_registry(period.last_day if period else today)
        events = load_known(ACTIVITY)
        found = propose_events(source, registry, events, language)
        apply_decisions(found, {ACTIVITY: events}, language)
        return ImportPlan(kind, name, content, language, found, period, source.notices)
    table = read_table(content, name)
    rows = read_rows(table, kind.value.lower(), language=language, languages=languages, spoken=spoken)
    registry = load_registry(period.last_day if period else today)
    known = load_known(TABLES[kind])
    proposals, problems, said = propose_rows(
        rows,
        registry,
        known,
        language=language,
        languages=languages,
        currency=association.currency if association else "EUR",
    )
    problems = [*rows.problems, *problems]
    if problems:
        raise InvalidFile(set(problems))
    apply_decisions(proposals, {TABLES[kind]: known}, language)
    return ImportPlan(kind, name, content, language, proposals, period, (*rows.notices, *said))


def _plan_report(parsed: ParsedReport, doc: Doc | None, name: str, content: bytes, today: date) -> ImportPlan:
    period = None
    if parsed.period is not None:
        period = Period(parsed.period.start, parsed.period.end + timedelta(days=1))
    known = load_all_known(RECORDED)
    registry = load_registry(period.last_day if period else today)
    found, notices = propose_report(parsed, registry, known)
    apply_decisions(found, known, parsed.language)
    if doc is not None:
        add_passages(found, doc)
    return ImportPlan(
        ImportKind.REPORT,
        name,
        content,
        parsed.language,
        found,
        period,
        tuple(notices),
        parsed.understood_share,
        tuple(to_plain(one) for one in parsed.not_understood),
    )
