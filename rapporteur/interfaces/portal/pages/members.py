"""Members: list and map of equal rank, on any day; and what the network did with each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse

from rapporteur.interfaces.portal.door.activities import activated_in, listed, neighbours
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.door.members import Member, members, offices, portrait, regions
from rapporteur.interfaces.portal.door.programmes import roles_of
from rapporteur.interfaces.portal.pages.activities import cited
from rapporteur.interfaces.portal.pages.maps import Spot, drawn
from rapporteur.interfaces.portal.taking.links import of_activities, of_table
from rapporteur.interfaces.portal.visit import Visit, page, period_of, show
from rapporteur.interfaces.portal.words import (
    ACTIVITIES_COUNTED,
    AS_ON,
    HONORARY_COUNTED,
    IN_SECTION,
    MAP_LISTED,
    MAP_OF_MEMBERS,
    MAP_OF_PLACE,
    MEMBER_ABOUT,
    MEMBERS_ABOUT,
    MEMBERS_ACTIVATED,
    MEMBERS_COUNTED,
    NEIGHBOUR,
    PAGES,
    WORDS,
)

PAGE = 250
"""Members on a page: networks of a hundred towns have theirs on one."""
SHOWN = 12
"""Activities on the page of a member; the list has them all."""


@page
def all_members(visit: Visit) -> HttpResponse:
    """List the members on a day, all or of a region, or those that a period activated."""
    asked = visit.request.GET
    on = visit.day_asked()
    found, chosen = members_asked(visit)
    all_regions = regions(visit)
    region = next((one for one in all_regions if one.slug == chosen["region"]), None)
    number = _page_asked(asked.get("page", "1"), len(found))
    spots = [
        Spot(
            one.latitude, one.longitude, one.name, visit.to("members", one.slug), 1, quiet=not one.activities
        )
        for one in found
        if one.latitude is not None and one.longitude is not None
    ]
    alt = " ".join(
        (
            visit.tell(MAP_OF_MEMBERS, count=len(spots)),
            visit.tell(MAP_LISTED),
            visit.tell(WORDS["legend_filled"]),
        )
    )
    title = visit.tell(PAGES["members"])
    if chosen["activated"]:
        title = visit.tell(MEMBERS_ACTIVATED, period=visit.period(period_of(chosen["activated"])))
    kept = {name: value for name, value in chosen.items() if value}
    return show(
        visit, "members", here="members", title=title, map=drawn(spots, alt, world=not chosen["region"]),
        about=visit.tell(MEMBERS_ABOUT, association=visit.text(visit.association.name)),
        rows=[_row(visit, one) for one in found[(number - 1) * PAGE : number * PAGE]],
        counted=_counted(visit, found),
        as_on=visit.tell(AS_ON, day=on), on=on.isoformat(), is_today=on == visit.today, region=region,
        region_links=_region_links(visit, chosen, all_regions), chosen=kept,
        without=visit.to("members"), pager=_pager(visit, kept, number, len(found)),
        feeds=of_table(visit, "members", _query(kept)), citation=cited(visit, title),
    )  # fmt: skip


def _row(visit: Visit, one: Member) -> tuple[Member, str]:
    return one, visit.tell(ACTIVITIES_COUNTED, count=one.activities) if one.activities else ""


def _counted(visit: Visit, found: Sequence[Member]) -> str:
    """Return how many there are, as reports count them: honorary members apart."""
    honorary = sum(one.category_code == "HONORARY" for one in found)
    said = visit.tell(MEMBERS_COUNTED, count=len(found) - honorary)
    return f"{said}, {visit.tell(HONORARY_COUNTED, count=honorary)}" if honorary else said


def members_asked(visit: Visit) -> tuple[list[Member], dict[str, str]]:
    """Return the members that an address asks for, and what it asks."""
    asked = visit.request.GET
    chosen = {name: asked.get(name, "")[:60] for name in ("region", "activated", "on")}
    found = members(visit, visit.day_asked())
    if chosen["region"]:
        found = [one for one in found if one.region == chosen["region"]]
    if chosen["activated"]:
        period_of(chosen["activated"])
        took_part = activated_in(Filters(period=chosen["activated"]).activities())
        found = [one._replace(activities=took_part[one.key]) for one in found if one.key in took_part]
    return found, chosen


def _query(kept: dict[str, str]) -> str:
    return f"?{urlencode(kept)}" if kept else ""


def _region_links(visit: Visit, chosen: dict[str, str], all_regions: Any) -> list[tuple[str, str, bool]]:
    others = {name: value for name, value in chosen.items() if name != "region"}
    return [
        (one.name, visit.to("members", **others, region=one.slug), one.slug == chosen["region"])
        for one in all_regions
    ]


def _page_asked(asked: str, total: int) -> int:
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    return min(max(number, 1), max(-(-total // PAGE), 1))


def _pager(visit: Visit, kept: dict[str, str], number: int, total: int) -> dict[str, str]:
    last = -(-total // PAGE)
    if last <= 1:
        return {}
    return {
        "previous": visit.to("members", **kept, page=number - 1) if number > 1 else "",
        "next": visit.to("members", **kept, page=number + 1) if number < last else "",
        "here": visit.tell(IN_SECTION, number=number, total=last),
    }


@page
def member(visit: Visit, slug: str) -> HttpResponse:
    """Show a member, or an organisation that was one."""
    found = portrait(visit, slug)
    if found is None:
        raise Http404("no such member")
    filters = Filters(member=slug)
    own = filters.activities()
    rows = listed(visit, own[:SHOWN], "BRIEF")
    total = own.count()
    spots = (
        [Spot(found.latitude, found.longitude, found.name)]
        if found.latitude is not None and found.longitude is not None
        else []
    )
    return show(
        visit, "member", here="members", card=("members", slug), title=found.name, member=found, rows=rows, total=total,
        about=visit.tell(MEMBER_ABOUT, member=found.name, association=visit.text(visit.association.name)),
        counted=visit.tell(ACTIVITIES_COUNTED, count=total), more=total > SHOWN,
        all_of_them=visit.to("activities", member=slug), offices=offices(visit, found.key),
        programmes=roles_of(visit, found.key),
        since=visit.day(found.since) if found.since else "", until=visit.day(found.until) if found.until else "",
        neighbours=[
            (one.name, visit.to("members", one.slug), visit.tell(NEIGHBOUR, count=count))
            for one, count in neighbours(visit, found.key)
        ],
        map=drawn(spots, visit.tell(MAP_OF_PLACE, places=found.name), world=False),
        feeds=of_activities(visit, filters), citation=cited(visit, found.name),
    )  # fmt: skip
