"""Women and men at activities, courses and juries, in bodies and the staff; and of what nothing is recorded."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Printed
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen.agreements import source
from rapporteur.documents.view.chosen.bodies import day_of
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import BarView, EntryGroup, EntryView
from rapporteur.report.value.parity import ParityCountData, ParityData

GROUPS = {
    "ACTIVITY": Printed("Activities", context="parity"),
    "COURSE": Printed("Courses", context="parity"),
    "JURY": Printed("Juries", context="parity"),
    "BODY": Printed("Bodies and staff", context="parity"),
}
CAPACITIES = {
    "PARTICIPANT": Printed("Participants", context="parity"),
    "SPEAKER": Printed("Speakers", context="parity"),
    "MAYOR": Printed("Mayors and other elected people", context="parity"),
    "REPRESENTATIVE": Printed("Representatives of cities and organisations", context="parity"),
    "EXPERT": Printed("Experts", context="parity"),
    "STAFF": Printed("Staff of the secretariat", context="parity"),
}


def parity(context: Context) -> list[EntryGroup]:
    """Return what was counted, kind by kind, and how many activities say nothing of women and men."""
    data = context.data.parity
    if not isinstance(data, ParityData):
        return []
    groups = []
    for of, title in GROUPS.items():
        entries = [_count(context, one) for one in data.counts if one.of == of]
        figure = context.many("{count} count", "{count} counts", len(entries))
        groups.append(EntryGroup(anchor("parity", of.lower()), context.say(title), figure, entries))
    if data.silent:
        figure = context.many("{count} activity", "{count} activities", data.silent)
        groups.append(
            EntryGroup(
                anchor("parity", "silent"), context.say("Not recorded"), figure, [_silent(context, figure)]
            )
        )
    return [group for group in groups if group.entries]


def _count(context: Context, one: ParityCountData) -> EntryView:
    return EntryView(
        anchor=anchor("parity", f"{one.of.lower()}-{one.slug}-{one.capacity.lower()}".rstrip("-")),
        kicker=vocabulary.coded(context, CAPACITIES, one.capacity) if one.capacity else "",
        title=context.text(one.name),
        mark="",
        place="",
        when=context.say("counted on {day}", day=day_of(context, Dates(one.day))) if one.day else "",
        facts=list(_facts(context, one)),
        bar=_women(context, one),
        source=source(context, one.activity) if one.of != "ACTIVITY" else None,
    )


def _facts(context: Context, one: ParityCountData) -> Iterator[str]:
    if one.about:
        yield context.many("About {count} person.", "About {count} people.", one.people)
    else:
        yield context.many("{count} person.", "{count} people.", one.people)
    if not one.recorded:
        yield context.say("Women and men are not recorded.")
        return
    yield context.say(
        "Women: {women}; men: {men}; of another gender: {others}; not recorded: {unrecorded}.",
        women=context.number(one.women),
        men=context.number(one.men),
        others=context.number(one.others),
        unrecorded=context.number(one.unrecorded),
    )


def _women(context: Context, one: ParityCountData) -> BarView | None:
    """Return the share of women among those of whom it is recorded; nothing where it is of nobody."""
    if not one.recorded:
        return None
    share = one.women / one.recorded
    figure = context.say(
        "{women} of {recorded} ({share})",
        women=context.number(one.women),
        recorded=context.number(one.recorded),
        share=context.percent(share),
    )
    return BarView(context.say("Women, of those recorded"), figure, share)


def _silent(context: Context, figure: str) -> EntryView:
    return EntryView(
        anchor=anchor("parity", "silent-activities"),
        kicker="",
        title=figure,
        mark="",
        place="",
        when="",
        facts=[context.say("Nobody declared or counted how many women and men took part.")],
    )
