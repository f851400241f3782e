"""Maps of a report: which dots, how large, which cut of the world, and the map said in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapporteur.base.values.formatting.languages import country
from rapporteur.documents.maps.projection import frame, project, world_box
from rapporteur.documents.maps.shapes import Box, Dot, MapView
from rapporteur.documents.view.context import Context
from rapporteur.report.value.data import ActivityData, MemberData, PlaceData, RegionData, ReportData

_LOCATOR = (44 / 30, 140.0)
_LINE = (112 / 62, 260.0)
_REGION = (112 / 76, 120.0)


@dataclass
class _Spot:
    """A place on a map with what is counted there."""

    name: str
    point: tuple[float, float]
    slugs: list[str] = field(default_factory=list)


class Sizes:
    """Four sizes of dots for the numbers that occur: 1, 2, 3–4, 5–8, or wider steps where there are larger ones."""

    def __init__(self, counts: Iterable[int]) -> None:
        most = max(counts, default=0)
        self.most = most
        low = max(1, round(most / 12))
        middle = max(low + 1, round(most / 5))
        self.cuts = (low, middle, max(middle + 2, round(most / 2)))

    def of(self, count: int) -> int:
        """Return the size, 0 to 3, for a count."""
        return sum(count > cut for cut in self.cuts)

    def legend(self, context: Context, counted: Callable[[int], str]) -> list[tuple[int, bool, str]]:
        """Return a row per size that can occur; `counted` words a single count."""
        rows: list[tuple[int, bool, str]] = []
        lows = (1, *(cut + 1 for cut in self.cuts))
        for size, low in enumerate(lows):
            if low > self.most:
                break
            high = min(self.cuts[size], self.most) if size < 3 else self.most
            if low == high:
                rows.append((size, True, counted(low)))
            else:
                rows.append((size, True, f"{context.number(low)}–{context.number(high)}"))
        return rows


def _located(place: PlaceData | MemberData) -> bool:
    return place.latitude is not None and place.longitude is not None


def _point(of: PlaceData | MemberData) -> tuple[float, float]:
    return project(of.latitude or 0.0, of.longitude or 0.0)


def boxes(data: ReportData) -> set[Box]:
    """Return the cuts that the maps of a report show, which are known before any of its words."""
    found = {locator_box(activity) for activity in data.activities if not activity.photo}
    lines = {activity.line for activity in data.activities}
    found |= {line_box([each for each in data.activities if each.line == line]) for line in lines}
    members = {member.slug: member for member in data.members}
    found |= {region_box(region, members) for region in data.regions}
    return {box for box in found if box}


def locator_box(activity: ActivityData) -> Box | None:
    """Return the cut of an activity's map, or None where no place has coordinates."""
    points = [_point(place) for place in activity.places if _located(place)]
    return frame(points, *_LOCATOR) if points else None


def line_box(activities: Iterable[ActivityData]) -> Box | None:
    """Return the cut of a line's map, or None where none of its activities has a place on a map."""
    points = [_point(place) for activity in activities for place in activity.places if _located(place)]
    return frame(points, *_LINE) if points else None


def region_box(region: RegionData, members: Mapping[str, MemberData]) -> Box | None:
    """Return the cut of a region's map, or None where no member has a place on it."""
    placed = [members[slug] for slug in (*region.members, *region.honorary)]
    points = [_point(member) for member in placed if _located(member)]
    return frame(points, *_REGION) if points else None


def locator(context: Context, activity: ActivityData, colour: str) -> MapView | None:
    """Return where one activity took place, or None where no place has coordinates."""
    box = locator_box(activity)
    if box is None:
        return None
    places = [place for place in activity.places if _located(place)]
    dots = [
        Dot(*_point(place), size=1, filled=True, name=context.text(place.name), colour=colour)
        for place in places
    ]
    words = [_with_country(context, dot.name, place.country) for dot, place in zip(dots, places, strict=True)]
    return MapView(
        box=box,
        dots=dots,
        alt=context.say("Map: {places}", places=context.listed(words)),
    )


def _with_country(context: Context, name: str, code: str) -> str:
    if not code:
        return name
    where = country(code, context.language)
    if name.endswith(")"):
        return f"{name}, {where}"
    return context.word("place", "{name} ({country})", name=name, country=where)


def line_sizes(data: ReportData) -> Sizes:
    """Return the sizes of the dots on the maps of all lines, so that a dot means the same on each."""
    found: dict[tuple[str | None, tuple[float, float]], set[str]] = {}
    for activity in data.activities:
        for place in activity.places:
            if _located(place):
                found.setdefault((activity.line, _point(place)), set()).add(activity.slug)
    return Sizes(map(len, found.values()))


