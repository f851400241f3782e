"""What the checks need of the records and the report does not say, in a number of queries that does not depend on it.

Drafts, every spelling of every organisation, photographs that may not be printed, the ledger, the quarters before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import DecimalField, OuterRef, Subquery, Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from rapporteur.activities.models import Activity, ActivityDeliverable
from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.models import joined_in_force
from rapporteur.core.periods import Period, add_months
from rapporteur.dues.models import DuesItem, Payment, Waiver
from rapporteur.governance.models import Seat
from rapporteur.members.models import Organisation, OrganisationAlias
from rapporteur.plan.models import Node
from rapporteur.reports.checking import facts as f
from rapporteur.reports.checking.finding import Record
from rapporteur.reports.checking.plan_rules import SILENT_QUARTERS
from rapporteur.reports.rows import Records


class PhotoRow(NamedTuple):
    """An activity of the period, published or not, with one of its photographs (none: all None)."""

    slug: str
    title: LocalizedText
    live: bool
    changed: bool
    position: int | None
    alt: LocalizedText | None
    credit: str | None
    consent: bool | None


@dataclass(frozen=True)
class More:
    """What the checks need and the report does not say."""

    organisations: tuple[f.Organisation, ...]
    activities: Sequence[PhotoRow]
    seats: tuple[f.Seat, ...]
    unknown_codes: dict[str, tuple[str, ...]]
    previous: tuple[frozenset[str] | None, ...]
    ledger: tuple[f.LedgerItem, ...]


def fetch_more(period: Period, as_of: date, records: Records) -> More:
    """Fetch it: six queries, one more where an activity carries codes of a plan that is not in force."""
    return More(
        organisations=_organisations(as_of),
        activities=_activities(period),
        seats=_seats(as_of),
        unknown_codes=_unknown_codes(records),
        previous=_previous(period, records),
        ledger=_ledger(period.last_day.year, as_of, records),
    )


def _organisations(as_of: date) -> tuple[f.Organisation, ...]:
    """Every published organisation with its names, aliases, memberships and candidatures: two queries."""
    aliases: dict[int, list[f.Alias]] = defaultdict(list)
    for owner, text, language, kind in (
        OrganisationAlias.objects.filter(organisation__live=True)
        .order_by("id")
        .values_list("organisation_id", "text", "language", "kind")
    ):
        aliases[owner].append(f.Alias(text, language, kind == "AMBIGUOUS"))
    by_slug: dict[str, list[Sequence[Any]]] = defaultdict(list)
    for row in (
        Organisation.objects.published()
        .with_region(as_of)
        .order_by("slug", "names__id", "memberships__id", "prospects__id")
        .values_list(
            "slug", "id", "country", "region_slug", "wikidata", "geonames",
            "names__name", "names__start", "names__end",
            "memberships__start", "memberships__end", "memberships__category",
            "prospects__start", "prospects__end", "prospects__stage",
        )
    ):  # fmt: skip
        by_slug[row[0]].append(row)
    return tuple(_organisation(rows, aliases, as_of) for rows in by_slug.values())


def _organisation(
    rows: Sequence[Sequence[Any]], aliases: dict[int, list[f.Alias]], as_of: date
) -> f.Organisation:
    slug, key, country, region, wikidata, geonames = rows[0][:6]
    names = dict.fromkeys((row[6] or EMPTY, f.Span(row[7], row[8])) for row in rows)
    current = [name for name, span in names if span.holds_on(as_of)]
    return f.Organisation(
        slug=slug,
        name=current[0] if current else EMPTY,
        former_names=tuple(name for name, _ in names if name not in current[:1] and name),
        aliases=tuple(aliases.get(key, ())),
        country=country,
        region=region,
        wikidata=wikidata,
        geonames=geonames,
        memberships=tuple(
            f.Membership(start, end, honorary=category != "FULL")
            for start, end, category in dict.fromkeys((row[9], row[10], row[11]) for row in rows)
            if category is not None
        ),
        prospects=tuple(
            f.Span(start, end)
            for start, end, stage in dict.fromkeys((row[12], row[13], row[14]) for row in rows)
            if stage is not None
        ),
    )


def _activities(period: Period) -> list[PhotoRow]:
    rows = (
        Activity.objects.in_period(period)
        .order_by("start_date", "slug", "photos__position")
        .values_list(
            "slug", "title", "live", "has_unpublished_changes", "photos__position", "photos__alt",
            "photos__credit", "photos__consent",
        )
    )  # fmt: skip
    return list(map(PhotoRow._make, rows))


def _seats(as_of: date) -> tuple[f.Seat, ...]:
    """Every seat of every body in force, with its holder."""
    rows = (
        Seat.objects.in_force(as_of)
        .annotate(held=joined_in_force("mandates", as_of))
        .order_by("body__slug", "order", "slug", "held__id")
        .values_list(
            "slug", "body__slug", "body__name", "body__kind", "function", "held__function",
            "organisation__slug", "held__person__slug", "held__person__name",
        )
    )  # fmt: skip
    return tuple(
        f.Seat(
            slug=slug,
            body=body,
            body_name=body_name,
            body_kind=kind,
            function=held or function,
            organisation=organisation,
            person=person,
            person_name=name or "",
        )
        for slug, body, body_name, kind, function, held, organisation, person, name in rows
    )


def _unknown_codes(records: Records) -> dict[str, tuple[str, ...]]:
    """Codes per activity that are not among the published nodes of the plan in force."""
    known = {node.id for node in records.nodes}
    unknown = {node for _, node in records.deliverables if node not in known}
    if not unknown:
        return {}
    codes = dict(Node.objects.filter(id__in=unknown).values_list("id", "code"))
    slugs = {row.id: row.slug for row in records.activities}
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for activity, node in records.deliverables:
        if node in codes:
            found[slugs[activity]] += (codes[node],)
    return dict(found)


def _quarters_before(period: Period) -> list[date]:
    """The first day of each of the quarters (three months) before the period, newest first."""
    first = period.start.replace(day=1)
    return [add_months(first, -3 * back) for back in range(1, SILENT_QUARTERS + 1)]


def _previous(period: Period, records: Records) -> tuple[frozenset[str] | None, ...]:
    """The codes of the same plan that had evidence in each of the quarters before."""
    starts = _quarters_before(period)
    plan = records.levels[0].version.plan_id if records.levels else None
    rows = (
        ActivityDeliverable.objects.filter(
            activity__live=True,
            activity__start_date__gte=starts[-1],
            activity__start_date__lt=period.start,
            node__version__plan=plan,
        )
        .annotate(year=ExtractYear("activity__start_date"), month=ExtractMonth("activity__start_date"))
        .order_by("year", "month", "node__code")
        .values_list("year", "month", "node__code")
        .distinct()
    )
    found: dict[int, set[str]] = defaultdict(set)
    for year, month, code in rows:
        day = date(year, month, 1)
        found[next(at for at, start in enumerate(starts) if day >= start)].add(code)
    return tuple(frozenset(found[at]) if at in found else None for at in range(len(starts)))


def _ledger(year: int, as_of: date, records: Records) -> tuple[f.LedgerItem, ...]:
    """What each member owes for `year`, has paid and was let off."""
    stated = records.statement.as_of_date if records.statement else as_of
    rows = (
        DuesItem.objects.filter(call__year=year)
        .annotate(
            paid=_sum(Payment.objects.filter(paid_date__lte=as_of)),
            paid_then=_sum(Payment.objects.filter(paid_date__lte=stated)),
            waived=_sum(Waiver.objects.filter(decided_date__lte=as_of)),
        )
        .order_by("organisation__slug")
        .values_list("organisation__slug", "amount", "paid", "paid_then", "waived", "call__currency")
    )
    return tuple(
        f.LedgerItem(
            record=Record("dues.duesitem", f"{year}/{slug}"),
            name=LocalizedText({"und": slug}),
            due=due,
            paid=paid or Decimal(0),
            paid_by_statement=then or Decimal(0),
            waived=waived or Decimal(0),
            currency=currency,
        )
        for slug, due, paid, then, waived, currency in rows
    )


def _sum(rows: Any) -> Subquery:
    """The sum of the amounts of `rows` that belong to the item of the outer query."""
    of_item = rows.filter(item=OuterRef("pk")).order_by().values("item").annotate(total=Sum("amount"))
    return Subquery(of_item.values("total"), output_field=DecimalField(max_digits=14, decimal_places=2))
