"""Agreements that the period tells of, and the letters and campaigns that members signed."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.links import link_target
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.typography import normalise
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen.bodies import day_of
from rapporteur.documents.view.context import Context, anchor
from rapporteur.documents.view.shapes import BarView, EntryGroup, EntryView, ListView, SourceView, StageView
from rapporteur.report.value.registers import (
    AgreementData,
    JointStatementData,
    PartyData,
    SignatoryData,
    WhenData,
)

NEWS = {
    "NEW": Printed("New agreements"),
    "RENEWED": Printed("Renewed agreements"),
    "ANNOUNCED": Printed("Announced, not yet signed"),
    "EXPIRING": Printed("Agreements that expire soon"),
    "ENDED": Printed("Agreements that ended"),
}
KINDS = {
    "COLLABORATION": Printed("Collaboration", context="kind of agreement"),
    "PROJECT": Printed("Joint project", context="kind of agreement"),
    "TRAINING": Printed("Training", context="kind of agreement"),
    "FUNDING": Printed("Funding", context="kind of agreement"),
    "HOSTING": Printed("Hosting of an event", context="kind of agreement"),
    "OTHER": Printed("Agreement", context="kind of agreement"),
}
STATEMENTS = {
    "LETTER": Printed("Open letter", context="kind of joint statement"),
    "DECLARATION": Printed("Declaration", context="kind of joint statement"),
    "CAMPAIGN": Printed("Campaign", context="kind of joint statement"),
}


def source(context: Context, slug: str | None) -> SourceView | None:
    """Return the activity that tells of a record, where the report has it."""
    if slug is None or slug not in context.activities or "activities" not in context.data.sections:
        return None
    return SourceView(anchor("activity", slug), context.text(context.activities[slug].title))


def when_in(context: Context, when: WhenData | None) -> str:
    """Return a day or a month; nothing where neither is known."""
    if when is None:
        return ""
    return day_of(context, Dates(when.day) if when.day else Dates(month=when.month))


# --- agreements -----------------------------------------------------------------------------------


def agreements(context: Context) -> list[EntryGroup]:
    """Return the agreements by what the period tells of them."""
    found = context.data.agreements
    if not isinstance(found, tuple):
        return []
    groups = []
    for news, title in NEWS.items():
        entries = [_agreement(context, one) for one in found if one.news == news]
        figure = context.many("{count} agreement", "{count} agreements", len(entries))
        groups.append(EntryGroup(anchor("agreements", news.lower()), context.say(title), figure, entries))
    return [group for group in groups if group.entries]


def _agreement(context: Context, agreement: AgreementData) -> EntryView:
    facts = []
    if before := context.text(agreement.replaces):
        facts.append(context.say("It replaces: {agreement}.", agreement=before))
    if agreement.end and agreement.news == "ENDED":
        facts.append(context.say("It ended on {day}.", day=day_of(context, Dates(agreement.end))))
    if agreement.notice and agreement.notice >= context.data.as_of and agreement.news == "EXPIRING":
        day = day_of(context, Dates(agreement.notice))
        facts.append(context.say("Renewal or notice is due by {day}.", day=day))
    return EntryView(
        anchor=anchor("agreement", agreement.slug),
        kicker=vocabulary.coded(context, KINDS, agreement.kind),
        title=context.text(agreement.name),
        mark="",
        place="",
        when="",
        facts=facts,
        bar=_term(context, agreement),
        stages=_stages(context, agreement),
        lists=[ListView(context.say("Parties"), [_party(context, one) for one in agreement.parties])]
        if agreement.parties
        else [],
        source=source(context, agreement.activity),
    )


def _party(context: Context, party: PartyData) -> str:
    name, commitments = context.text(party.name), context.text(party.commitments)
    if not commitments:
        return name
    return context.word("party", "{name}: {commitments}", name=name, commitments=commitments)


def _stages(context: Context, agreement: AgreementData) -> list[StageView]:
    """Return the stages of an agreement; what came before its signature only where it is on record."""
    announced, signed = agreement.announced, agreement.signed
    known = [
        (context.say("Talks"), agreement.talks),
        (context.say("Announced"), announced),
        (context.say(vocabulary.WORDS["signed"]), signed),
    ]
    return [
        StageView(label, when_in(context, when), reached=when is not None)
        for number, (label, when) in enumerate(known)
        if when is not None or number == len(known) - 1
    ]


def _term(context: Context, agreement: AgreementData) -> BarView | None:
    """Return the term of an agreement, and how much of it is over; nothing where its days are not known."""
    start, end = agreement.start, agreement.end
    if start is None or end is None:
        return None
    return BarView(
        label=context.say("Term"),
        figure=context.say("{start} to {end}", start=context.day(start), end=context.day(end)),
        share=_share(start, end, context.data.as_of),
    )


def _share(start: date, end: date, on: date) -> float:
    """Return which share of the days from `start` up to and with `end` is over on a day."""
    return min(max(((on - start).days + 1) / ((end - start).days + 1), 0.0), 1.0)


# --- letters and campaigns ------------------------------------------------------------------------


def statements(context: Context) -> list[EntryGroup]:
    """Return the letters, declarations and campaigns, those of a kind together."""
    found = context.data.joint_statements
    if not isinstance(found, tuple):
        return []
    groups = []
    for kinds, title in (
        (("LETTER", "DECLARATION"), context.say("Letters and declarations")),
        (("CAMPAIGN",), context.say("Campaigns")),
    ):
        entries = [_statement(context, one) for one in found if one.kind in kinds]
        key = anchor("joint-statements", kinds[0].lower())
        groups.append(EntryGroup(key, title, "", entries))
    return [group for group in groups if group.entries]


def _statement(context: Context, statement: JointStatementData) -> EntryView:
    members = [one for one in statement.signatories if one.member is not None]
    others = len(statement.signatories) - len(members)
    total = context.data.summary.members
    facts = []
    if addressee := context.text(statement.addressee):
        facts.append(context.say("Addressed to: {addressee}.", addressee=addressee))
    if others:
        facts.append(
            context.many(
                "{count} other organisation signed it.", "{count} other organisations signed it.", others
            )
        )
    figure = context.many(
        "{part} of {count} member", "{part} of {count} members", total, part=context.number(len(members))
    )
    signed = sorted((_signatory(context, one) for one in statement.signatories), key=context.key)
    return EntryView(
        anchor=anchor("statement", statement.slug),
        kicker=vocabulary.coded(context, STATEMENTS, statement.kind),
        title=context.text(statement.name),
        mark="",
        place="",
        when=when_in(context, statement.public),
        facts=facts,
        bar=BarView(context.say("Signed by"), figure, len(members) / total if total else 0.0),
        lists=[ListView(context.say("Signatories"), signed)],
        source=source(context, statement.activity),
        link=link_target(statement.link),
    )


def _signatory(context: Context, signatory: SignatoryData) -> str:
    name, office = context.text(signatory.name), context.text(signatory.office)
    through = ", ".join(filter(None, (normalise(signatory.person, context.language), office)))
    return f"{name} ({through})" if through else name
