"""What a new record is called for good by other records, by files and by imports: made of what its form says.

People never see it, and nothing that they change later changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from rapporteur.base.core.models import Association
from rapporteur.base.core.queries import association_languages
from rapporteur.intake.importing.tables.cells import slug_of
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.admissions.models import AdmissionRequest
from rapporteur.records.agenda.models import AnnualMeeting, PlannedEvent
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.contacts.models import Contact
from rapporteur.records.governance.models import Body, Person, Seat
from rapporteur.records.juries.models import Juror
from rapporteur.records.meetings.models import BodyMeeting, Decision, FinancialReport, Paper
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.plan.models import Level, Plan
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.publications.models import Publication
from rapporteur.records.training.models import Certificate, Course, Participant, Provider

LONGEST = 60
"""Characters: a title has up to 300, and a file that names its records by them would not be read any more."""
SHORTEST_COLUMN = 50
"""Of the slugs of regions, bodies and plans: their columns have room for no more."""


def free_slug(text: str, model: type[models.Model]) -> str:
    """Return a slug that no record of a kind has yet, made from `text`, or else from what the kind is called."""
    most = SHORTEST_COLUMN - len("-999") if _is_short(model) else LONGEST
    stem = slug_of(text, most) or model.__name__.lower()
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    if stem not in taken:
        return stem
    return next(name for n in range(2, len(taken) + 3) if (name := f"{stem}-{n}") not in taken)


def _free_key(level: Level) -> str:
    """Return a key that no other level of the version has, made from what the level is called."""
    column: Any = Level._meta.get_field("key")
    most = column.max_length - len("-99")
    stem = slug_of(str(level.name.best(association_languages())), most) or "level"
    taken = set(Level.objects.filter(version=level.version).values_list("key", flat=True))
    return next(
        name for n in range(1, len(taken) + 2) if (name := stem if n == 1 else f"{stem}-{n}") not in taken
    )


def _is_short(model: type[models.Model]) -> bool:
    column: Any = model._meta.get_field("slug")
    return bool(column.max_length <= SHORTEST_COLUMN)


def give_slug(record: Any) -> None:
    """Give a record that a form has filled, and that is not saved, the slug that it keeps."""
    if isinstance(record, Level) and not record.key:
        record.key = _free_key(record)
    words = WORDS.get(type(record))
    if words is not None and not record.slug:
        record.slug = free_slug(words(record), type(record))


def _dated(words: Callable[[Any], str]) -> Callable[[Any], str]:
    """Return words behind the month in which something began: titles come again every year."""
    return lambda record: f"{record.start_date:%Y-%m} {words(record)}" if record.start_date else words(record)


def _text(name: str) -> Callable[[Any], str]:
    return lambda record: str(getattr(record, name).best(association_languages()))


def _place(meeting: BilateralMeeting) -> str:
    at = meeting.place_organisation
    return f"meeting {at.slug if at else meeting.place_name.best(association_languages())}"


def _present_name(organisation: Organisation) -> str:
    """Return the name that has not ended, of a form's rows that are not saved."""
    names = sorted(organisation.names.all(), key=lambda row: row.end is not None)
    return str(names[0].name.best(association_languages())) if names else ""


def _place_in_body(seat: Seat) -> str:
    held_for = seat.region or seat.organisation
    return f"{seat.body.slug} {seat.role} {held_for.slug if held_for else ''}"


WORDS: Mapping[type[models.Model], Callable[[Any], str]] = {
    Association: lambda record: record.short_name,
    Region: _text("name"),
    Organisation: _present_name,
    Person: lambda record: record.name,
    Body: _text("name"),
    Seat: _place_in_body,
    BodyMeeting: _dated(lambda record: record.body.slug),
    Paper: _text("title"),
    Decision: lambda record: f"{record.body.slug} {record.decided_date:%Y} {record.number}",
    FinancialReport: lambda record: f"{record.kind} {record.year} {record.half or ''}".strip(),
    Plan: _text("name"),
    Initiative: _text("name"),
    Activity: _dated(_text("title")),
    BilateralMeeting: _dated(_place),
    CallForApplications: _text("name"),
    Application: _text("title"),
    Juror: lambda record: f"{record.call.slug} {record.person.slug if record.person else record.name}",
    AdmissionRequest: lambda record: f"{record.organisation.slug} {record.received_date:%Y}",
    PlannedEvent: _dated(_text("title")),
    AnnualMeeting: lambda record: f"annual meeting {record.edition}",
    Provider: _text("name"),
    Course: _dated(_text("title")),
    Participant: lambda record: (
        f"{record.course.slug} {record.person.slug if record.person else record.name}"
    ),
    Certificate: lambda record: record.participant.slug,
    Publication: _text("title"),
    CommunicationItem: _text("title"),
    Contact: lambda record: f"{record.organisation.slug} {record.name}",
    Agreement: _text("name"),
    JointStatement: _text("name"),
    MediaMention: _dated(lambda record: record.outlet),
}
"""Of which words the slug of each kind is made."""
