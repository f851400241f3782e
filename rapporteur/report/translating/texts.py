"""The translatable texts that the report of a period prints, and what their translations were made from.

The one list of them, derived from the rows that the report itself is compiled from: the matrix of translations and the
checks both read it, so that they cannot disagree about what is missing or stale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from django.db import models
from django.db.models import Q

from rapporteur.base.core.models import Association, TranslationState
from rapporteur.base.core.translations import MadeFrom, Status, status, text_fields
from rapporteur.base.values.localized import EMPTY, LocalizedText
from rapporteur.records.activities.models import (
    Activity,
    ActivityPhoto,
    ActivityPlace,
    BilateralMeeting,
    MediaMention,
)
from rapporteur.records.dues.models import PublishedStatement
from rapporteur.records.governance.models import Mandate, Seat
from rapporteur.records.members.models import OrganisationName, Region
from rapporteur.records.plan.models import Level, Node, Plan
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.reports.models import Report
from rapporteur.report.compile.rows import NameRow, Records
from rapporteur.report.translating.chosen_texts import texts_of_chosen

NAMES_AT_ONCE = 20_000  # parameters of one statement: below the limit of both databases


@dataclass(frozen=True)
class PeriodText:
    """A translatable text of a period; `record` and `path` name it as the states of translations do.

    `shown` is how people name the record (a node's code), `name` what it is called. A `required` text is printed
    whatever the record: it may not be empty in every language.
    """

    record_type: str
    record: str
    path: str
    texts: LocalizedText
    shown: str = ""
    name: LocalizedText = EMPTY
    required: bool = False
    made_from: dict[str, MadeFrom] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """Its name in files: type, record and path."""
        return f"{self.record_type}/{self.record}/{self.path}"

    def status(self, language: str, source: str) -> Status:
        """How it stands in `language`; in the source language it is there or missing."""
        text = self.texts.get(language, "")
        if language == source:
            return Status.DONE if text else Status.MISSING
        return status(self.texts.get(source, ""), text, self.made_from.get(language))


def printed_texts(records: Records, as_of: date) -> tuple[PeriodText, ...]:
    """Return every text that a report compiled from `records` prints, those that are empty in every language too.

    One query, one more for every further 20,000 records: what translations were made from.
    """
    texts = list(_texts(records, as_of))
    known = _sources(texts)
    return tuple(replace(t, made_from=known.get((t.record_type, t.record, t.path), {})) for t in texts)


# --- the texts of records and of their parts ------------------------------------------------------------


class _Whole(NamedTuple):
    """A record: how states name it, its texts by field, and how people name it."""

    key: object
    texts: Mapping[str, LocalizedText]
    shown: str = ""


class _Part(NamedTuple):
    """A part of a record: the record's name, its place among its like as they were recorded, its texts by field."""

    owner: str
    number: int
    texts: Mapping[str, LocalizedText]


def _texts(records: Records, as_of: date) -> Iterator[PeriodText]:
    association = records.association
    yield from _of(Association, [_Whole(association.slug, _fields(association))], "name", "report_name")
    if report := records.report:
        for text in _of(Report, [_Whole(report.slug, _fields(report))]):
            if text.path != "cover_alt" or (report.cover_image_id and report.cover_consent):
                yield text
    yield from _of_plan(records)
    yield from _of(
        PublishedStatement,
        [
            _Whole(one.pk, _fields(one), f"{one.year}/{one.as_of_date}")
            for one in filter(None, [records.statement])
        ],
    )
    yield from _happened(records)
    yield from _people(records)
    for one in texts_of_chosen(records.chosen):
        yield PeriodText(
            one.record_type, one.record, one.path, one.texts, one.record, one.name, required=one.required
        )
    yield from _of_activities(records)
    yield from _names(records, as_of)


def _of_plan(records: Records) -> Iterator[PeriodText]:
    """The plan in force, its levels and nodes."""
    plan = records.levels[0].version.plan if records.levels else None
    yield from _of(Plan, [_Whole(one.slug, _fields(one)) for one in filter(None, [plan])], "name")
    levels = [
        _Whole(level.pk, _fields(level), f"{plan.slug if plan else ''}/{level.key}")
        for level in records.levels
    ]
    yield from _of(Level, levels, "name")
    nodes = [
        _Whole(row.slug, {"title": row.title, "text": row.text, "purpose": row.purpose}, row.code)
        for row in records.nodes
    ]
    yield from _of(Node, nodes, "title")


def _happened(records: Records) -> Iterator[PeriodText]:
    """Activities, what they belong to, media and meetings."""
    activities = [_Whole(row.slug, {"title": row.title, "text": row.text}) for row in records.activities]
    yield from _of(Activity, activities, "title")
    initiatives = {
        row.initiative: row.initiative_name or EMPTY for row in records.activities if row.initiative
    }
    yield from _of(
        Initiative, [_Whole(slug, {"name": name}) for slug, name in sorted(initiatives.items())], "name"
    )
    yield from _of(MediaMention, [_Whole(one.slug, _fields(one)) for one in records.mentions], "subject")
    meetings = [
        _Whole(row.slug, {"place_name": row.place.name})
        for row in records.meetings
        if row.place.organisation is None
    ]
    yield from _of(BilateralMeeting, meetings, "place_name")


def _people(records: Records) -> Iterator[PeriodText]:
    """Regions, seats, and the mandates of their holders."""
    yield from _of(Region, [_Whole(region.slug, _fields(region)) for region in records.regions], "name")
    seats = {seat.slug: seat for seat in sorted(records.seats, key=attrgetter("slug"))}.values()
    yield from _of(Seat, [_Whole(seat.slug, {"function": seat.function}) for seat in seats])
    held = sorted((seat for seat in seats if seat.mandate), key=lambda seat: seat.mandate or 0)
    yield from _of(
        Mandate,
        [
            _Whole(seat.mandate, {"function": seat.mandate_function or EMPTY}, f"{seat.slug}/{seat.person}")
            for seat in held
        ],
    )


def _of_activities(records: Records) -> Iterator[PeriodText]:
    """Places that are no organisation (those go by its name), and photographs that may be printed."""
    activities = {row.id: row for row in sorted(records.activities, key=attrgetter("slug"))}
    titles = {row.slug: row.title for row in activities.values()}
    places = [
        _Part(activities[row.owner].slug, row.number, {"name": row.name})
        for row in records.places
        if row.organisation is None
    ]
    yield from _of_parts(ActivityPlace, "activities.activity", "places", places, titles, "name")
    of_activity: dict[int, list[ActivityPhoto]] = defaultdict(list)
    for photo in sorted(records.photos, key=attrgetter("pk")):
        of_activity[photo.activity_id].append(photo)
    photos = [
        _Part(activities[key].slug, number, _fields(photo))
        for key, found in of_activity.items()
        for number, photo in enumerate(found)
        if photo.consent
    ]
    yield from _of_parts(ActivityPhoto, "activities.activity", "photos", photos, titles)


def _names(records: Records, as_of: date) -> Iterator[PeriodText]:
    """Names of the organisations that the report names; those of other days are not printed."""
    of_organisation: dict[str, list[NameRow]] = defaultdict(list)
    for row in records.all_names:
        of_organisation[row.slug].append(row)
    names = [
        _Part(slug, number, {"name": row.name})
        for slug, rows in of_organisation.items()
        for number, row in enumerate(rows)
        if row.span.holds_on(as_of)
    ]
    current = {part.owner: part.texts["name"] for part in names}
    yield from _of_parts(OrganisationName, "members.organisation", "names", names, current, "name")


def _fields(record: models.Model) -> dict[str, LocalizedText]:
    return {name: getattr(record, name) for name in text_fields(type(record))}


def _of(model: type[models.Model], records: Iterable[_Whole], *required: str) -> Iterator[PeriodText]:
    """Yield the texts of records of one model; the first is what a record is called."""
    fields = text_fields(model)
    for record in records:
        for name in fields:
            yield PeriodText(
                model._meta.label_lower,
                str(record.key),
                name,
                record.texts[name],
                record.shown or str(record.key),
                record.texts[fields[0]],
                required=name in required,
            )


def _of_parts(
    model: type[models.Model],
    record_type: str,
    relation: str,
    parts: Iterable[_Part],
    names: Mapping[str, LocalizedText],
    *required: str,
) -> Iterator[PeriodText]:
    """Yield the texts of parts in `relation`, which belong to records that are called `names`."""
    for part in sorted(parts, key=attrgetter("owner", "number")):
        for name in text_fields(model):
            yield PeriodText(
                record_type,
                part.owner,
                f"{relation}.{part.number}.{name}",
                part.texts[name],
                part.owner,
                names.get(part.owner, EMPTY),
                required=name in required,
            )


# --- what translations were made from -------------------------------------------------------------------


def _sources(texts: Iterable[PeriodText]) -> dict[tuple[str, str, str], dict[str, MadeFrom]]:
    """Return by record, path and language what the translations were made from."""
    records = iter(dict.fromkeys((text.record_type, text.record) for text in texts))
    found: dict[tuple[str, str, str], dict[str, MadeFrom]] = defaultdict(dict)
    while batch := list(islice(records, NAMES_AT_ONCE)):
        names: dict[str, list[str]] = defaultdict(list)
        for record_type, name in batch:
            names[record_type].append(name)
        wanted = Q()
        for record_type, every in names.items():
            wanted |= Q(record_type=record_type, record__in=every)
        for record_type, name, path, language, *made in TranslationState.objects.filter(wanted).values_list(
            "record_type", "record", "field", "language", *MadeFrom._fields
        ):
            found[record_type, name, path][language] = MadeFrom(*made)
    return found
