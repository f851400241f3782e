"""Amounts of several members in one form, each in a row of its own, as text that is read here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.messages import Message
from rapporteur.base.values.money import Money
from rapporteur.base.values.typography import with_colon
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.refusals import AlreadyRecorded
from rapporteur.interfaces.office.selection import dues_words as words
from rapporteur.interfaces.office.selection.dues_words import BOXES
from rapporteur.interfaces.office.typed import TypedAmountField, TypedDayField, reader
from rapporteur.records.dues.actions import book_payment, call_member, waive
from rapporteur.records.dues.models import DuesCall, DuesItem
from rapporteur.records.dues.queries import with_balance
from rapporteur.records.dues.shapes import DuesItemShape, PaymentShape, WaiverShape


@dataclass(frozen=True)
class AmountRow:
    """One record in the form: what it is called, how it stands, its boxes."""

    name: str
    before: str
    boxes: tuple[Any, ...]


class AmountsForm(forms.Form):
    """An amount for each of several records, and what is the same for all; who is left empty is left out.

    Not used by itself: each form of it says what its rows are called, how they stand, and which verb writes one. Of a
    `whole` list there are no rows: each record takes the amount that its row would begin with, part by part.
    """

    WHOLE_WHY: ClassVar[Message]
    """What is done with each of a whole list."""
    LEFT_OUT: ClassVar[Message]
    """Why a record of a whole list is left out."""

    HEAD: ClassVar[dict[str, str]] = {}
    OWN: ClassVar[tuple[str, ...]] = ("amount",)

    def __init__(self, sent: Any, *, records: Sequence[Any], whole: bool = False) -> None:
        super().__init__(sent)
        self.whole = whole
        self.take(records)
        for record in self.records if not whole else ():
            amount = TypedAmountField(
                max_digits=12, decimal_places=2, min_value=0, required=False, initial=self.proposed(record)
            )
            self._add(record, "amount", amount)
            if "reference" in self.OWN:
                self._add(record, "reference", forms.CharField(max_length=80, required=False))

    def _add(self, record: Any, name: str, field: forms.Field) -> None:
        """Add a box of a row, named for screen readers by row and column."""
        field.widget.attrs |= {"aria-label": f"{with_colon(self.row_name(record), reader())} {BOXES[name]}"}
        self.fields[f"{name}-{record.pk}"] = field

    def take(self, records: Sequence[Any]) -> None:
        """Take these records up, all or a part of a whole list."""
        self.records = list(records)
        self.prepare()

    def prepare(self) -> None:
        """Look up, at once, what the rows say."""

    def row_name(self, record: Any) -> str:
        """Return what a row is called."""
        raise NotImplementedError

    def before(self, record: Any) -> str:
        """Return how a record stands."""
        raise NotImplementedError

    def proposed(self, record: Any) -> Decimal | None:
        """Return the amount that a row begins with."""
        raise NotImplementedError

    def currency(self, record: Any) -> str:
        """Return the currency of a row."""
        raise NotImplementedError

    def record_one(self, record: Any, amount: Decimal, by: Actor) -> Message:
        """Write the amount of one record through the verb of its room; return what is said of it."""
        raise NotImplementedError

    def left(self, record: Any, amount: Decimal) -> Decimal:
        """Return what is open once the amount is written."""
        return Decimal(0)

    @property
    def head(self) -> dict[str, Any]:
        """What stands above the columns, and why a row may be left empty."""
        return {"why": BOXES["amount_why"]} | {key: BOXES[name] for key, name in self.HEAD.items()}

    @property
    def shared(self) -> Iterator[Any]:
        """The boxes that are for all rows."""
        return (self[name] for name in self.fields if "-" not in name)

    @property
    def rows(self) -> list[AmountRow]:
        """The rows, each with its boxes; none of a whole list."""
        if self.whole:
            return []
        return [
            AmountRow(
                self.row_name(one), self.before(one), tuple(self[f"{name}-{one.pk}"] for name in self.OWN)
            )
            for one in self.records
        ]

    def amount_of(self, record: Any) -> Decimal | None:
        """Return the amount that was written for a record; of a whole list what its row would begin with."""
        if self.whole:
            return self.proposed(record)
        found: Decimal | None = self.cleaned_data.get(f"amount-{record.pk}")
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse a form without any amount."""
        values: dict[str, Any] = super().clean() or {}
        if (
            not self.whole
            and not self.errors
            and not any(values.get(f"amount-{one.pk}") for one in self.records)
        ):
            raise ValidationError(say(words.NOTHING_WRITTEN, reader()))
        return values

    def write(self, record: Any, by: Actor) -> str | None:
        """Write what the form says of a record; return what is said of it, None where it is left out."""
        amount = self.amount_of(record)
        if not amount:
            return None
        own = next(one for one in self.records if one.pk == record.pk)  # with what was looked up
        message = self.record_one(own, amount, by)
        money, left = (
            format_money(Money(one, self.currency(own)), reader())
            for one in (amount, abs(self.left(own, amount)))
        )
        return say(message, reader(), money=money, left=left)

    def together(self) -> str:
        """Return how many amounts were written, and their sum in each currency: as the bank's statement has it."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        amounts = [(one, amount) for one in self.records if (amount := self.amount_of(one))]
        for record, amount in amounts:
            sums[self.currency(record)] += amount
        money = " + ".join(format_money(Money(amount, code), reader()) for code, amount in sums.items())
        return say(words.IN_ALL, reader(), count=len(amounts), money=money)


class OfItems(AmountsForm):
    """Amounts for items of calls; each row begins with what is open."""

    LEFT_OUT = words.NOTHING_IS_OPEN
    HEAD: ClassVar[dict[str, str]] = {"name": "name", "before": "open", "amount": "amount"}

    def prepare(self) -> None:
        """Look up what is open of each."""
        keys = [one.pk for one in self.records]
        items = with_balance(DuesItem.objects.filter(pk__in=keys), timezone.localdate())
        self.items: dict[int, Any] = items.select_related("call", "organisation").in_bulk()

    def row_name(self, record: Any) -> str:
        """Return the member and the year."""
        return called(record)

    def before(self, record: Any) -> str:
        """Return what is open."""
        money = Money(self.items[record.pk].left, self.currency(record))
        return say(words.IS_OPEN, reader(), money=format_money(money, reader()))

    def proposed(self, record: Any) -> Decimal | None:
        """Return what is open."""
        left: Decimal = self.items[record.pk].left
        return left.quantize(Decimal("0.01")) if left > 0 else None

    def currency(self, record: Any) -> str:
        """Return the currency of the call."""
        return str(self.items[record.pk].call.currency)

    def left(self, record: Any, amount: Decimal) -> Decimal:
        """Return what is open then, below nothing where more was paid."""
        before: Decimal = self.items[record.pk].left
        return before - amount


class PaymentsForm(OfItems):
    """What several members paid, on one day, under a reference for all or each its own."""

    WHOLE_WHY = words.ALL_PAID
    HEAD: ClassVar[dict[str, str]] = {**OfItems.HEAD, "reference": "reference"}
    OWN: ClassVar[tuple[str, ...]] = ("amount", "reference")

    paid = TypedDayField(label=BOXES["paid"])
    for_all = forms.CharField(label=BOXES["for_all"], max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an amount without a reference, at its row."""
        values = super().clean()
        if self.whole:
            if not values.get("for_all"):
                self.add_error("for_all", say(words.NO_REFERENCE, reader()))
            return values
        for one in self.records:
            named = values.get(f"reference-{one.pk}") or values.get("for_all")
            if values.get(f"amount-{one.pk}") and not named:
                self.add_error(f"reference-{one.pk}", say(words.NO_REFERENCE, reader()))
        return values

    def record_one(self, record: Any, amount: Decimal, by: Actor) -> Message:
        """Book it; raise AlreadyRecorded where the reference is booked for the item."""
        item, values = self.items[record.pk], self.cleaned_data
        payment = PaymentShape(
            year=item.call.year,
            organisation=item.organisation.slug,
            amount=amount,
            currency=item.call.currency,
            paid_date=values["paid"],
            reference=values.get(f"reference-{record.pk}") or values["for_all"],
        )
        saved = book_payment(by=by, payment=payment)
        if not saved.created:
            raise AlreadyRecorded(saved.record)
        return words.OVER if self.left(record, amount) < 0 else words.BOOKED


