"""Published activities as pages, feeds and tables show them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from django.db.models import Count

from rapporteur.base.core.spans import has_begun
from rapporteur.base.values.html import blocks_from_html
from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.shapes import BlockView
from rapporteur.interfaces.portal.door.names import OrganisationLink, named, names_of
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.interfaces.portal.words import ROLES
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.activities.models import (
    Activation,
    Activity,
    ActivityDeliverable,
    ActivityPhoto,
    ActivityPlace,
    ActivityQuerySet,
    PartQuerySet,
)
from rapporteur.records.members.models import Organisation

_COLUMNS = (
    "pk", "slug", "title", "kind", "online", "start_date", "end_date", "date_precision", "last_published_at",
    "line__code", "line__slug", "line__title", "line__version__start",
)  # fmt: skip


class NodeNamed(NamedTuple):
    """A node of the plan as a page names it."""

    code: str
    slug: str
    title: str


class PlaceNamed(NamedTuple):
    """A place, with its coordinates where they are known."""

    name: str
    slug: str
    latitude: float | None
    longitude: float | None


class PartTaken(NamedTuple):
    """The part that an organisation had in an activity."""

    who: OrganisationLink
    roles: str


@dataclass
class ActivityItem:
    """An activity in a list."""

    key: int
    slug: str
    title: str
    kind_code: str
    kind: str
    online: bool
    start: date
    end: date
    month_only: bool
    when: str
    changed: datetime | None
    line: NodeNamed | None
    places: list[PlaceNamed] = field(default_factory=list)
    deliverables: list[NodeNamed] = field(default_factory=list)
    parts: list[PartTaken] = field(default_factory=list)
    took_part: int = 0

    @property
    def where(self) -> str:
        """Its places in a row."""
        return " · ".join(dict.fromkeys(place.name for place in self.places if place.name))


@dataclass
class Whole:
    """An activity as its page shows it."""

    listed: ActivityItem
    text: list[BlockView]
    programme: NodeNamed | None
    photos: list[tuple[int, str, str, str]]
    members: list[PartTaken]
    others: list[PartTaken]


Told = Literal["BRIEF", "COUNTED", "NAMED"]
"""How much a list tells of each: its places; how many took part and for what it is evidence; and who took part."""


def listed(visit: Visit, found: ActivityQuerySet, told: Told = "COUNTED") -> list[ActivityItem]:
    """Return activities with what a list tells of each: three, five or six queries, however many there are."""
    rows = [_listed(visit, row) for row in found.values_list(*_COLUMNS)]
    by_key = {one.key: one for one in rows}
    if not by_key:
        return rows
    places = list(
        ActivityPlace.objects.public().filter(activity__in=by_key)
        .order_by("activity_id", "position", "pk")
        .values_list(
            "activity_id", "organisation_id", "name", "latitude", "longitude",
            "organisation__latitude", "organisation__longitude",
        )
    )  # fmt: skip
    at = {row[1] for row in places if row[1]}
    who: dict[int, OrganisationLink] = {}
    if told == "NAMED":
        parts = list(
            _parts(by_key).order_by("activity_id", "pk").values_list("activity_id", "organisation_id", "role")
        )
        who = named(visit, at | {row[1] for row in parts})
        _add_parts(visit, by_key, parts, who)
    else:
        who = (
            {key: OrganisationLink(key, "", name) for key, name in names_of(visit, at).items()} if at else {}
        )
    _add_places(visit, by_key, places, who)
    if told == "COUNTED":
        counted = (
            _parts(by_key)
            .order_by()
            .values_list("activity_id")
            .annotate(Count("organisation", distinct=True))
        )
        for key, count in counted:
            by_key[key].took_part = count
    if told != "BRIEF":
        _add_evidence(visit, by_key)
    return rows


def _parts(by_key: dict[int, ActivityItem]) -> PartQuerySet[Activation]:
    found: PartQuerySet[Activation] = Activation.objects.public().filter(activity__in=by_key)
    return found


def _add_places(
    visit: Visit, by_key: dict[int, ActivityItem], rows: Sequence[Any], who: dict[int, OrganisationLink]
) -> None:
    for key, organisation, name, latitude, longitude, own_latitude, own_longitude in rows:
        at = who.get(organisation) if organisation else None
        shown = visit.text(name) if name else (at.name if at else "")
        point = (own_latitude, own_longitude) if organisation else (latitude, longitude)
        by_key[key].places.append(PlaceNamed(shown, at.slug if at else "", *point))


def _add_evidence(visit: Visit, by_key: dict[int, ActivityItem]) -> None:
    begun = has_begun(visit.today, "node__version__")
    found = ActivityDeliverable.objects.public().filter(begun, activity__in=by_key)
    rows = found.order_by("activity_id", "position", "pk")
    for key, code, slug, title in rows.values_list("activity_id", "node__code", "node__slug", "node__title"):
        by_key[key].deliverables.append(NodeNamed(code, slug, visit.text(title)))


def _listed(visit: Visit, row: Sequence[Any]) -> ActivityItem:
    key, slug, title, kind, online, start, end, precision, changed, *reported = row
    month_only = precision == DatePrecision.MONTH
    code, line, line_title, begins = reported
    node = NodeNamed(code, line, visit.text(line_title)) if line and begins <= visit.today else None
    return ActivityItem(
        key, slug, visit.text(title), kind, vocabulary.coded(visit, vocabulary.KINDS, kind), online, start, end,
        month_only, visit.dates(start, end, month_only=month_only), changed, node,
    )  # fmt: skip


def _add_parts(
    visit: Visit,
    by_key: dict[int, ActivityItem],
    rows: Sequence[tuple[int, int, str]],
    who: dict[int, OrganisationLink],
) -> None:
    roles: dict[tuple[int, int], list[str]] = defaultdict(list)
    for key, organisation, role in rows:
        if organisation in who:
            roles[key, organisation].append(visit.tell(ROLES[role]) if role in ROLES else role)
    for (key, organisation), own in roles.items():
        by_key[key].parts.append(PartTaken(who[organisation], visit.listed(own)))
    for one in by_key.values():
        one.took_part = len(one.parts)
        one.parts.sort(key=lambda part: visit.key(part.who.name))


def whole(visit: Visit, slug: str) -> Whole | None:
    """Return a published activity; None where there is none of this name."""
    found = Activity.objects.public().filter(slug=slug)
    own = found.values_list("pk", "text", "initiative__slug", "initiative__name", "initiative__start").first()
    if own is None:
        return None
    key, text, programme, name, begins = own
    begun = programme and (begins is None or begins <= visit.today)
    (one,) = listed(visit, found, "NAMED")
    photos = ActivityPhoto.objects.public().filter(activity=key).order_by("position")
    return Whole(
        one,
        _blocks(visit, text),
        NodeNamed("", programme, visit.text(name)) if begun else None,
        [
            (position, visit.text(alt), visit.text(caption), credit)
            for position, alt, caption, credit in photos.values_list("position", "alt", "caption", "credit")
        ],
        [part for part in one.parts if part.who.slug],
        [part for part in one.parts if not part.who.slug],
    )


def _blocks(visit: Visit, text: LocalizedText) -> list[BlockView]:
    return visit.blocks({language: blocks_from_html(source) for language, source in text.items()})


def months() -> list[str]:
    """Return the months in which published activities began, the newest first."""
    days = Activity.objects.public().order_by().dates("start_date", "month", order="DESC")
    return [f"{day:%Y-%m}" for day in days]


def photo_of(slug: str, position: int) -> ActivityPhoto | None:
    """Return a photograph of a published activity that may be published."""
    found = ActivityPhoto.objects.public().filter(activity__slug=slug, position=position)
    return found.select_related("image").first()


def neighbours(visit: Visit, member: int, most: int = 8) -> list[tuple[OrganisationLink, int]]:
    """Return the members that activities activated most often together with one, with in how many. Two queries."""
    own = Activation.objects.public().filter(organisation=member).values("activity")
    members = Organisation.objects.public(visit.today).values("pk")
    rows = (
        Activation.objects.public().filter(activity__in=own, organisation__in=members).exclude(organisation=member)
        .values_list("activity_id", "organisation_id", "organisation__slug").distinct()
    )  # fmt: skip
    counted = Counter((key, slug) for _, key, slug in rows)
    some = sorted(counted.items(), key=lambda item: (-item[1], item[0][1]))[:most]
    names = names_of(visit, [key for (key, _), _ in some])
    found = [(OrganisationLink(key, slug, names.get(key, slug)), count) for (key, slug), count in some]
    return sorted(found, key=lambda item: (-item[1], visit.key(item[0].name)))


def activated_in(found: ActivityQuerySet) -> dict[int, int]:
    """Return by organisation in how many of some activities it took part."""
    rows = (
        Activation.objects.public().filter(activity__in=found.order_by().values("pk"))
        .values_list("organisation_id", "activity_id").distinct()
    )  # fmt: skip
    return Counter(organisation for organisation, _ in rows)
