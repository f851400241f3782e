"""Dates and numbers in forms as text, read here: what may mean two things is asked, nothing is changed silently.

A browser's own box for a number makes 300050 of 3000,50, and a picker of dates makes today of what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.admin.forms.models import register_form_field_override

from rapporteur.base.core.models import Dated
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.failures import Fault
from rapporteur.base.values.formatting.days import format_dates, format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.values.when.outcome import When
from rapporteur.base.values.when.reading import WHICH as WHICH_OF
from rapporteur.base.values.when.reading import when_of
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say_fault
from rapporteur.intake.importing.tables.cells import Ambiguous, Unreadable, read_number
from rapporteur.interfaces.office.log.desk import open_period
from rapporteur.records.plan.models import Node
from rapporteur.records.reports.models import Report

NO_DAY = Message("“{value}” names no single day: write the day (12 April 2018)")
IN_LETTERS = Message("“{value}” may mean several days: write the month in letters ({days})")
WHICH_YEAR = Message("“{value}” names no year: which is it? Write {days}")
BOTH = Message("“{value}” may mean several days: write the month in letters, and the year ({days})")
WHICH = Message("“{value}” may mean several days: write which one ({days})")
MEANT = Message("{why} ({days})")
NO_DATES = Message("“{value}” names no day, days or month: write 12 April, 12–14 April or April 2018")
NO_TIME = Message("“{value}” is no time of the day: write it as 17:00, or 23:59:59")
NO_NUMBER = Message("“{value}” is not a number: write it as 1234.50 or 1 234,50")
TWO_NUMBERS = Message("“{value}” may be two numbers: write {whole} or {decimals}")


def reader() -> str:
    """Return the language of whoever fills the form."""
    return (get_language() or ENGLISH).partition("-")[0]


def day_of(text: str, today: date, *, is_coming: bool = False) -> tuple[date | None, Fault | None]:
    """Return the one day that a text names, or why it names none; `is_coming`: of several the one that is not over."""
    when = when_of(text, today=today, period=open_period(today), language=reader())
    every = [one for one in (when.dates, *when.choices) if one is not None]
    if len(every) == 1 and when.dates is not None and _is_day(when.dates):
        return when.dates.start, None
    to_come = [one.start for one in every if _is_day(one) and one.start and one.start >= today]
    if is_coming and len(to_come) == 1:
        return to_come[0], None
    return None, _doubt(when, every)


def _is_day(dates: Dates) -> bool:
    return dates.start is not None and dates.start == dates.end


def _doubt(when: When, every: Sequence[Dates]) -> Fault:
    if every and not all(map(_is_day, every)) and (when.problem is None or when.problem.message == WHICH_OF):
        return Fault(NO_DAY, value=when.text)
    return _missing(when, every) or Fault(NO_DAY, value=when.text)


def _missing(when: When, every: Sequence[Dates]) -> Fault | None:
    """Return what a date lacks to mean one thing, or what is wrong with it; with what may be meant, ready to be typed.

    A page of Log offers these to choose from; a box does not.
    """
    days = " / ".join(format_dates(one, reader()) for one in every)
    if when.problem is not None and when.problem.message != WHICH_OF:
        return Fault(MEANT, values={"why": when.problem, "days": days}) if every else when.problem
    if len(every) < 2:
        return when.problem
    years, in_year = ({key(one) for one in every} for key in (_year, _within_year))
    in_letters = any(letter.isalpha() for letter in when.text)
    if len(years) == 1:
        message = WHICH if in_letters else IN_LETTERS
    elif len(in_year) == 1:
        message = WHICH_YEAR
    else:
        message = WHICH if in_letters else BOTH
    return Fault(message, value=when.text, values={"days": days})


def _year(dates: Dates) -> int:
    return dates.first_day.year


def _within_year(dates: Dates) -> tuple[int, ...]:
    """Return where dates lie in their year, days or a month alone."""
    if dates.start is None:
        return (dates.first_day.month,)
    last = dates.end or dates.start
    return (dates.start.month, dates.start.day, last.month, last.day)


class TypedDayInput(forms.TextInput):
    """A box for a day, below which a script says what is understood of it."""

    class Media:
        js = ["office/typed-day.js"]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "data-typed-day": "", **(attrs or {})})


class TypedDayField(forms.DateField):
    """A day as text: “12 April 2018”, “12/04/2018”, “yesterday”."""

    widget = TypedDayInput
    is_coming = False

    def to_python(self, value: Any) -> date | None:
        """Return the day that is typed; refuse what names none, or may name several."""
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        found, fault = day_of(str(value), timezone.localdate(), is_coming=self.is_coming)
        if fault is not None:
            raise ValidationError(say_fault(fault, reader()), code="invalid")
        return found

    def prepare_value(self, value: Any) -> Any:
        """Return a day in the words in which it is read again; what was typed stays as it was typed."""
        return format_day(value, reader()) if isinstance(value, date) else value


class ComingDayField(TypedDayField):
    """A day up to which something is asked or allowed: “Friday” is the next one."""

    is_coming = True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return what the script below the box asks by."""
        return {**super().widget_attrs(widget), "data-typed-day": "coming"}


