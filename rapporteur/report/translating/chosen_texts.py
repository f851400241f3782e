"""The translatable texts that chosen sections print: of agreements, joint statements, bodies and their meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.records.agenda.models import AnnualMeeting, PlannedEvent
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.governance.models import Body
from rapporteur.report.compile.chosen.ahead import Ahead
from rapporteur.report.compile.chosen.fetch import ChosenRecords


class ChosenText(NamedTuple):
    """A text as the states of translations name it; `name` is what its record is called."""

    record_type: str
    record: str
    path: str
    texts: LocalizedText
    name: LocalizedText
    required: bool


def texts_of_chosen(chosen: ChosenRecords) -> Iterator[ChosenText]:
    """Yield what is printed of the records; a text that a record has and no section prints is not among them."""
    for agreement in chosen.agreements:
        yield from _of(agreement, agreement.name, "name")
        parties = chosen.parties.get(agreement.pk, ())
        yield from _parts(agreement, agreement.name, "parties", parties, "commitments")
        yield from _names(agreement, agreement.name, "parties", parties)
    for statement in {row.statement.slug: row.statement for row in chosen.signatories}.values():
        rows = [row for row in chosen.signatories if row.statement_id == statement.pk]
        yield from _of(statement, statement.name, "name", "addressee")
        yield from _parts(statement, statement.name, "signatories", rows, "office")
        yield from _names(statement, statement.name, "signatories", rows)
    yield from _of_courses(chosen)
    yield from _of_programmes(chosen)
    yield from _of_bodies(chosen)
    yield from _ahead(chosen.ahead)
    for call in chosen.counted.calls:
        yield from _of(call, call.name, "name")
    for one in chosen.counted.bodies:
        yield from _of(one, one.name, "name")
    for course in chosen.counted.courses:
        yield from _of(course, course.title, "title")
    for body, name in {row.body: row.body_name for row in chosen.admissions if row.body}.items():
        yield ChosenText(Body._meta.label_lower, body, "name", name or EMPTY, name or EMPTY, required=True)


def _ahead(ahead: Ahead) -> Iterator[ChosenText]:
    """Yield the texts of what lies ahead; rows of a list are counted in the order in which they were recorded."""
    event = PlannedEvent._meta.label_lower
    for row in ahead.events:
        yield ChosenText(event, row.slug, "title", row.title, row.title, required=True)
        for path, texts in (("theme", row.theme), ("reason", row.reason)):
            yield ChosenText(event, row.slug, path, texts, row.title, required=False)
        if row.organisation is None and not row.online:
            yield ChosenText(event, row.slug, "place_name", row.place, row.title, required=False)
    for annual in ahead.annual:
        own = sorted((one for one in ahead.items if one.meeting == annual.id), key=lambda one: one.id)
        for number, item in enumerate(own):
            kind, path = AnnualMeeting._meta.label_lower, f"items.{number}.title"
            yield ChosenText(kind, item.annual_slug, path, item.title, EMPTY, required=True)
    for body, name in {row.body: row.body_name for row in ahead.meetings}.items():
        yield ChosenText(Body._meta.label_lower, body, "name", name, name, required=True)
    for call in ahead.deadlines:
        kind = CallForApplications._meta.label_lower
        yield ChosenText(kind, call.slug, "name", call.name, call.name, required=True)


def _of_programmes(chosen: ChosenRecords) -> Iterator[ChosenText]:
    for publication in chosen.publications:
        yield from _of(publication, publication.title, "title")
    for item, _ in chosen.items:
        yield from _of(item, item.title, "title")
    for call in chosen.calls:
        yield from _of(call, call.name, "name")
    for juror in (one for some in chosen.jurors.values() for one in some):
        if juror.region_name:
            yield _text(juror, "region_name", juror.region_name, EMPTY, required=True)
    of_calls = [one.initiative for one in chosen.calls if one.initiative]
    of_series = [one.series for one in chosen.publications if one.series]
    for initiative in {one.slug: one for one in (*chosen.projects, *of_calls, *of_series)}.values():
        yield from _of(initiative, initiative.name, "name")


def _of_courses(chosen: ChosenRecords) -> Iterator[ChosenText]:
    for course in chosen.courses:
        yield from _of(course, course.title, "title", "organisers")
        if course.place_organisation_id is None and course.place_name:
            yield _text(course, "place_name", course.place_name, course.title, required=False)
    for provider in {one.provider.slug: one.provider for one in chosen.courses if one.provider}.values():
        yield from _of(provider, provider.name, "name")


def _of_bodies(chosen: ChosenRecords) -> Iterator[ChosenText]:
    named = (*(one.body for one in chosen.meetings), *(one.body for one in chosen.decisions))
    before = (one.body for one in chosen.accounts if one.body)
    for body in {body.slug: body for body in (*named, *before)}.values():
        yield from _of(body, body.name, "name")
    for meeting in chosen.meetings:
        if meeting.place_organisation_id is None and not meeting.online:
            yield from _of(meeting, meeting.body.name, "place_name")
        items = chosen.agenda.get(meeting.pk, ())
        yield from _parts(meeting, meeting.body.name, "agenda", items, "title", required=True)
    for decision in chosen.decisions:
        yield from _of(decision, decision.title, "title")
    for accounts in chosen.accounts:
        if accounts.opinion:
            yield _text(accounts, "opinion", accounts.opinion, EMPTY, required=False)


def _of(record: Any, name: LocalizedText, *fields: str) -> Iterator[ChosenText]:
    """Yield texts of a record; the first is one that it cannot do without."""
    for number, field in enumerate(fields):
        yield _text(record, field, getattr(record, field), name, required=number == 0)


def _names(record: Any, name: LocalizedText, relation: str, rows: Iterable[Any]) -> Iterator[ChosenText]:
    """Yield the names of rows that have no other: those of organisations are the organisations'."""
    for number, row in enumerate(rows):
        if row.name:
            yield _text(record, f"{relation}.{number}.name", row.name, name, required=True)


def _parts(
    record: Any,
    name: LocalizedText,
    relation: str,
    rows: Iterable[Any],
    field: str,
    *,
    required: bool = False,
) -> Iterator[ChosenText]:
    for number, row in enumerate(rows):
        yield _text(record, f"{relation}.{number}.{field}", getattr(row, field), name, required=required)


def _text(record: Any, path: str, texts: LocalizedText, name: LocalizedText, *, required: bool) -> ChosenText:
    return ChosenText(record._meta.label_lower, record.slug, path, texts, name, required)
