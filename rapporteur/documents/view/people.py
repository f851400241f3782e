"""Members and people: who was activated, the regions, the board, the secretariat."""

from __future__ import annotations

from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.typography import normalise
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.cartography import region_map
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import (
    ActivatedRegionView,
    ActivatedView,
    BarView,
    NameView,
    PersonView,
    RegionView,
    SeatGroup,
)
from rapporteur.report.value.data import PersonRef, RegionData, SeatData

_MOST_DOTS = 10


def _unit(context: Context) -> int:
    """Return for how many activations a dot stands: 1, 2, 5, 10, 20 …, so that no member has more than ten."""
    most = max((row.activations for row in context.data.activated_members), default=0)
    for power in range(10):
        for step in (1, 2, 5):
            if step * int(10**power) * _MOST_DOTS >= most:
                return step * int(10**power)
    return most


def activated_scale(context: Context) -> str:
    """Return what a dot stands for, where it is more than one activation."""
    unit = _unit(context)
    if unit == 1:
        return ""
    return context.many("Each dot is {count} activation.", "Each dot is {count} activations.", unit)


def activated_regions(context: Context) -> list[ActivatedRegionView]:
    """Return the activated members by region, then those whose region is not among the regions."""
    unit = _unit(context)
    told: dict[str, list[str]] = {}
    for activity in context.sorted_activities:
        for part in activity.members:
            told.setdefault(part.slug, []).append(anchor("activity", activity.slug))
    rows = {
        row.slug: ActivatedView(
            slug=row.slug,
            name=context.text(row.name),
            count=row.activations,
            figure=context.many("{count} activity", "{count} activities", row.activations),
            dots=max(1, round(row.activations / unit)),
            activities=told.get(row.slug, []),
        )
        for row in context.data.activated_members
    }
    views = []
    for region in context.data.regions:
        mine = [rows.pop(slug) for slug in region.activated if slug in rows]
        views.append(
            _activated_region(context, context.text(region.name), mine, len(region.members), region.share)
        )
    if rows:
        views.append(_activated_region(context, context.say("Without a region"), list(rows.values()), 0, 0.0))
    return views


def _activated_region(
    context: Context, name: str, members: list[ActivatedView], total: int, share: float
) -> ActivatedRegionView:
    count = context.number(len(members))
    return ActivatedRegionView(
        name=name,
        members=sorted(members, key=lambda view: (context.key(view.name), view.slug)),
        bar=BarView(
            label=name,
            figure=context.word("part", "{count} of {total}", count=count, total=context.number(total))
            if total
            else count,
            share=share,
            detail=context.percent(share) if total else "",
        ),
    )


def activated_figure(context: Context) -> str:
    """Return “55 of 137 members”."""
    summary = context.data.summary
    return context.many(
        "{part} of {count} member",
        "{part} of {count} members",
        summary.members,
        part=context.number(summary.members_activated),
    )


def activated_sentence(context: Context) -> str:
    """Return what the list shows, in two sentences."""
    summary = context.data.summary
    first = context.many(
        "{count} member took part in at least one activity: {share} of the membership.",
        "{count} members took part in at least one activity: {share} of the membership.",
        summary.members_activated,
        share=context.percent(summary.members_activated_share),
    )
    second = context.many(
        "Each member is counted once per activity: {count} activation in all.",
        "Each member is counted once per activity: {count} activations in all.",
        summary.activations,
    )
    return f"{first} {second}"


def regions(context: Context) -> list[RegionView]:
    """Return a page per region."""
    return [_region(context, region) for region in context.data.regions]


def _region(context: Context, region: RegionData) -> RegionView:
    members = context.many("{count} member", "{count} members", len(region.members))
    activated = context.many("{count} activated", "{count} activated", len(region.activated))
    return RegionView(
        anchor=anchor("region", region.slug),
        name=context.text(region.name),
        figure=f"{members}, {activated}",
        map=region_map(context, region),
        members=_names(context, region.members, set(region.activated)),
        honorary=_names(context, region.honorary, set(region.activated)),
        honorary_title=context.say(
            vocabulary.WORDS["honorary_member" if len(region.honorary) == 1 else "honorary"]
        ),
        secretaries=[person(context, who) for who in region.secretaries],
        focal_points=[person(context, who) for who in region.focal_points],
        board=_board(context, region.seats),
    )


def _names(context: Context, slugs: tuple[str, ...], activated: set[str]) -> list[NameView]:
    mark = context.say("activated")
    views = [
        NameView(
            slug=slug, name=context.text(context.members[slug].name), mark=mark if slug in activated else ""
        )
        for slug in slugs
    ]
    return sorted(views, key=lambda view: (context.key(view.name), view.slug))


def person(context: Context, who: PersonRef) -> PersonView:
    """Return a person with the function in the gender that the record gives."""
    return PersonView(
        name=normalise(who.name, context.language),
        function=capitalise(context.text(who.function)),
        organisation=context.text(who.organisation.name) if who.organisation else "",
    )


def _board(context: Context, seats: tuple[SeatData, ...]) -> list[SeatGroup]:
    """Return the seats by role, the roles in their usual order and unknown ones last."""
    by_role: dict[str, list[SeatData]] = {}
    for seat in seats:
        by_role.setdefault(seat.role, []).append(seat)
    known = [role for role in vocabulary.SEATS if role in by_role]
    roles = known + [role for role in by_role if role not in vocabulary.SEATS]
    return [
        SeatGroup(
            title=_role(context, role, len(by_role[role])),
            each=_role(context, role, 1),
            seats=[_seat(context, seat) for seat in by_role[role]],
        )
        for role in roles
    ]


def _role(context: Context, role: str, count: int) -> str:
    if role not in vocabulary.SEATS:
        return vocabulary.coded(context, {}, role)
    one, more = vocabulary.SEATS[role]
    return context.say(one if count == 1 else more)


def _seat(context: Context, seat: SeatData) -> PersonView:
    holder = seat.holder
    organisation = seat.organisation or (holder.organisation if holder else None)
    function = context.text(seat.function) or (context.text(holder.function) if holder else "")
    return PersonView(
        name=normalise(holder.name, context.language) if holder else context.say("Vacant seat"),
        function=capitalise(function),
        organisation=context.text(organisation.name) if organisation else "",
        mark=context.say("acting") if seat.acting else "",
        vacant=holder is None,
    )


def staff(context: Context) -> list[PersonView]:
    """Return the people of the secretariat in the order of the records."""
    return [person(context, who) for who in context.data.staff]
