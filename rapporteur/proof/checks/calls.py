"""What the checks ask of calls: those of the year up to a period's end, their juries and undecided applications.

What is older is no matter of a report any more. In four queries, whatever the number of records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from rapporteur.proof.rules import facts as f
from rapporteur.records.calls.enums import ApplicationDecision, CallOutcome
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.juries.composition import shortfalls
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import Juror
from rapporteur.records.juries.queries import composition_with, rule_of_jury

LOOKED_BACK = timedelta(days=366)


@dataclass(frozen=True)
class OfCalls:
    """The facts on calls."""

    calls: tuple[f.CallFacts, ...]
    applications: tuple[f.ApplicationFacts, ...]


def fetch_of_calls(as_of: date) -> OfCalls:
    """Fetch them as of a day."""
    calls = CallForApplications.objects.filter(
        Q(closes_date__gt=as_of - LOOKED_BACK, closes_date__lte=as_of) | Q(closes_date=None)
    )
    recent = list(calls.exclude(outcome=CallOutcome.CANCELLED).order_by("closes_date", "slug"))
    jurors: defaultdict[int, list[Juror]] = defaultdict(list)
    for one in Juror.objects.filter(call__in=recent, stage=JurorStage.CHOSEN).order_by("pk"):
        jurors[one.call_id].append(one)
    return OfCalls(tuple(_call(one, jurors[one.pk]) for one in recent), _applications(recent))


def _call(call: CallForApplications, jurors: Sequence[Juror]) -> f.CallFacts:
    short: Sequence[tuple[str, int, int]] = ()
    if jurors and not call.waived_by:
        short = list(shortfalls(composition_with(call, jurors), rule_of_jury(call)))
    return f.CallFacts(
        slug=call.slug,
        name=call.name,
        closed=call.closes_date,
        decided=call.outcome != CallOutcome.PENDING,
        short_of=tuple(short),
    )


def _applications(calls: Sequence[CallForApplications]) -> tuple[f.ApplicationFacts, ...]:
    """Return the applications with partners that have not confirmed: two queries."""
    closed: Mapping[int, date | None] = {one.pk: one.closes_date for one in calls}
    rows = Application.objects.filter(call__in=calls, partners__confirmed_date=None, partners__isnull=False)
    waiting = rows.filter(decision__in=(ApplicationDecision.PENDING, ApplicationDecision.ACCEPTED))
    names = waiting.order_by("slug", "partners__id").values_list(
        "slug", "title", "call_id", "partners__organisation__slug"
    )
    by_slug: dict[str, f.ApplicationFacts] = {}
    for slug, title, call, partner in names:
        known = by_slug.get(slug)
        unconfirmed = (*(known.unconfirmed if known else ()), partner)
        by_slug[slug] = f.ApplicationFacts(slug, title, closed[call], unconfirmed)
    return tuple(by_slug.values())
