"""Activities: the list, whose every state has an address, and the page of each."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.days import format_month
from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.documents.view.vocabulary import KINDS
from rapporteur.interfaces.portal.door.activities import NodeNamed, listed, months, photo_of, whole
from rapporteur.interfaces.portal.door.editions import EditionShown, editions_bare, report_of
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.door.members import RegionNamed, called, regions
from rapporteur.interfaces.portal.door.names import OrganisationLink
from rapporteur.interfaces.portal.door.plan import lines_and
from rapporteur.interfaces.portal.door.programmes import ProgrammeNamed, programme_names
from rapporteur.interfaces.portal.pages.maps import Spot, drawn
from rapporteur.interfaces.portal.taking.links import of_activities
from rapporteur.interfaces.portal.visit import Visit, page, period_of, show
from rapporteur.interfaces.portal.words import (
    ACTIVITIES_ABOUT,
    ACTIVITIES_COUNTED,
    CITATION_OF_PAGE,
    COUNTED_THEN,
    IN_SECTION,
    MANY_MEMBERS,
    MAP_OF_PLACE,
    NO_MEMBER,
    PAGES,
    PUBLISHED_TODAY,
    WORDS,
)
from rapporteur.records.activities.models import ActivityPhoto
from rapporteur.report.compile.photos import photo_data

PAGE = 30
"""Activities on a page."""


@page
def activities(visit: Visit) -> HttpResponse:
    """List the published activities that match, the newest first."""
    filters = Filters.asked(visit.request.GET)
    members = called(visit, filters.member) if filters.member else []
    if len(members) == 1:
        filters = Filters(**{**filters.given, "member": members[0].slug})
    lines, node = lines_and(visit, filters.deliverable)
    if node:
        filters = Filters(**{**filters.given, "deliverable": node.slug})
    found = filters.activities()
    total = found.count()
    number = _page_asked(visit, total)
    all_regions = regions(visit)
    programmes = programme_names(visit) if filters.programme else []
    title = visit.tell(PAGES["activities"])
    return show(
        visit, "activities", here="activities", title=title,
        about=visit.tell(ACTIVITIES_ABOUT, association=visit.text(visit.association.name)),
        rows=listed(visit, found[(number - 1) * PAGE : number * PAGE]),
        counted=visit.tell(ACTIVITIES_COUNTED, count=total),
        as_of=visit.tell(PUBLISHED_TODAY, day=visit.today),
        then=_counted_then(visit, filters, total),
        filters=filters, chips=_chips(visit, filters, lines, all_regions, members, node, programmes),
        doubt=_doubt(visit, filters, members),
        choices=_choices(visit, filters, lines, all_regions), member_name=_member_box(filters, members),
        deliverable_code=node.code if node else filters.deliverable,
        pager=_pager(visit, filters, number, total), feeds=of_activities(visit, filters),
    )  # fmt: skip


def _member_box(filters: Filters, members: Sequence[OrganisationLink]) -> str:
    return members[0].name if len(members) == 1 else filters.member


def _page_asked(visit: Visit, total: int) -> int:
    asked = visit.request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
    return min(max(number, 1), max(-(-total // PAGE), 1))


def _pager(visit: Visit, filters: Filters, number: int, total: int) -> dict[str, str]:
    """Return where the pages before and after are; nothing where all is on one."""
    last = -(-total // PAGE)
    if last <= 1:
        return {}

    def at(page_number: int) -> str:
        return visit.to("activities", **filters.given, page=page_number if page_number > 1 else "")

    return {
        "newer": at(number - 1) if number > 1 else "",
        "older": at(number + 1) if number < last else "",
        "here": visit.tell(IN_SECTION, number=number, total=last),
    }


def _counted_then(visit: Visit, filters: Filters, total: int) -> dict[str, str]:
    """Return what the edition of a period counted where records say otherwise today: a list of that period alone."""
    if set(filters.given) != {"period"}:
        return {}
    own = period_of(filters.period)
    edition = next((one for one in editions_bare(visit) if one.period == own), None)
    count = _count_of(edition) if edition else None
    if edition is None or count is None or count == total:
        return {}
    return {
        "words": visit.tell(COUNTED_THEN, edition=edition.name, count=count),
        "href": visit.to("reports", edition.address),
    }


def _count_of(edition: EditionShown) -> int | None:
    try:
        return report_of(edition.known).summary.activities
    except Foreseeable:  # damaged: noted where it is to be shown
        return None


def _choices(
    visit: Visit, filters: Filters, lines: Sequence[NodeNamed], all_regions: Sequence[RegionNamed]
) -> list[dict[str, Any]]:
    """Return the boxes of the form, each with its choices."""
    kinds = sorted(
        ((code, visit.say(word)) for code, word in KINDS.items() if code != "OTHER"),
        key=lambda one: visit.key(one[1]),
    )
    own_months = [(month, capitalise(format_month(month, visit.language))) for month in months()]
    boxes = {
        "line": [(one.slug, f"{one.code} {one.title}") for one in lines],
        "region": [(one.slug, one.name) for one in all_regions],
        "month": own_months,
        "kind": kinds,
    }
    return [
        {
            "name": name,
            "words": visit.tell(WORDS[name]),
            "chosen": filters.given.get(name, ""),
            "options": options,
        }
        for name, options in boxes.items()
    ]


def _chips(
    visit: Visit, filters: Filters, lines: Sequence[NodeNamed], all_regions: Sequence[RegionNamed],
    members: Sequence[OrganisationLink], node: NodeNamed | None,
    programmes: Sequence[ProgrammeNamed],
) -> list[tuple[str, str, str]]:  # fmt: skip
    """Return each filter in words, with the address of the list without it."""
    said = {
        "line": {one.slug: f"{one.code} {one.title}" for one in lines},
        "region": {one.slug: one.name for one in all_regions},
        "kind": {code: visit.say(word) for code, word in KINDS.items()},
        "month": {filters.month: format_month(filters.month, visit.language)} if filters.month else {},
        "period": {filters.period: visit.period(period_of(filters.period))} if filters.period else {},
        "member": {members[0].slug: members[0].name} if len(members) == 1 else {},
        "deliverable": {node.slug: f"{node.code} {node.title}"} if node else {},
        "programme": {one.slug: one.name for one in programmes},
        "q": {},
    }
    return [
        (
            visit.tell(WORDS["words" if name == "q" else name]),
            said[name].get(value, value),
            visit.to("activities", **filters.without(name).given),
        )
        for name, value in filters.given.items()
    ]


def _doubt(visit: Visit, filters: Filters, members: Sequence[OrganisationLink]) -> dict[str, Any]:
    """Return what is to be asked where a name means several members, or none."""
    if not filters.member or len(members) == 1:
        return {}
    others = filters.without("member").given
    return {
        "words": visit.tell(MANY_MEMBERS) if members else visit.tell(NO_MEMBER, name=filters.member),
        "links": [(one.name, visit.to("activities", **others, member=one.slug)) for one in members],
    }


@page
def activity(visit: Visit, slug: str) -> HttpResponse:
    """Show a published activity."""
    found = whole(visit, slug)
    if found is None:
        raise Http404("no such activity")
    one = found.listed
    spots = [
        Spot(
            place.latitude, place.longitude, place.name, visit.to("members", place.slug) if place.slug else ""
        )
        for place in one.places
        if place.latitude is not None and place.longitude is not None
    ]
    return show(
        visit, "activity", here="activities", title=one.title, card=("activities", slug),
        about=" · ".join(filter(None, (one.when, one.where, one.kind))),
        activity=found, one=one, map=drawn(spots, visit.tell(MAP_OF_PLACE, places=one.where), world=False),
        reported=_reported(visit, one.slug, one.start),
        feeds=(), citation=cited(visit, one.title),
    )  # fmt: skip


def cited(visit: Visit, title: str) -> str:
    """Return how a page is cited."""
    return visit.tell(
        CITATION_OF_PAGE, association=visit.text(visit.association.name), title=title, day=visit.today,
        address=visit.absolute(visit.request.get_full_path()),
    )  # fmt: skip


def _reported(visit: Visit, slug: str, day: date) -> list[tuple[str, str]]:
    """Return the newest edition of the shortest period that tells of an activity, with where it stands in it."""
    holding = [one for one in editions_bare(visit) if day in one.period]
    holding.sort(key=lambda one: (one.period.end - one.period.start, -one.number))
    for one in holding[:1]:
        try:
            told = any(row.slug == slug for row in report_of(one.known).activities)
        except Foreseeable:
            continue
        if told:
            href = f"{visit.to('reports', one.address, one.number, 'read')}#activity-{slug}"
            return [(f"{visit.period(one.period)}", href)]
    return []


@require_safe
def photo(request: HttpRequest, slug: str, position: str) -> HttpResponse:
    """Send a photograph of a published activity, made anew: where and with what it was taken stays behind."""
    found = photo_of(slug, int(position))
    if found is None:
        raise Http404("no such photograph")
    response = HttpResponse(_picture(found.image.file.name, found.pk), content_type="image/jpeg")
    response["Cache-Control"] = "public, max-age=300"
    return response


@lru_cache(maxsize=32)
def _picture(name: str, key: int) -> bytes:
    return base64.b64decode(
        photo_data(ActivityPhoto.objects.public().select_related("image").get(pk=key)).content
    )
