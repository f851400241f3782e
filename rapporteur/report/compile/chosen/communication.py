"""What the network put out, as a report tells it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date

from rapporteur.records.communication.models import CommunicationItem
from rapporteur.report.compile.chosen.agreements import when_of
from rapporteur.report.value import programmes as p


def compile_items(
    items: Iterable[tuple[CommunicationItem, Sequence[str]]], activities: Container[str], as_of: date
) -> tuple[p.CommunicationItemData, ...]:
    """Return what was put out, with a number of those reached only where it was measured by the day `as_of`.

    `activities` are the slugs of those that the report has.
    """
    return tuple(_item(one, codes, activities, as_of) for one, codes in items)


def _item(
    one: CommunicationItem, codes: Sequence[str], activities: Container[str], as_of: date
) -> p.CommunicationItemData:
    activity = one.activity.slug if one.activity else None
    return p.CommunicationItemData(
        slug=one.slug,
        title=one.title,
        kind=one.kind,
        channels=tuple(one.channels),
        languages=tuple(one.languages),
        published=when_of(one.published),
        ongoing=one.ongoing,
        link=one.link,
        reach=_reach(one, as_of),
        deliverables=tuple(codes),
        activity=activity if activity in activities else None,
    )


def _reach(one: CommunicationItem, as_of: date) -> p.ReachData | None:
    if one.reach is None or one.reach_date is None or one.reach_date > as_of:
        return None
    return p.ReachData(one.reach, one.reach_measure, one.reach_date, one.reach_source)
