"""What bodies did: meetings with their quorum, decisions with their outcome, audits and accounts."""

from __future__ import annotations

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.formatting.languages import capitalise
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.typography import normalise
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.context import Context, Wording, anchor
from rapporteur.documents.view.shapes import BarView, EntryGroup, EntryView, ListView, SeatsView
from rapporteur.report.value.registers import (
    AccountsData,
    AgendaItemData,
    BodyMeetingData,
    DecisionData,
    GovernanceData,
    QuorumData,
    VotesData,
)

MAJORITIES = {
    "CAST": Printed("More than half of the votes cast were needed."),
    "PRESENT": Printed("The votes of more than half of those present were needed."),
    "TWO_THIRDS": Printed("Two thirds of the votes cast were needed."),
}
ACCOUNTS = {
    "AUDIT": Printed("Audit", context="accounts"),
    "ANNUAL": Printed("Annual accounts", context="accounts"),
    "HALF_YEARLY": Printed("Half-yearly report", context="accounts"),
    "BUDGET": Printed("Budget", context="accounts"),
}
STAGES = {
    "DRAFT": Printed("in preparation", context="accounts"),
    "AUDITED": Printed("audited", context="accounts"),
    "PRESENTED": Printed("presented", context="accounts"),
    "APPROVED": Printed("approved", context="accounts"),
}


def governance(context: Context) -> list[EntryGroup]:
    """Return meetings, decisions and accounts, each where the period has any."""
    data = context.data.governance
    if not isinstance(data, GovernanceData):
        return []
    meetings, decisions, accounts = data.meetings, data.decisions, data.accounts
    groups = [
        EntryGroup(
            anchor("governance", "meetings"),
            context.say("Meetings of bodies"),
            context.many("{count} meeting", "{count} meetings", len(meetings)),
            [meeting_entry(context, one) for one in meetings],
        ),
        EntryGroup(
            anchor("governance", "decisions"),
            context.say("Decisions"),
            context.many("{count} decision", "{count} decisions", len(decisions)),
            [decision_entry(context, one, day_of(context, Dates(one.decided_date))) for one in decisions],
        ),
        EntryGroup(
            anchor("governance", "accounts"),
            context.say("Audits and accounts"),
            "",
            [_accounts(context, one) for one in accounts],
        ),
    ]
    return [group for group in groups if group.entries]


def day_of(context: Context, start: Dates) -> str:
    """Return when something was; the year only if the reader could not know it."""
    known = context.lies_in_one_year and start.first_day.year == context.data.period.start.year
    return format_dates(start, context.language, year=not known)


# --- meetings -------------------------------------------------------------------------------------


def meeting_entry(context: Context, meeting: BodyMeetingData) -> EntryView:
    """Return a meeting with its agenda, and whether enough seats were there."""
    items = [agenda_item(context, item) for item in meeting.agenda]
    place = context.text(meeting.place)
    return EntryView(
        anchor=anchor("body-meeting", meeting.slug),
        kicker="",
        title=context.text(meeting.body.name),
        mark="" if meeting.held else context.word("meeting", "planned"),
        place=place or (context.say(vocabulary.WORDS["online"]) if meeting.online else ""),
        when=day_of(context, Dates(meeting.start, meeting.end)),
        facts=quorum_facts(context, meeting.quorum) if meeting.held else [],
        seats=seats(context, meeting.quorum) if meeting.quorum else None,
        lists=[ListView(context.say("Agenda"), items, marked=False)] if items else [],
    )


def agenda_item(context: Wording, item: AgendaItemData) -> str:
    """Return an item of an agenda with its number, and whether it is for decision."""
    number, title = str(item.number), context.text(item.title)
    if item.decides:
        return context.word("agenda", "{number}. {title} (for decision)", number=number, title=title)
    return context.word("agenda", "{number}. {title}", number=number, title=title)


