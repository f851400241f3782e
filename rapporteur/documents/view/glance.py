"""The period at a glance: the six figures and the strip of weeks."""

from __future__ import annotations

from msgspec.structs import replace

from rapporteur.base.values.formatting.days import format_short_days
from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.money import Money
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import FigureView, WeekView
from rapporteur.report.value.data import DuesData, WeekData


def figures(context: Context, sections: list[str]) -> list[FigureView]:
    """Return the figures that the report has, each with the section in which it is counted out."""
    summary = context.data.summary
    views = [
        _activities(context),
        _of(context, "members", summary.members_activated, summary.members, "activated_members"),
    ]
    if summary.regions:
        done, all_of_them = summary.regions_activated, summary.regions
        views.append(_of(context, "regions", done, all_of_them, "activated_members"))
    if context.data.plan:
        done, all_of_them = summary.deliverables_with_evidence, summary.deliverables
        views.append(_of(context, "deliverables", done, all_of_them, "plan"))
    if context.data.dues:
        views.append(_dues(context, context.data.dues))
    if context.data.bilateral_meetings:
        views.append(_bilateral(context))
    return [_linked(view, sections) for view in views]


def _linked(view: FigureView, sections: list[str]) -> FigureView:
    """Return a figure whose anchor is a section's key with the anchor itself, if the section is there."""
    return replace(view, anchor=anchor("section", view.anchor) if view.anchor in sections else "")


def _activities(context: Context) -> FigureView:
    count = context.data.summary.activities
    return FigureView(
        key="activities",
        value=context.number(count),
        of="",
        label=context.many("activity", "activities", count),
        share=None,
        anchor="activities",
        alt=context.many("{count} activity in this period", "{count} activities in this period", count),
    )


def _of(context: Context, key: str, count: int, total: int, section: str) -> FigureView:
    """Return a figure that is a part of a whole, with its bar."""
    all_of_them = context.number(total)
    if key == "members":
        of = context.many("of {count} member", "of {count} members", total)
        label = context.many("activated member", "activated members", count)
        alt = context.many(
            "{count} activated member, of {total} in all",
            "{count} activated members, of {total} in all",
            count,
            total=all_of_them,
        )
    elif key == "regions":
        of = context.many("of {count} region", "of {count} regions", total)
        label = context.many("region with activated members", "regions with activated members", count)
        alt = context.many(
            "{count} region with activated members, of {total} in all",
            "{count} regions with activated members, of {total} in all",
            count,
            total=all_of_them,
        )
    else:
        of = context.word("in the plan", "of {count}", count=all_of_them)
        things = context.things(context.deliverable_level, count)
        label = context.many("{things} with evidence", "{things} with evidence", count, things=things)
        alt = context.say(
            "{things} with evidence: {part} of {count}",
            things=capitalise(context.things(context.deliverable_level, 2)),
            part=context.number(count),
            count=all_of_them,
        )
    share = count / total if total else 0.0
    return FigureView(key, context.number(count), of, label, share, section, alt)


def _dues(context: Context, dues: DuesData) -> FigureView:
    amount = format_money(Money(dues.amount, dues.currency), context.language)
    total = context.number(dues.members)
    paid = context.many(
        "paid by {count} of {total} members", "paid by {count} of {total} members", dues.payers, total=total
    )
    return FigureView(
        key="dues",
        value=amount,
        of=paid,
        label=context.say("membership dues for {year}", year=str(dues.year)),
        share=dues.share,
        anchor="dues",
        alt=context.say("{amount} in membership dues for {year}", amount=amount, year=str(dues.year))
        + f", {paid}",
    )


def _bilateral(context: Context) -> FigureView:
    count = context.data.summary.bilateral_meetings
    return FigureView(
        key="bilateral_meetings",
        value=context.number(count),
        of="",
        label=context.many("bilateral meeting", "bilateral meetings", count),
        share=None,
        anchor="bilateral_meetings",
        alt=context.many("{count} bilateral meeting", "{count} bilateral meetings", count),
    )


def weeks(context: Context) -> list[WeekView]:
    """Return the strip: a column per week with the activities that began in it, stacked by line."""
    return [_week(context, week) for week in context.data.summary.weeks]


def _week(context: Context, week: WeekData) -> WeekView:
    order = list(context.line_colours)
    counts = sorted(
        week.activities_by_line.items(),
        key=lambda item: (order.index(item[0]) if item[0] in order else len(order), item[0]),
    )
    segments = [
        (code, count, context.line_colours.get(code, context.colour)) for code, count in counts if count
    ]
    when = context.span(week.start, week.end)
    total = sum(count for _, count, _ in segments)
    alt = context.word("week", "{when}: no activity", when=when)
    if total:
        parts = ", ".join(f"{code} {context.number(count)}" for code, count, _ in segments if code)
        activities = context.many("{count} activity", "{count} activities", total)
        what = f"{activities} ({parts})" if parts else activities
        alt = context.word("week", "{when}: {what}", when=when, what=what)
    return WeekView(
        label=format_short_days(week.start, week.end, context.language), segments=segments, alt=alt
    )


def weeks_caption(context: Context) -> str:
    """Return what the strip shows, and how many activities it cannot show."""
    thing = context.things(context.lines[0].level, 1) if context.lines else ""
    caption = context.say("Activities by the week they began in.")
    if thing:
        caption = context.say("Activities by the week they began in, one colour per {thing}.", thing=thing)
    shown = sum(sum(week.activities_by_line.values()) for week in context.data.summary.weeks)
    missing = context.data.summary.activities - shown
    if missing <= 0:
        return caption
    rest = context.many(
        "{count} without an exact day or outside the plan is not shown.",
        "{count} without an exact day or outside the plan are not shown.",
        missing,
    )
    return f"{caption} {rest}"
