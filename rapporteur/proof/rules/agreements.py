"""Rules on agreements: is one about to run out, and was one announced that nobody has signed?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import add_months
from rapporteur.proof.rules.finding import Severity
from rapporteur.proof.rules.rule import Hit, rule
from rapporteur.proof.rules.subject import Fact, Subject

RUNS_OUT_WITHIN = timedelta(days=90)
"""After the period: the next report would tell of it when it is too late to renew."""
ONE_DAY = timedelta(days=1)
UNSIGNED_MONTHS = 6
"""Two quarters: the report told of it, and the next one had nothing to add."""


@rule(
    "agreement-expiring",
    Severity.WARNING,
    needs=[Fact.AGREEMENTS],
    asks="Does any signed agreement run out in the period, or within 90 days of its end?",
    why="It lapses unless somebody renews it, and the one that follows takes weeks to negotiate.",
    message=Message(
        "The agreement “{agreement}” runs out on {last}; it is renewed or given notice of by {notice}."
    ),
    mend=Message("Renew it, record the agreement that replaces it, or end it."),
)
def agreement_expiring(subject: Subject) -> Iterator[Hit]:
    """Yield signed agreements whose last day, or last day of notice, lies near the end of the period."""
    until = subject.end + RUNS_OUT_WITHIN
    for each in subject.agreements:
        if each.last_day is None or each.last_day < subject.start:
            continue
        notice = min(each.notice or each.last_day, each.last_day)
        if notice <= until:
            values = {"agreement": each.name or each.slug, "last": each.last_day, "notice": notice}
            yield Hit(each.record, "end", values, (each,), each.evidence("last_day", "notice"))


@rule(
    "agreement-not-signed",
    Severity.WARNING,
    needs=[Fact.AGREEMENTS],
    asks="Has any agreement been announced for two quarters without being signed?",
    why="The report has announced it; a reader will ask what became of it.",
    message=Message("The agreement “{agreement}” was announced ({announced}) and is not signed."),
    mend=Message("Record the signature, or end the agreement where it was given up."),
)
def agreement_not_signed(subject: Subject) -> Iterator[Hit]:
    """Yield agreements that were announced two quarters before the end of the period."""
    for each in subject.agreements:
        if each.announced is None:
            continue
        if each.announced.last_day < add_months(subject.end + ONE_DAY, -UNSIGNED_MONTHS):
            values = {"agreement": each.name or each.slug, "announced": each.announced}
            yield Hit(each.record, "stage", values, (each,), each.evidence("announced"))


RULES = (agreement_expiring, agreement_not_signed)
