"""What the checks ask of calls: those of the year up to a period's end, their juries and undecided applications.

What is older is no matter of a report any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from msgspec import Struct

from rapporteur.base.core.database.together import AskedPart, AskedRecords, Reader
from rapporteur.base.values.localized import LocalizedText
from rapporteur.proof.rules import facts as f
from rapporteur.records.calls.enums import ApplicationDecision, CallOutcome
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.juries.composition import shortfalls
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import Juror
from rapporteur.records.juries.queries import composition_with, rule_of_jury

LOOKED_BACK = timedelta(days=366)


class UnconfirmedRow(Struct, frozen=True):
    """A partner of an application that has not confirmed."""

    slug: str
    title: LocalizedText
    call: int
    row: int
    partner: str


@dataclass(frozen=True)
class OfCalls:
    """The facts on calls."""

    calls: tuple[f.CallFacts, ...]
    applications: tuple[f.ApplicationFacts, ...]


def read_of_calls(as_of: date) -> Reader[OfCalls]:
    """Read them as of a day, in two rounds."""
    calls = CallForApplications.objects.filter(
        Q(closes_date__gt=as_of - LOOKED_BACK, closes_date__lte=as_of) | Q(closes_date=None)
    )
    (found,) = yield [AskedRecords(calls.exclude(outcome=CallOutcome.CANCELLED))]
    recent = sorted(
        found, key=lambda one: (one.closes_date is not None, one.closes_date or date.min, one.slug)
    )
    keys = [one.pk for one in recent]
    waiting = Application.objects.filter(
        call__in=keys,
        partners__confirmed_date=None,
        partners__isnull=False,
        decision__in=(ApplicationDecision.PENDING, ApplicationDecision.ACCEPTED),
    )
    paths = {
        "slug": "slug", "title": "title", "call": "call_id", "row": "partners__id",
        "partner": "partners__organisation__slug",
    }  # fmt: skip
    seated, unconfirmed = yield (
        AskedRecords(Juror.objects.filter(call__in=keys, stage=JurorStage.CHOSEN)),
        AskedPart(UnconfirmedRow, waiting, paths),
    )
    jurors: defaultdict[int, list[Juror]] = defaultdict(list)
    for one in sorted(seated, key=lambda one: one.pk):
        jurors[one.call_id].append(one)
    return OfCalls(
        tuple(_call(one, jurors[one.pk]) for one in recent),
        _applications(sorted(unconfirmed, key=lambda row: (row.slug, row.row)), recent),
    )


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


def _applications(
    rows: Sequence[UnconfirmedRow], calls: Sequence[CallForApplications]
) -> tuple[f.ApplicationFacts, ...]:
    """Return the applications with partners that have not confirmed."""
    closed: Mapping[int, date | None] = {one.pk: one.closes_date for one in calls}
    by_slug: dict[str, f.ApplicationFacts] = {}
    for row in rows:
        known = by_slug.get(row.slug)
        unconfirmed = (*(known.unconfirmed if known else ()), row.partner)
        by_slug[row.slug] = f.ApplicationFacts(row.slug, row.title, closed[row.call], unconfirmed)
    return tuple(by_slug.values())
