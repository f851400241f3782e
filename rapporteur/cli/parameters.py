"""Types of arguments that several commands share."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import click

from rapporteur.core.nearest import did_you_mean
from rapporteur.core.periods import InvalidPeriod, Period, nearest_day

LONGEST_WHO = 150
"""As many characters as an entry of the audit trail has room for."""
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
            hint = did_you_mean(str(nearest_day(*map(int, numbers.groups()))) if numbers else "")
            self.fail(f"'{value}' is not a day: expected the form 2018-06-30{hint}", param, ctx)


class WhoType(click.ParamType[str]):
    """Who does something: a name that the audit trail can keep."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        found = str(value).strip()
        if not found:
            self.fail("expected a name, found none", param, ctx)
        if not found.isprintable() or len(found) > LONGEST_WHO:
            self.fail(
                f"{found[:LONGEST_WHO]!a} is no name: expected at most {LONGEST_WHO} characters on one line",
                param,
                ctx,
            )
        return found


PERIOD = PeriodType()
DAY = DayType()
WHO = WhoType()
