"""The ledger of dues and published totals in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters  # type: ignore[import-untyped]  # publishes no types
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.listing.columns import MoneyColumn
from rapporteur.interfaces.office.listing.ordering import BY_NAME
from rapporteur.interfaces.office.selection.dues_words import SUMS
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields
from rapporteur.interfaces.office.words import label
from rapporteur.records.dues.models import DuesCall, DuesItem, Payment, PublishedStatement, Waiver
from rapporteur.records.dues.queries import with_balance


class DuesCallViewSet(RecordViewSet):
    """The dues called for a year."""

    model = DuesCall
    icon = "calendar"
    list_display: ClassVar[list[Any]] = ["year", "currency"]
    ordering = ("-year",)

    @staticmethod
    def panels_of() -> list[Any]:
        """Which year, in which money, by which formula."""
        return fields("year", "currency", "formula")


STANDINGS = {
    "open": Message("something is open", context="dues"),
    "nothing": Message("nothing paid or waived yet", context="dues"),
    "settled": Message("nothing is open", context="dues"),
    "over": Message("paid too much", context="dues"),
}
"""How an item may stand on a day; who is reminded is found by the first."""


def _of_call(item: DuesItem) -> str:
    return item.call.currency


def _of_item(row: Payment | Waiver) -> str:
    return row.item.call.currency


class DuesItemFilterSet(WagtailFilterSet):
    """What items are chosen by: their call, and how they stand today."""

    standing = django_filters.ChoiceFilter(
        choices=[(code, label(message)) for code, message in STANDINGS.items()],
        method="that_stand_so",
        label=label(Message("Today", context="dues")),
    )

    class Meta:
        model = DuesItem
        fields: ClassVar[list[str]] = ["call", "standing"]

    def that_stand_so(self, queryset: Any, name: str, value: str) -> Any:
        """Return the items that stand so."""
        return {
            "open": queryset.filter(left__gt=0),
            "nothing": queryset.filter(left__gt=0, paid_sum=0, waived_sum=0),
            "settled": queryset.filter(left__lte=0),
            "over": queryset.filter(left__lt=0),
        }[value]


class DuesItemViewSet(RecordViewSet):
    """What members are called for, what they paid of it, and what is open today."""

    model = DuesItem
    icon = "list-ul"
    list_display: ClassVar[list[Any]] = [
        "organisation",
        "call",
        MoneyColumn("amount", _of_call),
        *(MoneyColumn(name, _of_call, label=words) for name, words in SUMS.items()),
    ]
    filterset_class = DuesItemFilterSet
    ordering = ("-call__year", BY_NAME, "id")
    called_in = "organisation__names"

    def get_queryset(self, request: HttpRequest) -> QuerySet[DuesItem]:
        """Return the items with how they stand today."""
        return with_balance(super().get_queryset(request), timezone.localdate())

    @staticmethod
    def panels_of() -> list[Any]:
        """Whom, for which year, how much."""
        return fields("call", "organisation", "amount")


class PaymentViewSet(RecordViewSet):
    """Money received."""

    model = Payment
    icon = "download"
    list_display: ClassVar[list[Any]] = ["reference", "item", MoneyColumn("amount", _of_item), "paid_date"]
    list_filter: ClassVar[list[str]] = ["item__call"]
    ordering = ("-paid_date", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Payment]:
        """Return them with the years for which they are."""
        listed: QuerySet[Payment] = super().get_queryset(request).select_related("item__call")
        return listed

    @staticmethod
    def panels_of() -> list[Any]:
        """For what, how much, when, under which reference."""
        return fields("item", "amount", "paid_date", "reference")


class WaiverViewSet(RecordViewSet):
    """Amounts given up."""

    model = Waiver
    icon = "cross"
    list_display: ClassVar[list[Any]] = ["item", MoneyColumn("amount", _of_item), "decided_date", "decision"]
    list_filter: ClassVar[list[str]] = ["item__call"]
    ordering = ("-decided_date", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Waiver]:
        """Return them with the years for which they are."""
        listed: QuerySet[Waiver] = super().get_queryset(request).select_related("item__call")
        return listed

    @staticmethod
    def panels_of() -> list[Any]:
        """For what, how much, when, by whose decision."""
        return fields("item", "amount", "decided_date", "decision")


class PublishedStatementViewSet(RecordViewSet):
    """Totals as published."""

    model = PublishedStatement
    icon = "doc-full"
    list_display: ClassVar[list[Any]] = [
        "year",
        "as_of_date",
        MoneyColumn("amount", lambda statement: statement.currency),
        "payers",
        "members",
    ]
    ordering = ("-year", "-as_of_date")

    @staticmethod
    def panels_of() -> list[Any]:
        """Which year, as of which day, how much from how many, and where it was published."""
        return fields("year", "as_of_date", "amount", "currency", "payers", "members", "source")


class DuesGroup(SnippetViewSetGroup):
    """This room in the menu."""

    items = (DuesCallViewSet, DuesItemViewSet, PaymentViewSet, WaiverViewSet, PublishedStatementViewSet)
    menu_label = label(Message("Dues", context="office"))
    menu_name = "dues"  # in whatever language the menu is first shown
    menu_icon = "calendar-check"
    menu_order = 140


register_snippet(DuesGroup)
