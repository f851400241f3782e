"""Dues as a ledger (calls, items, payments, waivers) and as published totals.

Where a ledger is kept the figures derive from it; a published statement stands in for years of which only the total
is known, and is compared with the ledger where there are both. Who paid is never invented.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import CURRENCY
from rapporteur.base.core.searching import SearchQuerySet
from rapporteur.records.members.models import Organisation


class DuesCall(models.Model):
    """The dues called for one year."""

    year = models.PositiveSmallIntegerField(unique=True)
    currency = models.CharField(max_length=3, validators=[CURRENCY])
    formula = LocalizedTextField(long=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="call_currency")
        ]

    def __str__(self) -> str:
        return str(self.year)


class DuesItem(models.Model):
    """What one member was called for."""

    found_by: ClassVar[tuple[str, ...]] = ("organisation",)
    called_by: ClassVar[tuple[str, ...]] = ("organisation",)

    call = models.ForeignKey(DuesCall, on_delete=models.PROTECT, related_name="items")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="dues_items")
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    objects = SearchQuerySet["DuesItem"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "organisation"], name="one_item_per_member_and_call"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="item_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} {self.organisation_id}"


class Payment(models.Model):
    """Money received for an item."""

    found_by: ClassVar[tuple[str, ...]] = ("reference", "item")

    item = models.ForeignKey(DuesItem, on_delete=models.PROTECT, related_name="payments")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    paid_date = models.DateField(db_index=True)
    reference = models.CharField(max_length=80)

    objects = SearchQuerySet["Payment"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
            models.UniqueConstraint(fields=["item", "reference"], name="payment_booked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.amount}"


class Waiver(models.Model):
    """An amount that the association gave up, by whose decision."""

    found_by: ClassVar[tuple[str, ...]] = ("item",)

    item = models.ForeignKey(DuesItem, on_delete=models.PROTECT, related_name="waivers")
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    decided_date = models.DateField()
    decision = models.CharField(max_length=200)

    objects = SearchQuerySet["Waiver"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="waiver_positive"),
            models.CheckConstraint(condition=~Q(decision=""), name="waiver_names_decision"),
            models.UniqueConstraint(fields=["item", "decision"], name="waived_once_per_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.amount}"


class PublishedStatement(models.Model):
    """A total as published: what was received for `year` up to `as_of_date`, and from how many members."""

    year = models.PositiveSmallIntegerField()
    as_of_date = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, validators=[CURRENCY])
    payers = models.PositiveIntegerField()
    members = models.PositiveIntegerField()
    source = LocalizedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "as_of_date"], name="one_statement_per_day"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="statement_not_negative"),
            models.CheckConstraint(
                condition=Q(payers__lte=F("members")), name="statement_payers_are_members"
            ),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="statement_currency"),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.as_of_date}"
