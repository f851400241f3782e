"""What tables and the API tell of each record: codes beside words, no record of the database, addresses of pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rapporteur.interfaces.portal.door.activities import listed
from rapporteur.interfaces.portal.door.agenda import CallShown, EventShown
from rapporteur.interfaces.portal.door.editions import EditionShown
from rapporteur.interfaces.portal.door.members import Member
from rapporteur.interfaces.portal.door.plan import PlanTable
from rapporteur.interfaces.portal.door.programmes import Programme
from rapporteur.interfaces.portal.door.publications import PublicationShown
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.records.activities.models import ActivityQuerySet

Rows = list[dict[str, Any]]


def activity_rows(visit: Visit, found: ActivityQuerySet) -> Rows:
    """Return activities."""
    return [
        {
            "activity": one.slug,
            "title": one.title,
            "start": "" if one.month_only else one.start.isoformat(),
            "end": "" if one.month_only else one.end.isoformat(),
            "month": f"{one.start:%Y-%m}",
            "kind": one.kind_code,
            "kind_name": one.kind,
            "line": one.line.code if one.line else "",
            "deliverables": [node.code for node in one.deliverables],
            "places": [place.name for place in one.places],
            "online": one.online,
            "members": [part.who.slug for part in one.parts if part.who.slug],
            "organisations": [part.who.name for part in one.parts],
            "address": visit.absolute(visit.to("activities", one.slug)),
        }
        for one in listed(visit, found, "NAMED")
    ]


def member_rows(visit: Visit, found: Iterable[Member]) -> Rows:
    """Return members."""
    return [
        {
            "member": one.slug,
            "name": one.name,
            "country": one.country_code,
            "country_name": one.country,
            "category": one.category_code,
            "region": one.region,
            "region_name": one.region_name,
            "latitude": one.latitude,
            "longitude": one.longitude,
            "activities": one.activities,
            "last_activity": one.last.isoformat() if one.last else "",
            "address": visit.absolute(visit.to("members", one.slug)),
        }
        for one in found
    ]


def plan_rows(table: PlanTable) -> Rows:
    """Return a year of the plan: a row for each deliverable and quarter."""
    return [
        {
            "line": line.code,
            "measure": group.code,
            "deliverable": row.code,
            "title": row.title,
            "in_adopted_plan": row.listed,
            "quarter": cell.quarter.code,
            "state": cell.quarter.state,
            "activities": cell.count,
            "activities_in_whole_plan": row.total,
        }
        for line in table.lines
        for group in line.groups
        for row in group.rows
        for cell in row.cells
    ]


def programme_rows(visit: Visit, found: Iterable[Programme]) -> Rows:
    """Return programmes."""
    return [
        {
            "programme": one.slug,
            "name": one.name,
            "kind": one.kind_code,
            "kind_name": one.kind,
            "start": one.start.isoformat() if one.start else "",
            "end": one.end.isoformat() if one.end else "",
            "lead": one.lead.slug if one.lead else "",
            "lead_name": one.lead.name if one.lead else "",
            "partners": [partner.slug for partner in one.partners if partner.slug],
            "partner_names": [partner.name for partner in one.partners],
            "address": visit.absolute(visit.to("programmes", one.slug)),
        }
        for one in found
    ]


def publication_rows(visit: Visit, found: Iterable[PublicationShown]) -> Rows:
    """Return publications."""
    return [
        {
            "publication": one.slug,
            "title": one.title,
            "kind": one.kind_code,
            "kind_name": one.kind,
            "series": one.series,
            "number": one.number,
            "authors": one.authors,
            "languages": one.language_codes,
            "published": _day(one.day.isoformat() if one.day else "", month_only=one.month_only),
            "isbn": one.isbn,
            "doi": one.doi,
            "link": one.href,
            "launched_at": one.launched,
            "told_of_by": [mention.outlet for mention in one.mentions],
            "address": visit.absolute(visit.to("publications", one.slug)),
        }
        for one in found
    ]


def agenda_rows(events: Sequence[EventShown], calls: Sequence[CallShown]) -> Rows:
    """Return what lies ahead: events, then calls by their deadlines."""
    return [*(_event(one) for one in events), *(_call(one) for one in calls)]


def _event(one: EventShown) -> dict[str, Any]:
    return {
        "what": "EVENT",
        "name": one.slug,
        "title": one.title,
        "kind": one.kind_code,
        "kind_name": one.kind,
        "start": _day(one.start.isoformat(), month_only=one.month_only),
        "end": _day(one.end.isoformat(), month_only=one.month_only),
        "deadline": "",
        "place": one.place,
        "online": one.online,
        "cancelled": one.cancelled,
        "programme": one.programme.slug if one.programme else "",
        "activity": one.activity,
        "link": one.href,
    }


def _call(one: CallShown) -> dict[str, Any]:
    return {
        "what": "CALL",
        "name": one.slug,
        "title": one.name,
        "kind": one.kind_code,
        "kind_name": one.kind,
        "start": "",
        "end": one.closes.isoformat() if one.closes else "",
        "deadline": one.moment.isoformat() if one.moment else "",
        "place": "",
        "online": False,
        "cancelled": False,
        "programme": one.programme.slug if one.programme else "",
        "activity": "",
        "link": one.href,
    }


def edition_rows(visit: Visit, found: Iterable[EditionShown]) -> Rows:
    """Return editions with their documents."""
    return [
        {
            "edition": one.name,
            "period": one.address,
            "start": one.period.start.isoformat(),
            "end": one.period.last_day.isoformat(),
            "number": one.number,
            "frozen": one.frozen.isoformat(),
            "as_of": one.as_of.isoformat(),
            "newest": one.newest,
            "sha256": one.sha256,
            "erratum": one.erratum,
            "package": visit.absolute(visit.to("reports", one.address, one.number, "package.zip")),
            "documents": [
                {
                    "name": file.name,
                    "language": file.language_code,
                    "bytes": file.octets,
                    "sha256": file.sha256,
                    "address": visit.absolute(file.href),
                }
                for file in one.documents
            ],
            "address": visit.absolute(visit.to("reports", one.address)),
        }
        for one in found
    ]


def _day(day: str, *, month_only: bool) -> str:
    return day[:7] if month_only else day
