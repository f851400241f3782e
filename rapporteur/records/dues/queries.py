"""Questions to the ledger of dues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from rapporteur.base.values.money import Money
from rapporteur.records.dues.models import DuesItem, Payment, Waiver

_AMOUNT: DecimalField[Decimal, Decimal] = DecimalField(max_digits=14, decimal_places=2)


def with_balance(items: QuerySet[DuesItem], on: date) -> QuerySet[DuesItem]:
    """Return items with what was paid and waived of each up to a day, and what is left.

    As `paid_sum`, `waived_sum` and `left`, which is below nothing where more was paid than called for.
    """
    paid = Payment.objects.filter(item=OuterRef("pk"), paid_date__lte=on)
    waived = Waiver.objects.filter(item=OuterRef("pk"), decided_date__lte=on)
    summed = items.annotate(paid_sum=_sum_of(paid), waived_sum=_sum_of(waived))
    return summed.annotate(left=F("amount") - F("paid_sum") - F("waived_sum"))


def _sum_of(rows: QuerySet[Payment] | QuerySet[Waiver]) -> Coalesce:
    summed = rows.values("item").annotate(sum=Sum("amount")).values("sum")
    return Coalesce(Subquery(summed), Value(Decimal(0)), output_field=_AMOUNT)


def open_dues(organisations: Collection[int], on: date) -> Mapping[int, tuple[tuple[int, Money], ...]]:
    """Return what each of these organisations (by key) owes on a day: (year, money), the oldest first.

    Called in a year that has begun by then, less what was paid and waived up to that day; one query.
    """
    called = DuesItem.objects.filter(organisation__in=organisations, call__year__lte=on.year)
    owing: QuerySet[Any] = with_balance(called, on)  # the stubs know no column of `with_balance`
    items = (
        owing.filter(left__gt=0)
        .order_by("call__year")
        .values_list("organisation", "call__year", "left", "call__currency")
    )
    found: dict[int, list[tuple[int, Money]]] = defaultdict(list)
    for organisation, year, left, currency in items:
        found[organisation].append((year, Money(left, currency)))
    return {organisation: tuple(rows) for organisation, rows in found.items()}
