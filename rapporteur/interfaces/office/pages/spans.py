"""From when until when something holds, as people say it: with its last day, not the first day without."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.values.spans import Span
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.typed import ends_the_day_before, reader

SINCE = Message("since {day}", context="record page")
UP_TO = Message("up to and with {day}", context="record page")
BETWEEN = Message("from {start} up to and with {end}", context="record page")
ALWAYS = Message("since before the records", context="record page")


def say_span(span: Span) -> str:
    """Return from when until when something holds, its last day said as the last day."""
    last = span.last_day
    if span.start and last:
        return say(BETWEEN, reader(), start=format_day(span.start, reader()), end=format_day(last, reader()))
    if span.start:
        return say(SINCE, reader(), day=format_day(span.start, reader()))
    return say(UP_TO, reader(), day=format_day(last, reader())) if last else say(ALWAYS, reader())


def day_to_show(column: Any, day: date) -> date:
    """Return the day that people are told of a column: of one that holds the first day without, the last day."""
    return day - timedelta(days=1) if ends_the_day_before(column) else day
