"""The activities with their chips, boxes, photos and maps, under the lines of the plan."""

from __future__ import annotations

import re

from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.cartography import line_map, locator
from rapporteur.documents.view.context import Context, anchor, tint
from rapporteur.documents.view.shapes import ActivityView, BarView, LineView, NameView, PhotoView
from rapporteur.report.value.data import ActivityData, InitiativeRef, NodeData, PhotoData

NO_LINE = "other"


def lines(context: Context) -> list[LineView]:
    """Return each line with its activities; those of no line come last, under a heading of their own."""
    by_line: dict[str, list[tuple[int, ActivityData]]] = {}
    for number, activity in enumerate(context.sorted_activities, start=1):
        line = activity.line if activity.line in context.line_colours else None
        by_line.setdefault(line or "", []).append((number, activity))
    views = [_line(context, node, by_line.get(node.code, [])) for node in context.lines]
    rest = by_line.get("", [])
    if rest:
        views.append(_other(context, rest))
    return views


def kicker(context: Context, node: NodeData) -> str:
    """Return “Guideline 1”: the level's name and the number that the code ends in, or else the code."""
    plan = context.data.plan
    level = next((level for level in plan.levels if level.key == node.level), None) if plan else None
    number = re.search(r"\d+$", node.code)
    name = capitalise(context.text(level.name)) if level else ""
    return f"{name} {number.group() if number else node.code}".strip()


def _line(context: Context, node: NodeData, numbered: list[tuple[int, ActivityData]]) -> LineView:
    colour = context.line_colours[node.code]
    activities = [activity for _, activity in numbered]
    below = [child for child in context.nodes.values() if child.parent == node.code]
    most = max((len(child.activities) for child in below), default=0)
    return LineView(
        anchor=anchor("line", node.code),
        code=node.code,
        kicker=kicker(context, node),
        title=context.text(node.title),
        purpose=context.text(node.purpose) or context.text(node.text),
        colour=colour,
        tint=tint(colour),
        count=_count(context, len(activities)),
        measures=[
            BarView(
                label=context.text(child.title),
                figure=context.figure(len(child.activities)),
                share=len(child.activities) / most if most else 0.0,
                code=child.code,
                detail=_count(context, len(child.activities)),
                text=_in_full(context, child),
            )
            for child in below
        ],
        sums=_sums(context, len(activities), below),
        map=line_map(context, activities, colour),
        activities=[_activity(context, activity, number, colour) for number, activity in numbered],
    )


def _in_full(context: Context, node: NodeData) -> str:
    """Return the wording of a node of the plan, where its title is another."""
    text = context.text(node.text)
    return "" if text == context.text(node.title) else text


def _other(context: Context, numbered: list[tuple[int, ActivityData]]) -> LineView:
    activities = [activity for _, activity in numbered]
    return LineView(
        anchor=anchor("line", NO_LINE),
        code="",
        kicker="",
        title=context.say("Other activities") if context.lines else context.say("Activities"),
        purpose="",
        colour=context.colour,
        tint=tint(context.colour),
        count=_count(context, len(activities)),
        measures=[],
        sums="",
        map=line_map(context, activities, context.colour),
        activities=[_activity(context, activity, number, context.colour) for number, activity in numbered],
    )


def _count(context: Context, count: int) -> str:
    if not count:
        return context.say("No activity")
    return context.many("{count} activity", "{count} activities", count)


def _sums(context: Context, reported: int, below: list[NodeData]) -> str:
    """Return why the figures below a line add up to another number than the activities that are reported under it."""
    total = sum(len(node.activities) for node in below)
    if not below or total == reported:
        return ""
    return context.say(
        "These figures add up to {sum}: an activity may count in several rows, and in another part of the plan.",
        sum=context.number(total),
    )


def _activity(context: Context, activity: ActivityData, number: int, colour: str) -> ActivityView:
    photo = photo_view(context, activity.photo) if activity.photo else None
    kind = vocabulary.coded(context, vocabulary.KINDS, activity.kind)
    return ActivityView(
        anchor=anchor("activity", activity.slug),
        number=number,
        title=context.text(activity.title),
        place=_place(context, activity),
        when=context.span(activity.start, activity.end, activity.month),
        kind=kind,
        initiative=_initiative(context, activity.initiative, kind) if activity.initiative else "",
        line=activity.line or "",
        text=context.blocks(activity.text),
        deliverables=[context.codes[code] for code in activity.deliverables],
        members=_members(context, activity),
        photo=photo,
        map=None if photo else locator(context, activity, colour),
    )


def _place(context: Context, activity: ActivityData) -> str:
    names = [context.text(place.name) for place in activity.places]
    if not activity.online:
        return context.listed(names)
    if not names:
        return context.say("Online")
    return context.listed([*names, context.word("after a place", "online")])


def _initiative(context: Context, initiative: InitiativeRef, beside: str) -> str:
    """Return the initiative with its kind, unless its name or the kind of activity `beside` it says that already."""
    kind = vocabulary.coded(context, vocabulary.INITIATIVES, initiative.kind)
    name = context.text(initiative.name)
    first_words = [context.key(text)[0].partition(" ")[0] for text in (name, kind)]
    # “Pilot projects 2020” is no “Pilot project: Pilot projects 2020”, nor “Campaign” one of “Campaign: Cities”.
    if first_words[0].startswith(first_words[1]) or kind == beside:
        return name
    return context.word("initiative", "{kind}: {name}", kind=kind, name=name)


def _members(context: Context, activity: ActivityData) -> list[NameView]:
    names = [
        NameView(
            slug=part.slug,
            name=context.text(part.name),
            mark=context.say("host") if part.role == "HOST" else "",
        )
        for part in activity.members
    ]
    return sorted(names, key=lambda view: (context.key(view.name), view.slug))


def photo_view(context: Context, photo: PhotoData) -> PhotoView:
    """Return a photograph in the language of the report."""
    return PhotoView(
        media_type=photo.media_type,
        width=photo.width,
        height=photo.height,
        content=photo.content,
        alt=context.text(photo.alt),
        caption=context.text(photo.caption),
        credit=photo.credit,
    )
