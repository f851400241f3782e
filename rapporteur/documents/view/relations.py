"""Media mentions, bilateral meetings and dues."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.links import link_target
from rapporteur.base.values.money import Money
from rapporteur.base.values.typography import normalise
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.context import Context
from rapporteur.documents.view.shapes import DuesView, MeetingView, MentionView, MonthView, NameView
from rapporteur.report.value.data import BilateralMeetingData, MediaMentionData


def media(context: Context) -> list[MonthView]:
    """Return every month of the period with its mentions by outlet; nothing where there are none at all."""
    if not context.data.media:
        return []
    by_month: dict[str, dict[str, list[MediaMentionData]]] = {
        month: {} for month in context.data.period.months
    }
    for mention in context.data.media:
        by_month.setdefault(mention.month, {}).setdefault(mention.outlet, []).append(mention)
    return [
        MonthView(
            key=month,
            name=context.month(month),
            mentions=[
                MentionView(
                    outlet=normalise(outlet, context.language), subjects=_subjects(context, outlets[outlet])
                )
                for outlet in sorted(outlets, key=context.key)
            ],
        )
        for month, outlets in sorted(by_month.items())
    ]


def _subjects(
    context: Context, mentions: list[MediaMentionData]
) -> list[tuple[str, list[tuple[str, str]], str]]:
    ordered = sorted(
        mentions,
        key=lambda mention: (
            mention.day or date.max,
            context.key(context.text(mention.subject)),
            mention.link,
        ),
    )
    return [
        (
            context.text(mention.subject),
            [(key, vocabulary.coded(context, vocabulary.CHANNELS, key)) for key in mention.channels],
            link_target(mention.link),
        )
        for mention in ordered
    ]


def bilateral(context: Context) -> list[MonthView]:
    """Return every month of the period with its meetings by place; nothing where there are none at all."""
    if not context.data.bilateral_meetings:
        return []
    by_month: dict[str, dict[str, list[BilateralMeetingData]]] = {
        month: {} for month in context.data.period.months
    }
    for meeting in context.data.bilateral_meetings:
        place = context.text(meeting.place.name)
        by_month.setdefault(meeting.month, {}).setdefault(place, []).append(meeting)
    return [
        MonthView(
            key=month,
            name=context.month(month),
            meetings=[_meeting(context, place, places[place]) for place in sorted(places, key=context.key)],
        )
        for month, places in sorted(by_month.items())
    ]


def _meeting(context: Context, place: str, meetings: list[BilateralMeetingData]) -> MeetingView:
    members = {ref.slug: context.text(ref.name) for meeting in meetings for ref in meeting.members}
    prospects = {ref.slug: context.text(ref.name) for meeting in meetings for ref in meeting.prospects}
    return MeetingView(
        place=place,
        members=_names(context, members, ""),
        prospects=_names(context, prospects, context.say("prospect")),
    )


def _names(context: Context, names: dict[str, str], mark: str) -> list[NameView]:
    views = [NameView(slug=slug, name=name, mark=mark) for slug, name in names.items()]
    return sorted(views, key=lambda view: (context.key(view.name), view.slug))


def dues(context: Context) -> DuesView | None:
    """Return the state of the dues, or None where the report has none."""
    dues = context.data.dues
    if dues is None:
        return None
    amount = format_money(Money(dues.amount, dues.currency), context.language)
    day, total = context.day(dues.as_of), context.number(dues.members)
    sentence = context.many(
        "As of {date}, {count} of {total} members had paid dues for {year}: {amount} in all.",
        "As of {date}, {count} of {total} members had paid dues for {year}: {amount} in all.",
        dues.payers,
        date=day,
        total=total,
        year=str(dues.year),
        amount=amount,
    )
    source = context.text(dues.source_text)
    if source:
        sentence += " " + context.say("Source: {source}.", source=source.removesuffix("."))
    return DuesView(
        amount=amount,
        payers=context.number(dues.payers),
        of_members=context.many("of {count} member", "of {count} members", dues.members),
        share=dues.share,
        share_label=context.percent(dues.share),
        as_of=context.say("As of {date}", date=day),
        sentence=sentence,
        alt=context.many(
            "Bar: {count} of {total} members, {share}",
            "Bar: {count} of {total} members, {share}",
            dues.payers,
            total=total,
            share=context.percent(dues.share),
        ),
    )
