"""Rules on the bilateral meetings of a printed report: prospects that repeat, members whom nothing else counts."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.reconciling.asking import adapt_rule, of_print
from rapporteur.intake.reconciling.printed import Print
from rapporteur.proof.rules import contacts as contact_rules
from rapporteur.proof.rules.facts import MeetingFacts
from rapporteur.proof.rules.finding import Evidence, Severity
from rapporteur.proof.rules.rule import Hit, InPrint, Rule, rule
from rapporteur.proof.rules.subject import Fact
from rapporteur.records.names.forms import form_of


@rule(
    "prospect-list-repeated",
    Severity.WARNING,
    needs=[Fact.MEETINGS],
    asks="Do two bilateral meetings have the same list of prospects?",
    why="A whole list that comes back has as a rule been copied.",
    message=Message("The same prospects ({prospects}) are printed at two places: {places}."),
    mend=Message("Say which of them were met at each place."),
)
@of_print
def prospect_list_repeated(printed: Print) -> Iterator[Hit]:
    """Yield lists of two prospects or more that several meetings have."""
    for meetings in _same_prospects(printed):
        shown = tuple(printed.name(key) for key in meetings[0].prospects)
        yield Hit(
            meetings[0].record,
            "prospects",
            {"prospects": shown, "places": tuple(meeting.place.name for meeting in meetings)},
            tuple(meetings),
            tuple(item for meeting in meetings for item in meeting.evidence("prospects")),
        )


def _same_prospects(printed: Print) -> list[list[MeetingFacts]]:
    by_list: dict[frozenset[str], list[MeetingFacts]] = {}
    for meeting in printed.meetings:
        if len(meeting.prospects) > 1:
            by_list.setdefault(frozenset(map(fold, meeting.prospects)), []).append(meeting)
    return [meetings for meetings in by_list.values() if len(meetings) > 1]


def prospect_met_again(printed: Print) -> Iterator[Hit]:
    """Yield prospects met more than once, but for meetings that share a whole list."""
    whole = [{meeting.slug for meeting in meetings} for meetings in _same_prospects(printed)]
    for hit in contact_rules.prospect_met_again.ask(printed):
        met = {part.slug for part in hit.rests_on if isinstance(part, MeetingFacts)}
        if not any(met <= group for group in whole):
            yield hit


@rule(
    "met-not-listed",
    Severity.INFORMATION,
    needs=[Fact.MEETINGS, Fact.LISTS],
    in_print=InPrint(needs_whole="activated"),
    asks="Does the list of activated members have those whom bilateral meetings name?",
    why="Whether a meeting alone activates a member is the association's own rule.",
    message=Message("Met in {place} ({month}), but not in the list of activated members: {members}."),
    mend=Message("Add it to the list, if a meeting activates a member."),
)
@of_print
def met_not_listed(printed: Print) -> Iterator[Hit]:
    """Yield meetings with members that the list of activated members does not have."""
    if printed.activated is None:
        return
    known = _listed(printed)
    for meeting in printed.meetings:
        missing = [slug for slug in meeting.members if slug not in known]
        if missing:
            list_ = Evidence("activated", "", printed.list_passages.get("activated"))
            values = {**_when(meeting), "members": tuple(map(printed.name, missing))}
            yield Hit(
                meeting.record, "members", values, (meeting, *missing), (*meeting.evidence("members"), list_)
            )


def _listed(printed: Print) -> set[str]:
    open_ = {key for where in printed.ambiguous for key in where.meanings}
    return {*(printed.activated or ()), *open_}


def _when(meeting: MeetingFacts) -> dict[str, object]:
    return {"place": meeting.place.name, "month": Dates(month=meeting.month)}


@rule(
    "met-not-activated",
    Severity.INFORMATION,
    needs=[Fact.MEETINGS, Fact.ACTIVITIES],
    in_print=InPrint(needs_whole="meetings"),
    asks="Does an activity at the place of a bilateral meeting activate the members that were met?",
    why="They were there; the meeting may all the same have been apart from the activity.",
    message=Message("Met in {place} ({month}), but activated by no activity there in that month: {members}."),
    mend=Message("Add the member to the activity, if it took part."),
)
@of_print
def met_not_activated(printed: Print) -> Iterator[Hit]:
    """Yield meetings with members that no activity at that place in that month has in its box."""
    told = _listed(printed) if printed.activated is not None else None
    for meeting in printed.meetings:
        base = form_of(meeting.place.name.best(())).base
        at = [
            activity
            for activity in printed.activities
            if activity.month == meeting.month
            and any(form_of(place.name.best(())).base == base for place in activity.places)
        ]
        boxed = {slug for activity in at for slug in activity.member_slugs}
        missing = [slug for slug in meeting.members if slug not in boxed and (told is None or slug in told)]
        if at and missing:
            yield Hit(
                meeting.record,
                "members",
                {**_when(meeting), "members": tuple(map(printed.name, missing))},
                (meeting, *missing),
                (*meeting.evidence("members"), *(item for each in at for item in each.evidence("members"))),
            )


RULES: tuple[Rule, ...] = (
    prospect_list_repeated,
    adapt_rule(contact_rules.prospect_met_again, prospect_met_again),
    met_not_listed,
    met_not_activated,
)
