"""Take what is not published out of the rows of a report, and say where it is missing.

An activity that is a draft is no row at all: nothing published refers to it. Organisations, people, initiatives, nodes
of the plan and the report itself may be drafts while something published names them. A seat whose holder is a draft is
left out as a whole: without its holder it would be printed as vacant, which it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.reports.rows import LeftOut, NodeRow, PlaceRow, Records, SeatRow

ORGANISATION, PERSON = "members.organisation", "governance.person"
INITIATIVE, NODE, REPORT = "programmes.initiative", "plan.node", "reports.report"


Where = LocalizedText | str
"""What the record is called that refers to a draft, or the field or list in which the draft is missing."""


class _Use(NamedTuple):
    """A draft and one place in the report where it is missing."""

    type: str
    slug: str
    name: LocalizedText
    where: Where


def without_drafts(records: Records) -> Records:
    """Return `records` with published ones only, and with what that leaves out."""
    nodes = _published_nodes(records.nodes)
    places = [kept for place in records.places if (kept := _published_place(place))]
    meetings = [
        row._replace(place=place) for row in records.meetings if (place := _published_place(row.place))
    ]
    return replace(
        records,
        left_out=_left_out(records, nodes),
        report=records.report if records.report and records.report.live else None,
        nodes=nodes,
        members=[row for row in records.members if row.live],
        seats=[_published_seat(row) for row in records.seats if row.person is None or row.person_live],
        focal_points=[row for row in records.focal_points if row.live],
        activities=[
            row if row.initiative_live else row._replace(initiative=None) for row in records.activities
        ],
        places=places,
        activations=[row for row in records.activations if row.live],
        meetings=meetings,
        participants=[row for row in records.participants if row.live],
    )


def _published_place(row: PlaceRow) -> PlaceRow | None:
    """Return the place, without an organisation that is a draft: under its own name, where it has one."""
    if row.organisation is None or row.organisation_live:
        return row
    if not row.name:
        return None
    return row._replace(organisation=None, organisation_slug=None, country="", latitude=None, longitude=None)


def _published_seat(row: SeatRow) -> SeatRow:
    return row if row.organisation_live else row._replace(organisation=None, organisation_slug=None)


def _published_nodes(nodes: Sequence[NodeRow]) -> list[NodeRow]:
    """Return the published nodes below which all the way up is published too: others would pass for lines."""
    by_id = {node.id: node for node in nodes}

    def is_published(node: NodeRow) -> bool:
        for _ in nodes:  # no path is longer than the plan
            if not node.live:
                return False
            if node.parent is None:
                break
            node = by_id[node.parent]
        return True

    return [node for node in nodes if is_published(node)]


# --- where a draft is missing -----------------------------------------------------------------


def _left_out(records: Records, nodes: Sequence[NodeRow]) -> tuple[LeftOut, ...]:
    """Return every draft once, with all the places in which it is missing."""
    found: dict[tuple[str, str], LeftOut] = {}
    uses = (_of_report, _of_members, _of_activities, _of_meetings, _of_people)
    drafts = (use for uses_of in uses for use in uses_of(records))
    for use in dict.fromkeys((*drafts, *_of_plan(records.nodes, nodes))):
        key = (use.type, use.slug)
        before = found.get(key, LeftOut(use.type, use.slug, use.name, ()))
        found[key] = replace(before, uses=(*before.uses, use.where))
    return tuple(found.values())


def _organisation(records: Records, key: int | None, slug: str | None, where: Where) -> _Use:
    name = records.names.get(key or 0) or _as_it_is(slug)
    return _Use(ORGANISATION, slug or "", name, where)


def _as_it_is(text: str | None) -> LocalizedText:
    """Return a text that is the same in every language."""
    return LocalizedText({"und": text or ""})


def _of_report(records: Records) -> Iterator[_Use]:
    report = records.report
    if report and not report.live:
        yield _Use(REPORT, report.slug, _as_it_is(report.period.code), "editorial_text")
    elif report and report.signatory and not report.signatory.live:
        yield _Use(PERSON, report.signatory.slug, _as_it_is(report.signatory.name), "signatory")


def _of_members(records: Records) -> Iterator[_Use]:
    for row in records.members:
        if not row.live:
            yield _organisation(records, row.organisation, row.slug, "members")


def _of_activities(records: Records) -> Iterator[_Use]:
    titles = {row.id: row.title for row in records.activities}
    for row in records.activities:
        if row.initiative and not row.initiative_live:
            yield _Use(INITIATIVE, row.initiative, row.initiative_name or EMPTY, row.title)
    for place in records.places:
        if place.organisation_live is False:
            where = titles[place.owner]
            yield _organisation(records, place.organisation, place.organisation_slug, where)
    for activation in records.activations:
        if not activation.live:
            where = titles[activation.activity]
            yield _organisation(records, activation.organisation, activation.slug, where)


def _of_meetings(records: Records) -> Iterator[_Use]:
    for place in (meeting.place for meeting in records.meetings):
        if place.organisation_live is False:
            where = "bilateral_meetings"
            yield _organisation(records, place.organisation, place.organisation_slug, where)
    for participant in records.participants:
        if not participant.live:
            yield _organisation(records, participant.organisation, participant.slug, "bilateral_meetings")


def _of_people(records: Records) -> Iterator[_Use]:
    for seat in records.seats:
        where = seat.mandate_function or seat.function or seat.body_name
        if seat.person and not seat.person_live:
            yield _Use(PERSON, seat.person, _as_it_is(seat.name), where)
        if seat.organisation_live is False:
            yield _organisation(records, seat.organisation, seat.organisation_slug, where)
    regions = {region.slug: region.name for region in records.regions}
    for row in records.focal_points:
        if not row.live:
            yield _Use(PERSON, row.person, _as_it_is(row.name), regions[row.region])


def _of_plan(nodes: Sequence[NodeRow], published: Sequence[NodeRow]) -> Iterator[_Use]:
    """Yield the drafts among the nodes, with the published codes that are left out with them."""
    kept = {node.id for node in published}
    for node in nodes:
        if not node.live:
            yield _Use(NODE, node.code, _as_it_is(node.code), "plan")
            for below in nodes:
                if below.parent == node.id and below.live and below.id not in kept:
                    yield _Use(NODE, node.code, _as_it_is(node.code), _as_it_is(below.code))