class WaiversForm(OfItems):
    """What is given up of several items, by one decision."""

    WHOLE_WHY = words.ALL_WAIVED
    decided = TypedDayField(label=BOXES["decided"])
    decision = forms.CharField(label=BOXES["decision"], max_length=200)

    def clean(self) -> dict[str, Any]:
        """Refuse to waive more than is open, at its row."""
        values = super().clean()
        for one in self.records if not self.whole else ():
            amount, left = values.get(f"amount-{one.pk}"), self.items[one.pk].left
            if amount and amount > left:
                money = format_money(Money(max(left, Decimal(0)), self.currency(one)), reader())
                self.add_error(f"amount-{one.pk}", say(words.TOO_MUCH, reader(), money=money))
        return values

    def record_one(self, record: Any, amount: Decimal, by: Actor) -> Message:
        """Waive it; raise AlreadyRecorded where the decision has waived of the item already."""
        item, values = self.items[record.pk], self.cleaned_data
        waiver = WaiverShape(
            year=item.call.year,
            organisation=item.organisation.slug,
            amount=amount,
            decided_date=values["decided"],
            decision=values["decision"],
        )
        saved = waive(by=by, waiver=waiver)
        if not saved.created:
            raise AlreadyRecorded(saved.record)
        return words.WAIVED


