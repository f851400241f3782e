"""Rules on calls: is one closed and not decided, is a jury short of its rule, has a partner not confirmed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from rapporteur.base.values.messages import Message
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, rule
from rapporteur.proof.rules.subject import Fact, Subject

DECIDED_WITHIN = timedelta(days=60)
"""After a call closes: two months in which a jury reads, and a body meets."""
SHORT_OF: Mapping[str, Message] = {
    "women": Message("women", context="jury"),
    "men": Message("men", context="jury"),
    "regions": Message("regions", context="jury"),
}
"""What the rule of a jury asks for."""


@rule(
    "call-not-decided",
    Severity.WARNING,
    needs=[Fact.CALLS],
    asks="Has every call been decided 60 days after it closed?",
    why="Whoever applied waits, and the report has told of the call.",
    message=Message("The call “{call}” closed on {closed} and is not decided."),
    mend=Message("Decide the call, or cancel it."),
)
def call_not_decided(subject: Subject) -> Iterator[Hit]:
    """Yield calls that closed more than 60 days before the as-of date and are neither decided nor cancelled."""
    for each in subject.calls:
        if not each.decided and each.closed is not None and each.closed + DECIDED_WITHIN < subject.as_of:
            values = {"call": each.name or each.slug, "closed": each.closed}
            yield Hit(each.record, "outcome", values, (each,), each.evidence("closed"))


@rule(
    "jury-short-of-rule",
    Severity.WARNING,
    needs=[Fact.CALLS],
    asks="Does every jury keep the rule of its call?",
    why="The association promised parity and a spread of regions; whoever was not chosen will ask.",
    message=Message("The jury of “{call}” is short of its rule: {what}, {count} of {least}."),
    mend=Message("Choose further jurors, record what they said of themselves, or say why the jury stands."),
)
def jury_short_of_rule(subject: Subject) -> Iterator[Hit]:
    """Yield what a jury that is chosen is short of, and nobody answers for."""
    for each in subject.calls:
        for what, least, count in each.short_of:
            values = {
                "call": each.name or each.slug,
                "what": SHORT_OF[what],
                "count": count,
                "least": least,
            }
            yield Hit(each.record, "jurors", values, (each,), each.evidence("short_of"))


@rule(
    "partner-not-confirmed",
    Severity.WARNING,
    needs=[Fact.CALLS],
    asks="Have all partners of an application confirmed when its call is closed?",
    why="An organisation that never said yes is no partner, and is not counted as one.",
    message=Message("The application “{application}” names {partner}, which has not confirmed."),
    mend=Message("Note that it confirmed, or take it out of the application."),
)
def partner_not_confirmed(subject: Subject) -> Iterator[Hit]:
    """Yield partners of applications to calls that are closed that have not confirmed."""
    for each in subject.applications:
        if each.closed is None or each.closed >= subject.as_of:
            continue
        for slug in each.unconfirmed:
            values = {"application": each.title or each.slug, "partner": subject.name(slug)}
            yield Hit(each.record, "partners", values, (each,), each.evidence("unconfirmed"))


RULES = (call_not_decided, jury_short_of_rule, partner_not_confirmed)