class LastDayField(TypedDayField):
    """The last day on which something holds, as people say it; its column keeps the first day without."""

    def to_python(self, value: Any) -> date | None:
        """Return the day after the one that is typed."""
        found = super().to_python(value)
        return found + timedelta(days=1) if found and not isinstance(value, date) else found

    def prepare_value(self, value: Any) -> Any:
        """Return the last day in words; what was typed stays as it was typed."""
        return super().prepare_value(value - timedelta(days=1) if isinstance(value, date) else value)


def ends_the_day_before(column: models.Field[Any, Any]) -> bool:
    """Tell whether a column holds the first day on which something holds no longer."""
    if column.name == "end":
        return issubclass(column.model, (Dated, Node))
    return column.name == "period_end" and column.model is Report


class TypedDatesField(forms.CharField):
    """A day, days or a month as text: “12–14 April”, “yesterday”, “April 2018”."""

    def clean(self, value: Any) -> Any:
        """Return the dates that are typed, None for none; refuse what names none, or may name several."""
        text = super().clean(value)
        if not text:
            return None
        today = timezone.localdate()
        when = when_of(text, today=today, period=open_period(today), language=reader())
        every = [one for one in (when.dates, *when.choices) if one is not None]
        if len(every) == 1 and when.dates is not None:
            return when.dates
        fault = _missing(when, every) or Fault(NO_DATES, value=text)
        raise ValidationError(say_fault(fault, reader()), code="invalid")


class TypedTimeField(forms.TimeField):
    """A time of the day as text: “17:00”, “17h30”, “23:59:59”."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> time | None:
        """Return the time that is typed; refuse what is none."""
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        found = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2})?(?:[:.](\d{2}))?)?", str(value).strip().lower())
        hour, minute, second = (int(part or 0) for part in found.groups()) if found else (24, 0, 0)
        try:
            return time(hour, minute, second)
        except ValueError:
            fault = Fault(NO_TIME, value=str(value))
            raise ValidationError(say_fault(fault, reader()), code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """Return a time as it is read again, without seconds where it has none."""
        return f"{value:%H:%M:%S}".removesuffix(":00") if isinstance(value, time) else value


class TypedNumberInput(forms.TextInput):
    """A box for a number, whose letters no browser changes."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "inputmode": "decimal", **(attrs or {})})


def number_of(value: Any, *, only_sign: str = "") -> Decimal | None:
    """Return the number that is typed, None for nothing; refuse what is none, or may be two (3.000)."""
    text = str(value).strip()
    if not text:
        return None
    try:
        return read_number(text, only_sign=only_sign)
    except Ambiguous as two:
        decimals = re.sub(r"[.,](\d\d)\d$", r",\1" if reader() != ENGLISH else r".\1", text)
        fault = Fault(TWO_NUMBERS, value=text, values={"whole": two.near, "decimals": decimals})
    except Unreadable:
        fault = Fault(NO_NUMBER, value=text)
    raise ValidationError(say_fault(fault, reader()), code="invalid")


class TypedAmountField(forms.DecimalField):
    """An amount as text, with a point or a comma before its decimals: 3000.50, 3 000,50, 3.000,50."""

    widget = TypedNumberInput

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # stubs: a whole number
        """Return the amount that is typed."""
        return value if isinstance(value, Decimal) else number_of("" if value is None else value)

    def prepare_value(self, value: Any) -> Any:
        """Return an amount with the sign before its decimals that the reader's language has, and no other."""
        if not isinstance(value, Decimal):
            return value
        return str(value) if reader() == ENGLISH else str(value).replace(".", ",")


class TypedDegreesField(forms.FloatField):
    """Degrees as text: they have decimals and no thousands, so 41,387 is read as 41.387."""

    widget = TypedNumberInput

    def to_python(self, value: Any) -> float | None:  # type: ignore[override]  # stubs: a whole number
        """Return the number that is typed."""
        if isinstance(value, float):
            return value
        number = number_of("" if value is None else value, only_sign="decimals")
        return None if number is None else float(number)


def understand_day(request: HttpRequest) -> JsonResponse:
    """Say what is understood of a day as it is typed."""
    text = request.GET.get("text", "")[:120]
    if not text.strip():
        return JsonResponse({"said": ""})
    found, fault = day_of(text, timezone.localdate(), is_coming=request.GET.get("as") == "coming")
    said = format_day(found, reader()) if found else ""
    return JsonResponse(
        {"said": f"→ {said}"} if said else {"asked": say_fault(fault, reader()) if fault else ""}
    )


register_form_field_override(
    models.DateField,
    override=lambda column: {
        "form_class": LastDayField if ends_the_day_before(column) else TypedDayField,
        "widget": TypedDayInput,
    },
)
register_form_field_override(
    models.TimeField, override={"form_class": TypedTimeField, "widget": forms.TextInput}
)
register_form_field_override(
    models.DecimalField, override={"form_class": TypedAmountField, "widget": TypedNumberInput}
)
register_form_field_override(
    models.FloatField, override={"form_class": TypedDegreesField, "widget": TypedNumberInput}
)
