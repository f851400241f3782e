"""What a translator has to do: each language of the period that is worked on, with how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from rapporteur.base.core.queries import association_languages, source_language
from rapporteur.base.values.formatting.days import format_period
from rapporteur.base.values.formatting.languages import capitalise, language_named
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.desk.standing import progress_of, texts_for
from rapporteur.interfaces.office.desk.words import PROGRESS
from rapporteur.interfaces.office.report_room.later import is_much
from rapporteur.interfaces.office.start.rows import StartList, StartRow, Visitor
from rapporteur.interfaces.office.words import label
from rapporteur.records.reports.models import Report


def texts_of(reader: Visitor, periods: Sequence[Period]) -> StartList:
    """Return the languages of periods in which texts are open, for the desk; of a large one without counts.

    Nothing of a period that has no report: the desk knows none of it.
    """
    rows: list[StartRow] = []
    for period in periods:
        if Report.objects.filter(period_start=period.start, period_end=period.end).exists():
            found = _large(reader, period) if is_much(period) else _counted(reader, period)
            rows += (
                found if len(periods) == 1 else [replace(one, text=_of(one, period, reader)) for one in found]
            )
    return StartList(
        "texts", label(Message("Texts to translate", context="start")), tuple(rows), len(rows),
        label(Message("No text of the period waits for a translation.", context="start")),
    )  # fmt: skip


def _of(row: StartRow, period: Period, reader: Visitor) -> str:
    """Return what a row says where there are several periods: the language, and of which period."""
    return f"{row.text}, {format_period(period.start, period.last_day, reader.language)}"


def _counted(reader: Visitor, period: Period) -> list[StartRow]:
    progress = progress_of(texts_for(period, reader.user), reader.language)
    return [
        StartRow(
            capitalise(one.name), _desk(period, one.code),
            say(PROGRESS, reader.language, done=one.done, all=one.every),
        )
        for one in progress if one.done < one.every
    ]  # fmt: skip


def _large(reader: Visitor, period: Period) -> list[StartRow]:
    """Return every language: to count its texts would take longer than the page may."""
    others = [one for one in association_languages() if one != source_language()]
    return [StartRow(capitalise(language_named(one, reader.language)), _desk(period, one)) for one in others]


def _desk(period: Period, language: str) -> str:
    return f"{reverse('desk:matrix', args=[period.code])}?language={language}"
