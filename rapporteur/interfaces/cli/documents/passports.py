"""`rapporteur passports`: the passports of all members in one run."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.cli.documents.making import ask, options
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import echo, words

DONE = Message(
    "{count} passport in {folder}; of these {kept} lay there as they would be made",
    "{count} passports in {folder}; of these {kept} lay there as they would be made",
    by="count",
)
WOULD = Message("{count} passport would be made", "{count} passports would be made", by="count")


@click.command("passports")
@options
def command(
    period: Period | None,
    as_of: date | None,
    languages: tuple[str, ...],
    staff: bool,
    output: Path | None,
    dry_run: bool,
) -> None:
    """Write the passports of all members in one run; one that was stopped goes on where it was.

    \b
      rapporteur passports
      rapporteur passports --period 2018-Q2 --staff --output /tmp/passports

    Each is written in the language of its country where the association has it, else in the source language.
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.documents.passports import make_passports

    with progress() as report:
        asked = ask(period, as_of, None, languages, staff=staff, output=output)
        total = len(asked.passports)
        kept = 0
        for done, one in enumerate(() if dry_run else make_passports(asked.folder, asked.passports), start=1):
            kept += one.kept
            report("documents", done, total)
    if dry_run:
        echo(words(WOULD, count=total))
    else:
        echo(words(DONE, count=total, folder=str(asked.folder), kept=str(kept)))
