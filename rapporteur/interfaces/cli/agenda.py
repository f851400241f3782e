"""`rapporteur agenda`: what lies ahead."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import click

from rapporteur.interfaces.cli.parameters import DAY
from rapporteur.interfaces.cli.reader import echo

AHEAD = timedelta(days=365)


@click.command("agenda")
@click.option("--from", "since", type=DAY, help="First day (default: today).")
@click.option("--until", type=DAY, help="Last day (default: a year after the first).")
@click.option("--language", "-l", help="Of the association (default: its source language).")
@click.option("--ics", is_flag=True, help="As a calendar (iCalendar) for other programs.")
def command(since: date | None, until: date | None, language: str | None, ics: bool) -> None:
    """Print what lies ahead: planned events, meetings of bodies, deadlines of calls.

    \b
      rapporteur agenda
      rapporteur agenda --from 2018-07-01 --until 2018-12-31 --language fr
      rapporteur agenda --ics > agenda.ics

    In a calendar each entry has an identity that stays: read again, it is moved or cancelled and not doubled.
    """
    from rapporteur.documents.agenda import AGENDA
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.base.core.queries import the_association
    from rapporteur.report.compile.agenda import compile_agenda
    from rapporteur.report.value.languages import UnknownLanguage

    now = datetime.now(UTC).replace(microsecond=0)
    first = since or now.date()
    data = compile_agenda(first, until or first + AHEAD, now)
    language = language or the_association().source_language
    if language not in data.languages:
        raise UnknownLanguage(language, data.languages)
    echo(AGENDA["ics" if ics else "txt"](data, language).decode(), nl=False)
