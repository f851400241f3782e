"""Types of arguments that several commands share."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from rapporteur.core.periods import InvalidPeriod, Period, nearest_day

_NUMBERS = re.compile(r"(\d{4})\W(\d{1,2})\W(\d{1,2})", re.ASCII)


class PeriodType(click.ParamType[Period]):
    """A reporting period."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        try:
            return Period.parse(value)
        except InvalidPeriod as invalid:
            self.fail(str(invalid), param, ctx)


class DayType(click.ParamType[date]):
    """A day in the form 2018-06-30."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            numbers = _NUMBERS.fullmatch(value.strip())
            hint = f"; did you mean '{nearest_day(*map(int, numbers.groups()))}'?" if numbers else ""
            self.fail(f"'{value}' is not a day: expected the form 2018-06-30{hint}", param, ctx)


PERIOD = PeriodType()
DAY = DayType()
