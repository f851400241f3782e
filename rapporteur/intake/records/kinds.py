"""What records hold, as the plain values of proposals; and such values written through the actions of the rooms.

Each room's records have a file of their own beside this one; here is which kind is read and written by what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models

from rapporteur.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.core.actions import Saved
from rapporteur.core.models import Association
from rapporteur.dues.models import DuesCall, DuesItem, PublishedStatement
from rapporteur.governance.models import Body, FocalPoint, Person, Seat
from rapporteur.intake import proposals
from rapporteur.intake.proposals import Values
from rapporteur.intake.records import activities, dues, governance, members, plan, reports
from rapporteur.members.models import Organisation, Region
from rapporteur.plan.models import Node, PlanVersion
from rapporteur.programmes.models import Initiative
from rapporteur.reports.models import Report


@dataclass(frozen=True)
class RecordType:
    """A kind of record: its model, how all of them are read, and how one is written."""

    model: type[models.Model]
    load: Callable[[], dict[str, Values]]
    write: Callable[[Writer, str, Values], models.Model]


def load_records(record_type: str) -> dict[str, Values]:
    """Return what every record of a type holds, by slug, in a constant number of queries."""
    return RECORD_TYPES[record_type].load()


class Writer:
    """Writes values through the rooms' actions and remembers every record that it wrote."""

    def __init__(self, by: str) -> None:
        self.by = by
        self.written: list[Saved[Any]] = []

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        return {one.slug: one for one in Organisation.objects.order_by("pk")}

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {one.slug: one for one in Region.objects.order_by("pk")}

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {one.slug: one for one in Node.objects.order_by("pk")}

    @cached_property
    def people(self) -> dict[str, Person]:
        return {one.slug: one for one in Person.objects.order_by("pk")}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        return {one.slug: one for one in Body.objects.order_by("pk")}

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        return {one.slug: one for one in Initiative.objects.order_by("pk")}

    @cached_property
    def calls(self) -> dict[int, DuesCall]:
        return {one.year: one for one in DuesCall.objects.order_by("pk")}

    def keep(self, saved: Saved[Any]) -> Any:
        """Remember a record that was written."""
        self.written.append(saved)
        return saved.record

    def write(self, record_type: str, target: str, values: Values) -> models.Model:
        """Give the record `target` exactly these values; activities and editorials become drafts."""
        return RECORD_TYPES[record_type].write(self, target, values)

    def write_new_organisations(
        self, rows: Sequence[tuple[str, Values]]
    ) -> list[tuple[Organisation, list[Saved[Any]]]]:
        """Write organisations of which none is there, in a few queries for all; tell what was written for each."""
        return members.write_new_organisations(self, rows)


RECORD_TYPES: Mapping[str, RecordType] = {
    proposals.ASSOCIATION: RecordType(Association, reports.load_association, reports.write_association),
    proposals.REGION: RecordType(Region, members.load_regions, members.write_region),
    proposals.ORGANISATION: RecordType(Organisation, members.load_organisations, members.write_organisation),
    proposals.PERSON: RecordType(Person, governance.load_people, governance.write_person),
    proposals.BODY: RecordType(Body, governance.load_bodies, governance.write_body),
    proposals.SEAT: RecordType(Seat, governance.load_seats, governance.write_seat),
    proposals.FOCAL_POINT: RecordType(FocalPoint, governance.load_focal_points, governance.write_focal_point),
    proposals.PLAN: RecordType(PlanVersion, plan.load_versions, plan.write_version),
    proposals.NODE: RecordType(Node, plan.load_nodes, plan.write_node),
    proposals.ACTIVITY: RecordType(Activity, activities.load_activities, activities.write_activity),
    proposals.MENTION: RecordType(MediaMention, activities.load_mentions, activities.write_mention),
    proposals.MEETING: RecordType(BilateralMeeting, activities.load_meetings, activities.write_meeting),
    proposals.ITEM: RecordType(DuesItem, dues.load_dues, dues.write_item),
    proposals.STATEMENT: RecordType(PublishedStatement, dues.load_statements, dues.write_statement),
    proposals.REPORT: RecordType(Report, reports.load_reports, reports.write_report),
}


def find_record(record_type: str, target: str) -> models.Model | None:
    """Return the record of this slug, or of the two parts of its name; None where it is gone."""
    manager = RECORD_TYPES[record_type].model._default_manager
    parts = target.rsplit("/", 1)
    keys = {
        proposals.ITEM: ("call__year", "organisation__slug"),
        proposals.STATEMENT: ("year", "as_of_date"),
        proposals.PLAN: ("plan__slug", "number"),
        proposals.FOCAL_POINT: ("region__slug", "person__slug"),
    }.get(record_type, ("slug",))
    found = manager.filter(**dict(zip(keys, parts, strict=True)))
    return (found.filter(end=None) if record_type == proposals.FOCAL_POINT else found).first()


def references_to(records: Iterable[models.Model], own: Mapping[str, set[Any]]) -> list[str]:
    """Return what refers to `records` from outside: neither they nor their parts, nor what is in `own` or part of it.

    `own` gives the keys of records by the label of their model.
    """
    from modelcluster.fields import ParentalKey

    by_model: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for record in records:
        by_model[type(record)].append(record)
    found = []
    for model, made in by_model.items():
        for relation in model._meta.related_objects:
            if isinstance(relation.field, ParentalKey) or relation.related_model is None:
                continue
            other: type[models.Model] = relation.related_model  # type: ignore[assignment]  # "self" is resolved here
            rows = other._default_manager.filter(**{f"{relation.field.name}__in": [one.pk for one in made]})
            outside = rows.exclude(pk__in=own.get(other._meta.label_lower, set()))
            for parent in other._meta.concrete_fields:
                if isinstance(parent, ParentalKey):
                    keys = own.get(parent.related_model._meta.label_lower, set())
                    outside = outside.exclude(**{f"{parent.name}__in": keys})
            found += [
                f"{other._meta.verbose_name} {_shown(row)} refers to it"
                for row in outside.order_by("pk")[:20]
            ]
    return found


def _shown(row: models.Model) -> str:
    parent = getattr(row, "activity", None)
    return str(parent if parent is not None else row)
