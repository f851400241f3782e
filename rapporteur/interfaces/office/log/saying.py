"""What Log says back: what was understood of each field, in words, as parts of the page that are shown anew."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.values.when.outcome import When, code_of
from rapporteur.base.words.say import say, say_around, say_fault
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.duplicates import Near, near_activities
from rapporteur.interfaces.office.log.lookups import line_of
from rapporteur.interfaces.office.log.meaning import Meaning, Question
from rapporteur.interfaces.office.log.words import (
    KIND_WORDS,
    NEWCOMER,
    NOBODY,
    ROLES,
    SEVERAL,
    UNKNOWN,
    WORDS,
)
from rapporteur.records.activities.models import Activity

PARTS = ("when", "where", "codes", "members", "kind", "near")
"""The parts of the page that say what was understood, each a template of its own."""
IN_QUARTER = Message("{dates}, Q{number}")
OUTSIDE = Message("{dates}, Q{number}, outside the open period {period}")


def in_words(dates: Dates, desk: Desk) -> str:
    """Return dates with the quarter in which they are reported: “5–6 April 2018, Q2”."""
    number = (dates.first_day.month - 1) // 3 + 1
    if dates.first_day in desk.period:
        return say(IN_QUARTER, desk.language, dates=dates, number=number)
    return say(OUTSIDE, desk.language, dates=dates, number=number, period=period_in_words(desk.period, desk))


def period_in_words(period: Period, desk: Desk) -> str:
    """Return a period as people call it: “April–June 2018”."""
    from rapporteur.base.values.formatting.days import format_period

    return format_period(period.start, period.last_day, desk.language)


def context_of(meaning: Meaning, desk: Desk, activity: Activity | None) -> dict[str, Any]:
    """Return what the templates of the parts need."""
    when = meaning.when
    line = line_of(meaning.deliverables[0]) if meaning.deliverables else None
    return {
        "words": WORDS,
        "roles": ROLES,
        "meaning": meaning,
        "when_said": in_words(when.dates, desk) if when.dates else "",
        "when_asked": say_fault(when.problem, desk.language) if when.problem else "",
        "when_notices": [say_fault(notice, desk.language) for notice in when.notices],
        "days": [(code_of(one), in_words(one, desk), one == when.dates) for one in _days(when)],
        "deliverables": [
            (node.slug, node.code, node.title.best(desk.reading)) for node in meaning.deliverables
        ],
        "line": f"{line.code} {line.title.best(desk.reading)}" if line else "",
        "kind": KIND_WORDS[meaning.kind],
        "codes_asked": [(_question(one, desk), one) for one in meaning.codes],
        "names_asked": [(_question(one, desk), one, _newcomer(one, desk)) for one in meaning.names],
        "near": _near(meaning, desk, activity),
    }


def _question(question: Question, desk: Desk) -> str:
    """Return the sentence that asks what a text means."""
    bears = question.is_bearer and len(question.choices) > 1
    message = SEVERAL if bears else UNKNOWN if question.choices else NOBODY
    return say_around(message, desk.language, text=question.text)


def _newcomer(question: Question, desk: Desk) -> str:
    """Return what records whom a text names on the spot; nothing where somebody on record bears the name."""
    return "" if question.is_bearer else say_around(NEWCOMER, desk.language, name=question.text)


def _days(when: When) -> tuple[Dates, ...]:
    """Return the days to choose from, those that are taken first; none where there is nothing to choose."""
    return (when.dates, *when.choices) if when.dates and when.choices else when.choices


def _near(meaning: Meaning, desk: Desk, activity: Activity | None) -> list[Near]:
    return near_activities(meaning, desk, activity) if meaning.dates else []


def parts_of_page(context: dict[str, Any]) -> dict[str, str]:
    """Return each part of the page that says what was understood, as HTML."""
    return {name: render_to_string(f"office/log/{name}.html", context).strip() for name in PARTS}


def errors_of(meaning: Meaning) -> dict[str, str]:
    """Return by field what is still needed for a draft, or to be decided before the page is left."""
    errors = {}
    if not meaning.typed.title:
        errors["title"] = str(WORDS["no_title"])
    if meaning.dates is None:
        errors["when"] = str(WORDS["no_when"])
    if meaning.places and meaning.place is None:
        errors["where"] = str(WORDS["which_place"])
    for name in ("codes", "names"):
        if getattr(meaning, name):
            errors[name] = str(WORDS["undecided"])
    return errors
