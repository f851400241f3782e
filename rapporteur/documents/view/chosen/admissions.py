"""Who would become a member: requests to be decided, those that were, and how often prospects were met."""

from __future__ import annotations

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.messages import Printed
from rapporteur.documents.view.chosen.agreements import source, when_in
from rapporteur.documents.view.chosen.bodies import day_of
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import EntryGroup, EntryView, ListView, StageView
from rapporteur.report.value.admissions import AdmissionData, AdmissionsData, ProspectMetData

OUTCOMES = {
    "PENDING": Printed("to be decided", context="admission"),
    "ADMITTED": Printed("admitted", context="admission"),
    "REFUSED": Printed("refused", context="admission"),
    "WITHDRAWN": Printed("withdrawn", context="admission"),
}
OPINIONS = {
    "FAVOURABLE": Printed("The regional secretary is in favour."),
    "RESERVED": Printed("The regional secretary has reservations."),
    "UNFAVOURABLE": Printed("The regional secretary is against it."),
}


def admissions(context: Context) -> list[EntryGroup]:
    """Return requests to be decided, requests that were decided, and the prospects by how often they were met."""
    data = context.data.admissions
    if not isinstance(data, AdmissionsData):
        return []
    pending = [one for one in data.requests if one.outcome == "PENDING"]
    decided = [one for one in data.requests if one.outcome != "PENDING"]
    groups = [
        EntryGroup(
            anchor("admissions", key),
            title,
            context.many("{count} request", "{count} requests", len(found)),
            [_request(context, one) for one in found],
        )
        for key, title, found in (
            ("pending", context.say("Requests to be decided"), pending),
            ("decided", context.say("Requests decided"), decided),
        )
    ]
    met = EntryGroup(
        anchor("admissions", "prospects"),
        context.say("Prospects that were met"),
        context.many("{count} prospect", "{count} prospects", len(data.prospects)),
        _prospects(context, data.prospects),
    )
    return [group for group in (*groups, met) if group.entries]


def _request(context: Context, request: AdmissionData) -> EntryView:
    facts = []
    if request.met:
        facts.append(context.say("Met: {day}.", day=when_in(context, request.met)))
    if request.opinion:
        facts.append(context.say(OPINIONS[request.opinion]))
    body = context.text(request.body.name) if request.body else ""
    if body and request.outcome == "PENDING" and request.meeting:
        day = day_of(context, Dates(request.meeting))
        facts.append(context.say("To be decided by: {body}, {day}.", body=body, day=day))
    elif body and request.outcome == "PENDING":
        facts.append(context.say("To be decided by: {body}.", body=body))
    elif body and request.outcome != "WITHDRAWN":
        facts.append(context.say("Decided by: {body}.", body=body))
    if request.since:
        facts.append(context.say("Member from {day}.", day=day_of(context, Dates(request.since))))
    return EntryView(
        anchor=anchor("admission", request.slug),
        kicker=country(request.country, context.language),
        title=context.text(request.name),
        mark=context.say(OUTCOMES[request.outcome]),
        place="",
        when="",
        facts=facts,
        stages=_stages(context, request),
        source=source(context, request.activity),
    )


def _stages(context: Context, request: AdmissionData) -> list[StageView]:
    """Return when it was received and decided."""
    decided = day_of(context, Dates(request.decided)) if request.decided else ""
    withdrawn = request.outcome == "WITHDRAWN"
    last = context.say("Withdrawn") if withdrawn else context.say("Decided")
    return [
        StageView(context.say("Received"), when_in(context, request.received), reached=True),
        StageView(last, decided, reached=request.decided is not None),
    ]


def _prospects(context: Context, prospects: tuple[ProspectMetData, ...]) -> list[EntryView]:
    """Return an entry for each number of meetings, with the prospects that were met so often."""
    counts = dict.fromkeys(one.times for one in prospects)
    return [_met(context, [one for one in prospects if one.times == times], times) for times in counts]


def _met(context: Context, prospects: list[ProspectMetData], times: int) -> EntryView:
    names = sorted((context.text(one.name) for one in prospects), key=context.key)
    often = context.many("Met {count} time", "Met {count} times", times)
    return EntryView(
        anchor=anchor("prospects-met", str(times)),
        kicker="",
        title=context.say("Met once") if times == 1 else often,
        mark="",
        place="",
        when="",
        facts=[],
        lists=[ListView(context.many("{count} prospect", "{count} prospects", len(names)), names)],
    )