def line_map(context: Context, activities: Sequence[ActivityData], colour: str) -> MapView | None:
    """Return where the activities of a line took place, or None where none of them has a place on a map."""
    box = line_box(activities)
    if box is None:
        return None
    spots: dict[tuple[float, float], _Spot] = {}
    for activity in activities:
        for place in activity.places:
            if _located(place):
                point = _point(place)
                spots.setdefault(point, _Spot(context.text(place.name), point)).slugs.append(activity.slug)
    chosen = sorted(spots.values(), key=lambda spot: (context.key(spot.name), spot.point))
    sizes = line_sizes(context.data)
    dots = [
        Dot(*spot.point, size=sizes.of(len(set(spot.slugs))), filled=True, name=spot.name, colour=colour)
        for spot in chosen
    ]
    return MapView(
        box=box,
        dots=_large_first(dots),
        alt=context.many(
            "Map with {count} place of these activities: {places}",
            "Map with {count} places of these activities: {places}",
            len(chosen),
            places=context.listed([spot.name for spot in chosen]),
        ),
        caption=context.say("Where the activities took place"),
        legend=sizes.legend(
            context, lambda count: context.many("{count} activity", "{count} activities", count)
        ),
    )


def empty_world(context: Context) -> MapView | None:
    """Return the world of a period without activities, for the cover; None for any other."""
    if context.data.activities:
        return None
    alt = context.say("World map without dots: no member was activated.")
    return MapView(box=world_box(), dots=[], alt=alt)


def activated_map(context: Context) -> MapView | None:
    """Return the world with the members activated in the period, or None where none has a place."""
    activated = [
        (context.text(row.name), row.activations, context.members[row.slug])
        for row in context.data.activated_members
    ]
    activated.sort(key=lambda row: (context.key(row[0]), row[2].slug))
    placed = [row for row in activated if row[2].latitude is not None and row[2].longitude is not None]
    if not placed:
        return None
    sizes = Sizes(count for _, count, _ in placed)
    dots = [
        Dot(*_point(member), size=sizes.of(count), filled=True, name=name, colour=context.colour)
        for name, count, member in placed
    ]
    top = sorted(activated, key=lambda row: -row[1])[:3]
    alt = context.many(
        "World map: {count} activated member, {period}.",
        "World map: {count} activated members, {period}.",
        len(activated),
        period=context.period,
    )
    most = context.say(
        "Most often: {names}.", names=context.listed(f"{name} ({context.number(n)})" for name, n, _ in top)
    )
    return MapView(
        box=world_box(),
        dots=_large_first(dots),
        alt=f"{alt} {most}",
        caption=context.say("Members activated, by number of activations"),
        legend=sizes.legend(
            context, lambda count: context.many("{count} activation", "{count} activations", count)
        ),
    )


def region_map(context: Context, region: RegionData) -> MapView | None:
    """Return a region with all of its members, the activated ones filled, or None where no place is known."""
    box = region_box(region, context.members)
    if box is None:
        return None
    activated = set(region.activated)
    members = [context.members[slug] for slug in (*region.members, *region.honorary)]
    placed = [member for member in members if _located(member)]
    placed.sort(key=lambda member: (context.key(context.text(member.name)), member.slug))
    dots = [
        Dot(*_point(m), size=1, filled=m.slug in activated, name=context.text(m.name), colour=context.colour)
        for m in placed
    ]
    name = context.text(region.name)
    honorary = len(region.honorary)
    on_it = context.many("{count} member", "{count} members", len(region.members))
    if honorary:
        on_it += ", " + context.many("{count} honorary member", "{count} honorary members", honorary)
    names = [dot.name for dot in dots if dot.filled]
    which = context.say("Activated: {names}.", names=context.listed(names)) if names else ""
    which = which or context.say("None of them was activated in this period.")
    return MapView(
        box=box,
        dots=sorted(dots, key=lambda dot: dot.filled),
        alt=context.say("Map: {region}, {members}.", region=name, members=on_it) + f" {which}",
        legend=[
            (1, True, context.say("activated in this period")),
            (1, False, context.say("not activated in this period")),
        ],
    )


def _large_first(dots: list[Dot]) -> list[Dot]:
    """Return the dots so that small ones are drawn over large ones."""
    return sorted(dots, key=lambda dot: -dot.size)
