"""`rapporteur freeze`: an edition that no longer moves."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from rapporteur.cli.parameters import DAY, PERIOD, WHO
from rapporteur.cli.progress import progress
from rapporteur.core.periods import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapporteur.reports.changes import Change

REFUSED = 1


@click.command("freeze")
@click.argument("period", type=PERIOD)
@click.option(
    "--by", type=WHO, required=True, help="Who freezes it: a name for the edition and the audit trail."
)
@click.option("--note", default="", help="Why, in a line: kept with the edition, never printed.")
@click.option(
    "--as-of", type=DAY, help="The association as of this day (default: as the edition before, or the last)."
)
@click.option("--dry-run", is_flag=True, help="Check and say what would be frozen; write nothing.")
def command(period: Period, by: str, note: str, as_of: date | None, dry_run: bool) -> None:
    """Freeze the report of PERIOD: snapshot, every language and format, hashes and versions.

    Refused while a check blocks (exit code 1, with the list). Where nothing changed since the last edition, nothing is
    written. Otherwise the next edition is made, with an erratum that says what changed.

    \b
      rapporteur freeze 2018-Q2 --by "A. Name" --note "adopted by the board"
      rapporteur freeze 2018-Q2 --by "A. Name" --dry-run
    """
    from rapporteur.cli.django import setup

    setup()
    from django.utils import timezone

    from rapporteur.reports.check_facts import blocking_sentences
    from rapporteur.reports.editions import FreezeRefused, freeze

    try:
        with progress() as report:
            done = freeze(
                period=period,
                by=by.strip(),
                note=note.strip(),
                as_of=as_of,
                frozen_at=timezone.now(),
                checks=blocking_sentences,
                dry_run=dry_run,
                progress=report,
            )
    except FreezeRefused as refused:
        click.echo(f"rapporteur: {refused}", err=True)
        sys.exit(REFUSED)
    if done.edition is None:
        click.echo(f"{done.name} would be frozen with {len(done.names)} documents; nothing was written")
    elif not done.written:
        click.echo(f"nothing changed since {done.name} was frozen; nothing was written")
    else:
        click.echo(f"{done.name} is frozen with {len(done.names)} documents")
        click.echo(f"snapshot {done.edition.sha256}")
        click.echo(f"seal     {done.edition.seal}")
    _erratum(done.changes)


def _erratum(changes: Sequence[Change]) -> None:
    from rapporteur.core.queries import the_association
    from rapporteur.reports.change_words import sentence

    if changes:
        association = the_association()
        click.echo("Corrected since the edition before:")
        for change in changes:
            said = sentence(change, association.source_language, others=association.languages)
            click.echo(f"  {said}")