def quorum_facts(context: Wording, quorum: QuorumData | None) -> list[str]:
    """Return who was counted, and whether that was enough, in sentences."""
    if quorum is None:
        return [context.say("Who attended is not recorded.")]
    number = context.number
    found = [
        context.say(
            "Present: {present} of {seats} seats, of which {filled} were filled.",
            present=number(quorum.present),
            seats=number(quorum.seats),
            filled=number(quorum.filled),
        )
    ]
    if quorum.proxies:
        found.append(
            context.many(
                "{count} proxy counted, its holder being present.",
                "{count} proxies counted, their holders being present.",
                quorum.proxies,
            )
        )
    if quorum.lost:
        found.append(
            context.many(
                "{count} proxy did not count, its holder being absent.",
                "{count} proxies did not count, their holders being absent.",
                quorum.lost,
            )
        )
    values = {"counted": number(quorum.counted), "needed": number(quorum.needed or 0)}
    if quorum.needed is None:
        found.append(context.say("No quorum was asked for."))
    elif quorum.counted >= quorum.needed:
        found.append(context.say("The quorum was met: {counted} counted, {needed} needed.", **values))
    else:
        found.append(context.say("The quorum was not met: {counted} counted, {needed} needed.", **values))
    return found


def seats(context: Wording, quorum: QuorumData) -> SeatsView:
    """Return the filled seats as dots."""
    absent = max(quorum.filled - quorum.counted, 0)
    said = context.say(
        "{present} present, {proxies} represented, {absent} absent",
        present=context.number(quorum.present),
        proxies=context.number(quorum.proxies),
        absent=context.number(absent),
    )
    return SeatsView(quorum.present, quorum.proxies, absent, said)


# --- decisions ------------------------------------------------------------------------------------


def decision_entry(context: Wording, decision: DecisionData, when: str) -> EntryView:
    """Return a decision with its number, its votes and what became of it."""
    number = f"{decision.year}/{decision.number}"
    marks = {True: context.word("decision", "carried"), False: context.word("decision", "not carried")}
    majority = MAJORITIES.get(decision.majority)
    facts = [] if decision.meeting else [context.say("Decided in writing.")]
    if decision.votes is None:
        facts.append(context.say("No votes were counted."))
    elif majority:
        facts.append(context.say(majority))
    return EntryView(
        anchor=anchor("decision", decision.code),
        kicker=f"{context.text(decision.body.name)} · {number}",
        title=context.text(decision.title),
        mark=marks[decision.carried] if decision.carried is not None else "",
        place="",
        when=when,
        facts=facts,
        bar=_votes(context, decision.votes) if decision.votes else None,
    )


def _votes(context: Wording, votes: VotesData) -> BarView:
    number = context.number
    total = votes.approving + votes.against + votes.abstained
    figure = context.many(
        "{approving} for, {against} against, {count} abstained",
        "{approving} for, {against} against, {count} abstained",
        votes.abstained,
        approving=number(votes.approving),
        against=number(votes.against),
    )
    return BarView(context.say("Votes"), figure, votes.approving / total if total else 0.0)


# --- accounts -------------------------------------------------------------------------------------


def _accounts(context: Context, accounts: AccountsData) -> EntryView:
    year = f"{accounts.year}/{accounts.half}" if accounts.half else str(accounts.year)
    facts = []
    if accounts.auditor and accounts.audited:
        facts.append(
            context.say(
                "Audited by {auditor} on {day}.",
                auditor=normalise(accounts.auditor, context.language),
                day=day_of(context, Dates(accounts.audited)),
            )
        )
    if opinion := context.text(accounts.opinion):
        facts.append(opinion)
    facts += _laid_before(context, accounts)
    return EntryView(
        anchor=anchor("accounts", f"{accounts.kind.lower().replace('_', '-')}-{year.replace('/', '-')}"),
        kicker="",
        title=f"{vocabulary.coded(context, ACCOUNTS, accounts.kind)} {year}",
        mark=capitalise(vocabulary.coded(context, STAGES, accounts.stage)),
        place="",
        when="",
        facts=facts,
    )


def _laid_before(context: Context, accounts: AccountsData) -> list[str]:
    """Return before which body they were or will be laid, and when that approved them."""
    found = []
    body = context.text(accounts.before.name) if accounts.before else ""
    if body and accounts.presented:
        day = day_of(context, Dates(accounts.presented))
        if accounts.presented <= context.data.as_of:
            found.append(context.say("Presented on {day}: {body}.", body=body, day=day))
        else:
            found.append(context.say("To be presented on {day}: {body}.", body=body, day=day))
    if accounts.approved:
        found.append(context.say("Approved on {day}.", day=day_of(context, Dates(accounts.approved))))
    return found
