"""Types of arguments that several commands share."""

from __future__ import annotations

import os
import pwd
import re
from datetime import date
from typing import Any

import click

from rapporteur.base.core.permissions import LONGEST_NAME, Actor, operator
from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import InvalidPeriod, Period, nearest_day
from rapporteur.base.values.typed.characters import first_not_kept
from rapporteur.base.words.say import say_failure
from rapporteur.interfaces.cli.reader import reader_language, sentence, words

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
            self.fail(say_failure(invalid, reader_language()), param, ctx)


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
            near = str(nearest_day(*map(int, numbers.groups()))) if numbers else ""
            fault = Fault(
                Message("'{value}' is not a day: expected the form 2018-06-30"), value=value, nearest=near
            )
            self.fail(sentence(fault), param, ctx)


def system_user() -> str:
    """Return whom the machine knows at the command line; a number where it has no name for them (containers)."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return f"user {os.geteuid()}"


class WhoType(click.ParamType[Actor]):
    """Who does something, under a name that the audit trail can keep; it adds whom the machine knows instead."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Actor:
        if isinstance(value, Actor):
            return value
        found = str(value).strip()
        if not found:
            self.fail(words(Message("expected a name, found none")), param, ctx)
        if not found.isprintable() or len(found) > LONGEST_NAME:
            self.fail(
                words(
                    Message("{found} is no name: expected at most {most} characters on one line"),
                    found=ascii(found[:LONGEST_NAME]),
                    most=LONGEST_NAME,
                ),
                param,
                ctx,
            )
        return operator(found, system_user=system_user())


class TextType(click.ParamType[str]):
    """A text that is kept: what a terminal sends in another encoding than its own is none."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value)
        if first_not_kept(text):
            self.fail(words(Message("{found} is no text in UTF-8"), found=ascii(text)), param, ctx)
        return text


PERIOD = PeriodType()
DAY = DayType()
WHO = WhoType()
TEXT = TextType()
