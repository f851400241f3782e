"""What the proposals of a report share: the report, the registry with what the report adds to it, and what is taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rapporteur.base.values.base import to_plain
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.proposals import Known, Proposal, Values
from rapporteur.intake.importing.proposing.words import Casing
from rapporteur.intake.reading.parsed import (
    ParsedActivity,
    ParsedMeeting,
    ParsedMention,
    ParsedRecord,
    ParsedReport,
)
from rapporteur.records.names.name import NamedRecord, Standing
from rapporteur.records.names.registry import Registry


class ReportReading:
    """What proposals need beside a part of the report; notices are gathered here."""

    def __init__(self, report: ParsedReport, registry: Registry, known: Mapping[str, Known]) -> None:
        self.report = report
        self.registry = registry.copy()  # names of the report are added to it
        self.known = known
        self.language = report.language
        self.period = report.period.code if report.period else ""
        self.taken: dict[str, set[str]] = {kind: set() for kind in known}
        self.notices: list[str] = []
        self.assumed_kinds = 0
        self.strangers: list[str] = []
        self.has_members = any(
            record.standing(registry.on) is Standing.CURRENT
            for record in registry.organisations.records.values()
        )
        self.casing = Casing(_printed_names(report))

    def key(self, sort: str, *parts: Any) -> str:
        """Return by what this report knows something: its period, language and passage's content."""
        return f"report:{proposals.key_of(self.period, self.language, sort, *parts)}"

    def take(self, kind: str, wanted: str, found: str) -> str:
        """Return the target: the record found, unless taken by an earlier passage, or a free slug."""
        taken = self.taken[kind]
        target = found if found and found not in taken else ""
        if not target:
            earlier = wanted in self.known[kind].records and wanted not in taken and not found
            target = wanted if earlier else proposals.free_slug(wanted, self.known[kind].records, taken)
        taken.add(target)
        return target

    def free(self, kind: str, wanted: str) -> str:
        """Return a slug for a new record that nothing bears yet."""
        slug = proposals.free_slug(wanted, self.known[kind].records, self.taken[kind])
        self.taken[kind].add(slug)
        return slug

    def records(self, kind: str) -> Mapping[str, Values]:
        """Return the records of a kind as they are."""
        return self.known[kind].records

    def add_names(self, index: str, records: Iterable[NamedRecord]) -> None:
        """Let names that follow mean what this report makes new."""
        for record in records:
            getattr(self.registry, index).add(record)

    def proposal(
        self, kind: str, key: str, target: str, label: str, values: Values, record: ParsedRecord | None = None
    ) -> Proposal:
        """Return a proposal with the passage it rests on."""
        provenance = passage_of(record, self.report) if record is not None else {"file": self.report.source}
        return Proposal(kind, key, target, label, values, provenance=provenance)

    def dates(self, record: ParsedActivity | ParsedMention | ParsedMeeting) -> Values:
        """Return start, end and month; without a date the first month of the period."""
        start = getattr(record, "start_date", None)
        end = getattr(record, "end_date", None)
        if start:
            return {"start": str(start), "end": str(end or start), "month": ""}
        month = record.month
        if not month and self.report.period:
            month = f"{self.report.period.start:%Y-%m}"
        return {"start": None, "end": None, "month": month or ""}


def _printed_names(report: ParsedReport) -> Iterable[str]:
    yield from report.contents.entries if report.contents else ()
    yield from report.activated_members.names
    for activity in report.activities:
        yield from activity.members
        yield from activity.places
    for meeting in report.bilateral_meetings:
        yield from (*meeting.members, *meeting.prospects, meeting.place)
    for region in report.regions:
        yield from (seat.organisation for seat in region.board)
        yield from (person.place for person in region.secretaries)


def passage_of(record: ParsedRecord, report: ParsedReport) -> Values:
    """Return the passages of a record's fields, in the form in which an import keeps them."""
    passages = {name: to_plain(passage) for name, passage in record.provenance.items()}
    lines = [one for passage in record.provenance.values() for one in passage.lines]
    pages = [passage.page for passage in record.provenance.values()]
    return {
        "file": report.source,
        "lines": [min(lines), max(lines)] if lines else [],
        "pages": sorted({*pages}),
        "fields": passages,
    }