class CallForm(AmountsForm):
    """What several members are called for in a year; each row begins with what the member was called for last."""

    WHOLE_WHY = words.ALL_CALLED
    LEFT_OUT = words.NOT_CALLED_BEFORE
    HEAD: ClassVar[dict[str, str]] = {"name": "name", "before": "before", "amount": "amount"}

    call = forms.ModelChoiceField(
        label=BOXES["call"], queryset=DuesCall.objects.order_by("-year"), empty_label=None
    )

    def __init__(self, sent: Any, *, records: Sequence[Any], whole: bool = False) -> None:
        super().__init__(sent, records=records, whole=whole)
        if whole:
            self.fields["for_each"] = TypedAmountField(
                label=BOXES["for_each"],
                help_text=BOXES["for_each_why"],
                max_digits=12,
                decimal_places=2,
                min_value=0,
                required=False,
            )

    def amount_of(self, record: Any) -> Decimal | None:
        """Return the amount of a record: of a whole list the same for each, where one is given."""
        return self.cleaned_data.get("for_each") or super().amount_of(record)

    def prepare(self) -> None:
        """Look up what each was called for last."""
        items = DuesItem.objects.filter(organisation__in=[one.pk for one in self.records])
        newest = items.select_related("call").order_by("call__year")
        self.last = {one.organisation_id: one for one in newest}

    def row_name(self, record: Any) -> str:
        """Return the member."""
        return called(record)

    def before(self, record: Any) -> str:
        """Return what the member was called for last."""
        last = self.last.get(record.pk)
        if last is None:
            return ""
        money = format_money(Money(last.amount, last.call.currency), reader())
        return say(words.LAST_TIME, reader(), year=str(last.call.year), money=money)

    def proposed(self, record: Any) -> Decimal | None:
        """Return what the member was called for last."""
        last = self.last.get(record.pk)
        return last.amount if last is not None else None

    def currency(self, record: Any) -> str:
        """Return the currency of the call."""
        return str(self.cleaned_data["call"].currency)

    def record_one(self, record: Any, amount: Decimal, by: Actor) -> Message:
        """Call the member; raise AlreadyRecorded where it is called for that year."""
        year = self.cleaned_data["call"].year
        item = DuesItemShape(year=year, organisation=record.slug, amount=amount)
        saved = call_member(by=by, item=item)
        if not saved.created:
            raise AlreadyRecorded(saved.record)
        return words.CALLED
