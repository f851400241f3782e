"""Every translatable text of a report for the checks, with the record and field that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rapporteur.core.localized import LocalizedText
from rapporteur.core.richtext import Block, plain
from rapporteur.reports import data as d
from rapporteur.reports.check_fetch import More
from rapporteur.reports.checking import facts as f
from rapporteur.reports.checking.finding import Record
from rapporteur.reports.fetch import Records


class Texts:
    """Every translatable text of the report, with the record and field that hold it."""

    def __init__(self, data: d.ReportData, report: Record, records: Records, more: More) -> None:
        self.data = data
        self.report = report
        self.records = records
        self.more = more

    def all(self) -> Iterator[f.Text]:
        """Yield them in the order of the report."""
        yield from self.whole()
        for activity in self.data.activities:
            yield from self.activity(activity)
        initiatives = {
            each.initiative.slug: each.initiative for each in self.data.activities if each.initiative
        }
        for initiative in initiatives.values():
            record = Record("programmes.initiative", initiative.slug, initiative.name)
            yield self.text(record, "name", initiative.name, required=True)
        yield from self.plan()
        yield from self.contacts()
        yield from self.organisations()

    def text(
        self, record: Record, field: str, texts: LocalizedText, *, prose: bool = False, required: bool = False
    ) -> f.Text:
        """Return one text with the languages in which it is stale."""
        stale = self.more.stale.get((record.type, record.slug, field), ())
        return f.Text(record, field, texts, prose, required, tuple(each for each in stale if each in texts))

    def whole(self) -> Iterator[f.Text]:
        """Those of the association and the editorial."""
        association = self.data.association
        record = Record("core.association", self.records.association.slug, association.name)
        yield self.text(record, "name", association.name, required=True)
        yield self.text(record, "report_name", association.report_name, required=True)
        yield self.text(record, "seat", association.seat)
        if editorial := self.data.editorial:
            yield self.text(self.report, "editorial_title", editorial.title)
            yield self.text(self.report, "editorial_text", plain_texts(editorial.text), prose=True)
            if editorial.signatory:
                yield self.text(self.report, "signatory_function", editorial.signatory.function)

    def activity(self, activity: d.ActivityData) -> Iterator[f.Text]:
        """Those of one activity."""
        record = Record("activities.activity", activity.slug, activity.title)
        yield self.text(record, "title", activity.title, required=True)
        yield self.text(record, "text", plain_texts(activity.text), prose=True)
        for number, place in enumerate(activity.places, start=1):
            yield self.text(record, f"places[{number}].name", place.name, required=True)
        if activity.photo:
            yield self.text(record, "photos.caption", activity.photo.caption)

    def plan(self) -> Iterator[f.Text]:
        """Those of the plan."""
        if self.data.plan is None:
            return
        for level in self.data.plan.levels:
            record = Record("plan.level", f"{self.data.plan.slug}/{level.key}", level.name)
            yield self.text(record, "name", level.name, required=True)
        for node in self.data.plan.nodes:
            record = Record("plan.node", node.code, node.title)
            yield self.text(record, "title", node.title, required=True)
            yield self.text(record, "text", node.text)
            yield self.text(record, "purpose", node.purpose)

    def contacts(self) -> Iterator[f.Text]:
        """Those of the media, the bilateral meetings and the dues."""
        for row, mention in zip(self.records.mentions, self.data.media, strict=True):
            record = Record("activities.mediamention", row.slug, mention.subject)
            yield self.text(record, "subject", mention.subject, required=True)
        for slug, meeting in zip(self.more.meetings, self.data.bilateral_meetings, strict=True):
            record = Record("activities.bilateralmeeting", slug, meeting.place.name)
            yield self.text(record, "place_name", meeting.place.name, required=True)
        if self.records.statement is not None:
            record = statement_record(self.records.statement)
            yield self.text(record, "source", self.records.statement.source)

    def organisations(self) -> Iterator[f.Text]:
        """Those of organisations, regions and seats."""
        for slug, name in organisation_names(self.data).items():
            yield self.text(Record("members.organisation", slug, name), "names", name, required=True)
        for region in self.data.regions:
            record = Record("members.region", region.slug, region.name)
            yield self.text(record, "name", region.name, required=True)
        for seat in self.more.seats:
            record = Record("governance.seat", seat.slug, seat.function)
            yield self.text(record, "function", seat.function)


def organisation_names(data: d.ReportData) -> dict[str, LocalizedText]:
    """Return the names of all organisations in the report: its members, and others who took part or were met."""
    names = {member.slug: member.name for member in data.members}
    for activity in data.activities:
        names |= {member.slug: member.name for member in activity.members}
    for meeting in data.bilateral_meetings:
        names |= {ref.slug: ref.name for ref in (*meeting.members, *meeting.prospects)}
    return names


def plain_texts(blocks: dict[str, tuple[Block, ...]]) -> LocalizedText:
    """Return rich text as plain words in every language."""
    return LocalizedText({language: plain(parts) for language, parts in blocks.items()})


def statement_record(row: Any) -> Record:
    """Return the record of a published statement of dues."""
    return Record("dues.publishedstatement", f"{row.year}/{row.as_of_date}")
