"""The calls of the period: when they were open, how many applied, how their juries are made up; nobody by name."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Printed
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen.agreements import source, when_in
from rapporteur.documents.view.chosen.bodies import day_of
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import BarView, EntryGroup, EntryView, ListView, StageView
from rapporteur.report.value.programmes import CallData, JuryData

KINDS = {
    "PROJECTS": Printed("Call for projects", context="kind of call"),
    "JURY": Printed("Call for a jury", context="kind of call"),
    "HOSTS": Printed("Call for hosts", context="kind of call"),
    "OTHER": Printed("Call", context="kind of call"),
}


def calls(context: Context) -> list[EntryGroup]:
    """Return the calls, in one group."""
    found = context.data.calls
    if not isinstance(found, tuple) or not found:
        return []
    figure = context.many("{count} call", "{count} calls", len(found))
    entries = [_call(context, one) for one in found]
    return [EntryGroup(anchor("calls", "all"), context.say("Calls for applications"), figure, entries)]


def _call(context: Context, call: CallData) -> EntryView:
    regions = sorted((context.text(one) for one in call.jury.regions), key=context.key) if call.jury else []
    return EntryView(
        anchor=anchor("call", call.slug),
        kicker=vocabulary.coded(context, KINDS, call.kind),
        title=context.text(call.name),
        mark=context.word("call", "cancelled") if call.outcome == "CANCELLED" else "",
        place="",
        when="",
        facts=list(_facts(context, call)),
        bar=_parity(context, call.jury) if call.jury else None,
        stages=_stages(context, call),
        lists=[ListView(context.say("Regions of the jury"), regions)] if regions else [],
        source=source(context, call.activity),
    )


def _stages(context: Context, call: CallData) -> list[StageView]:
    """Return when it opened, closed and was decided, as far as that is known."""
    stages = []
    if call.opens is not None:
        reached = call.opens <= context.data.as_of
        stages.append(StageView(context.say("Opened"), day_of(context, Dates(call.opens)), reached))
    if call.closes is not None:
        stages.append(StageView(context.say("Closed"), day_of(context, Dates(call.closes)), call.closed))
    if call.outcome != "CANCELLED":
        decided = call.outcome == "DECIDED"
        stages.append(StageView(context.say("Decided"), when_in(context, call.decided), decided))
    return stages


def _facts(context: Context, call: CallData) -> Iterator[str]:
    if initiative := context.text(call.initiative):
        yield context.say("Part of: {initiative}.", initiative=initiative)
    if call.applications is None:
        yield context.say("How many applied is not recorded.")
    elif call.kind == "JURY":
        yield context.many("{count} candidate.", "{count} candidates.", call.applications)
    else:
        yield context.many("{count} application.", "{count} applications.", call.applications)
    if call.leads:
        yield context.many(
            "{count} organisation leads an application.",
            "{count} organisations lead an application.",
            call.leads,
        )
    if call.partners:
        yield context.many("{count} other is a partner.", "{count} others are partners.", call.partners)
    if call.jury:
        yield from _jury(context, call.jury)


def _jury(context: Context, jury: JuryData) -> Iterator[str]:
    yield context.many("The jury has {count} member.", "The jury has {count} members.", jury.members)
    if jury.others:
        yield context.many(
            "{count} of them is of another gender.", "{count} of them are of another gender.", jury.others
        )
    if jury.unrecorded:
        yield context.many(
            "What {count} of them says of themselves is not recorded.",
            "What {count} of them say of themselves is not recorded.",
            jury.unrecorded,
        )


def _parity(context: Context, jury: JuryData) -> BarView | None:
    """Return the women and men of a jury; nothing where it is recorded of nobody."""
    recorded = jury.women + jury.men + jury.others
    if not recorded:
        return None
    figure = context.say(
        "{women} women, {men} men", women=context.number(jury.women), men=context.number(jury.men)
    )
    return BarView(context.say("Parity of the jury"), figure, jury.women / recorded)
