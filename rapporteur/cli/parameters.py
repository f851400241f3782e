"""Types of arguments that several commands share."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from rapporteur.core.periods import InvalidPeriod, Period


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
            self.fail(f"'{value}' is not a day: expected the form 2018-06-30", param, ctx)


PERIOD = PeriodType()
DAY = DayType()
