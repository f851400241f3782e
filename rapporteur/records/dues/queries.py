"""Questions to the ledger of dues."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from rapporteur.base.values.money import Money
from rapporteur.records.dues.models import DuesItem, Payment, Waiver

_AMOUNT: DecimalField[Decimal, Decimal] = DecimalField(max_digits=14, decimal_places=2)


def open_dues(organisations: Collection[int], on: date) -> Mapping[int, tuple[tuple[int, Money], ...]]:
    """Return what each of these organisations (by key) owes on a day: (year, money), the oldest first.

    Called in a year that has begun by then, less what was paid and waived up to that day; one query.
    """
    paid = Payment.objects.filter(item=OuterRef("pk"), paid_date__lte=on)
    waived = Waiver.objects.filter(item=OuterRef("pk"), decided_date__lte=on)
    none = Value(Decimal(0), output_field=_AMOUNT)
    items = (
        DuesItem.objects.filter(organisation__in=organisations, call__year__lte=on.year)
        .annotate(
            left=F("amount")
            - Coalesce(Subquery(paid.values("item").annotate(sum=Sum("amount")).values("sum")), none)
            - Coalesce(Subquery(waived.values("item").annotate(sum=Sum("amount")).values("sum")), none)
        )
        .filter(left__gt=0)
        .order_by("call__year")
        .values_list("organisation", "call__year", "left", "call__currency")
    )
    found: dict[int, list[tuple[int, Money]]] = defaultdict(list)
    for organisation, year, left, currency in items:
        found[organisation].append((year, Money(left, currency)))
    return {organisation: tuple(rows) for organisation, rows in found.items()}
