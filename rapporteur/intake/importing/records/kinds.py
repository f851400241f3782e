"""What records hold, as the plain values of proposals; and such values written through the actions of the rooms.

Each room's records have a file of their own beside this one; here is which kind is read and written by what.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from rapporteur.base.core.models import Association
from rapporteur.base.core.permissions import Right
from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.proposals import Values
from rapporteur.intake.importing.records import activities, dues, governance, members, plan, reports
from rapporteur.intake.importing.records.writer import Writer
from rapporteur.records.activities.models import Activity, BilateralMeeting, MediaMention
from rapporteur.records.dues.models import DuesItem, PublishedStatement
from rapporteur.records.governance.models import Body, FocalPoint, Person, Seat
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.plan.models import Node, PlanVersion
from rapporteur.records.reports.models import Report

_REFERS = Message("{kind} {name} refers to it")


@dataclass(frozen=True)
class RecordType:
    """A kind of record: its model, how all of them are read, how one is written, and the right that writing needs."""

    model: type[models.Model]
    load: Callable[[], dict[str, Values]]
    write: Callable[[Writer, str, Values], models.Model]
    right: Right


def load_records(record_type: str) -> dict[str, Values]:
    """Return what every record of a type holds, by slug, in a constant number of queries."""
    return RECORD_TYPES[record_type].load()


def write_record(writer: Writer, record_type: str, target: str, values: Values) -> models.Model:
    """Give the record `target` exactly these values; activities and editorials become drafts."""
    return RECORD_TYPES[record_type].write(writer, target, values)


RECORD_TYPES: Mapping[str, RecordType] = {
    proposals.ASSOCIATION: RecordType(
        Association, reports.load_association, reports.write_association, Right.CHANGE_ASSOCIATION
    ),
    proposals.REGION: RecordType(
        Region, members.load_regions, members.write_region, Right.CHANGE_ASSOCIATION
    ),
    proposals.ORGANISATION: RecordType(
        Organisation, members.load_organisations, members.write_organisation, Right.RECORD_MEMBERS
    ),
    proposals.PERSON: RecordType(
        Person, governance.load_people, governance.write_person, Right.RECORD_GOVERNANCE
    ),
    proposals.BODY: RecordType(Body, governance.load_bodies, governance.write_body, Right.RECORD_GOVERNANCE),
    proposals.SEAT: RecordType(Seat, governance.load_seats, governance.write_seat, Right.RECORD_GOVERNANCE),
    proposals.FOCAL_POINT: RecordType(
        FocalPoint, governance.load_focal_points, governance.write_focal_point, Right.RECORD_GOVERNANCE
    ),
    proposals.PLAN: RecordType(PlanVersion, plan.load_versions, plan.write_version, Right.RECORD_PLAN),
    proposals.NODE: RecordType(Node, plan.load_nodes, plan.write_node, Right.RECORD_PLAN),
    proposals.ACTIVITY: RecordType(
        Activity, activities.load_activities, activities.write_activity, Right.DRAFT_ACTIVITIES
    ),
    proposals.MENTION: RecordType(
        MediaMention, activities.load_mentions, activities.write_mention, Right.RECORD_PRESS
    ),
    proposals.MEETING: RecordType(
        BilateralMeeting, activities.load_meetings, activities.write_meeting, Right.RECORD_MEETINGS
    ),
    proposals.ITEM: RecordType(DuesItem, dues.load_dues, dues.write_item, Right.RECORD_DUES),
    proposals.STATEMENT: RecordType(
        PublishedStatement, dues.load_statements, dues.write_statement, Right.RECORD_DUES
    ),
    proposals.REPORT: RecordType(Report, reports.load_reports, reports.write_report, Right.DRAFT_REPORTS),
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
    found: list[str] = []
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
                Notice(_REFERS, kind=other._meta.verbose_name, name=_label(row))
                for row in outside.order_by("pk")[:20]
            ]
    return found


def _label(row: models.Model) -> str:
    parent = getattr(row, "activity", None)
    return str(parent if parent is not None else row)
