"""The ledger of dues and published totals in the back office."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.viewsets import RecordViewSet, fields
from rapporteur.interfaces.office.words import label
from rapporteur.records.dues.models import DuesCall, DuesItem, Payment, PublishedStatement, Waiver


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


class DuesItemViewSet(RecordViewSet):
    """What members are called for."""

    model = DuesItem
    icon = "list-ul"
    list_display: ClassVar[list[Any]] = ["organisation", "call", "amount"]
    list_filter: ClassVar[list[str]] = ["call"]
    ordering = ("-call__year", "organisation__slug", "id")

    @staticmethod
    def panels_of() -> list[Any]:
        """Whom, for which year, how much."""
        return fields("call", "organisation", "amount")


class PaymentViewSet(RecordViewSet):
    """Money received."""

    model = Payment
    icon = "download"
    list_display: ClassVar[list[Any]] = ["reference", "item", "amount", "paid_date"]
    list_filter: ClassVar[list[str]] = ["item__call"]
    ordering = ("-paid_date", "id")

    @staticmethod
    def panels_of() -> list[Any]:
        """For what, how much, when, under which reference."""
        return fields("item", "amount", "paid_date", "reference")


class WaiverViewSet(RecordViewSet):
    """Amounts given up."""

    model = Waiver
    icon = "cross"
    list_display: ClassVar[list[Any]] = ["item", "amount", "decided_date", "decision"]
    list_filter: ClassVar[list[str]] = ["item__call"]
    ordering = ("-decided_date", "id")

    @staticmethod
    def panels_of() -> list[Any]:
        """For what, how much, when, by whose decision."""
        return fields("item", "amount", "decided_date", "decision")


class PublishedStatementViewSet(RecordViewSet):
    """Totals as published."""

    model = PublishedStatement
    icon = "doc-full"
    list_display: ClassVar[list[Any]] = ["year", "as_of_date", "amount", "currency", "payers", "members"]
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
