"""From a file to what it would write: read, compared with the records, nothing written."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rapporteur.activities.models import Activity
from rapporteur.core.models import Association, AuditEntry
from rapporteur.core.periods import Period
from rapporteur.core.values import to_plain
from rapporteur.intake.calendar_proposing import propose_events
from rapporteur.intake.calendar_source import read_calendar
from rapporteur.intake.enums import ImportKind, ImportState
from rapporteur.intake.models import ImportItem
from rapporteur.intake.parsed import ParsedReport
from rapporteur.intake.problems import InvalidFile
from rapporteur.intake.proposals import (
    ACTIVITY,
    ITEM,
    MENTION,
    ORGANISATION,
    Known,
    Proposal,
)
from rapporteur.intake.records import load_records
from rapporteur.intake.registry import load_registry
from rapporteur.intake.report import parse_report
from rapporteur.intake.report_proposing import RECORDED, propose_report
from rapporteur.intake.tables import read_rows
from rapporteur.intake.tables_proposing import propose_rows
from rapporteur.intake.workbook import read_table

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
        return [proposal for proposal in self.proposals if proposal.action != "NONE"]

    @property
    def blocking(self) -> int:
        """How many doubts must be decided first."""
        return sum(doubt.blocking for proposal in self.changing for doubt in proposal.doubts)


def load_known(record_type: str) -> Known:
    """Return what the records of a type hold now, and what committed imports made of which sources."""
    keys = ImportItem.objects.filter(record_type=record_type, of__state=ImportState.COMMITTED).order_by("pk")
    unpublished: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    if record_type == ACTIVITY:
        pending = Activity.objects.filter(live=True, has_unpublished_changes=True)
        unpublished = frozenset(pending.values_list("slug", flat=True))
        gone = AuditEntry.objects.filter(record_type=ACTIVITY, action="withdrawn").values_list(
            "record", flat=True
        )
        live = set(Activity.objects.filter(live=True).values_list("slug", flat=True))
        withdrawn = frozenset(gone) - live
    return Known(
        load_records(record_type),
        dict(keys.values_list("key", "target")),
        unpublished,
        withdrawn,
    )


def plan_import(
    *,
    kind: ImportKind,
    name: str,
    content: bytes,
    today: date,
    language: str | None = None,
    period: Period | None = None,
    parsed: ParsedReport | None = None,
) -> ImportPlan:
    """Return what the file `content` would write; the database is read only.

    `today` is the day on which names mean what they mean where neither file nor caller gives a period. `parsed` is
    the report where it has been read already. Raises IntakeRefused, and InvalidFile with all problems of a table.
    """
    name = Path(name).name
    if kind is ImportKind.REPORT:
        return _plan_report(parsed or parse_report(content, language, name=name), name, content, today)
    association = Association.objects.first()
    languages = tuple(association.languages) if association else ("en",)
    language = language or (association.source_language if association else "en")
    if kind is ImportKind.CALENDAR:
        window = period or Period(today - timedelta(days=2 * 366), today + timedelta(days=366))
        source = read_calendar(content, name, window, only=period)
        registry = load_registry(period.last_day if period else today)
        found = propose_events(source, registry, load_known(ACTIVITY), language)
        return ImportPlan(kind, name, content, language, found, period, source.notices)
    table = read_table(content, name)
    rows = read_rows(table, kind.value.lower(), language=language, languages=languages)
    registry = load_registry(period.last_day if period else today)
    proposals, problems = propose_rows(
        rows,
        registry,
        load_known(TABLES[kind]),
        language=language,
        languages=languages,
        currency=association.currency if association else "EUR",
    )
    problems = [*rows.problems, *problems]
    if problems:
        raise InvalidFile(set(problems))
    return ImportPlan(kind, name, content, language, proposals, period, rows.notices)


def _plan_report(parsed: ParsedReport, name: str, content: bytes, today: date) -> ImportPlan:
    period = None
    if parsed.period is not None:
        period = Period(parsed.period.start, parsed.period.end + timedelta(days=1))
    known = {kind: load_known(kind) for kind in RECORDED}
    registry = load_registry(period.last_day if period else today)
    found, notices = propose_report(parsed, registry, known)
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
