"""`rapporteur freeze`: an edition that no longer moves."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say_failure
from rapporteur.interfaces.cli.parameters import DAY, PERIOD, TEXT, WHO
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import echo, reader_language, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapporteur.base.core.permissions import Actor
    from rapporteur.proof.editions.changes.differences import Change

REFUSED = 1


@click.command("freeze")
@click.argument("period", type=PERIOD)
@click.option(
    "--by", type=WHO, required=True, help="Who freezes it: a name for the edition and the audit trail."
)
@click.option("--note", type=TEXT, default="", help="Why, in a line: kept with the edition, never printed.")
@click.option(
    "--as-of", type=DAY, help="The association as of this day (default: as the edition before, or the last)."
)
@click.option("--dry-run", is_flag=True, help="Check and say what would be frozen; write nothing.")
def command(period: Period, by: Actor, note: str, as_of: date | None, dry_run: bool) -> None:
    """Freeze the report of PERIOD: snapshot, every language and format, hashes and versions.

    Refused while a check blocks (exit code 1, with the list). Where nothing changed since the last edition, nothing is
    written. Otherwise the next edition is made, with an erratum that says what changed.

    \b
      rapporteur freeze 2018-Q2 --by "A. Name" --note "adopted by the board"
      rapporteur freeze 2018-Q2 --by "A. Name" --dry-run
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from django.utils import timezone

    from rapporteur.proof.checks.subject import what_blocks
    from rapporteur.proof.editions.freezing import FreezeRefused, freeze
    from rapporteur.proof.editions.signing import key_print

    try:
        with progress() as report:
            done = freeze(
                period=period,
                by=by,
                note=note.strip(),
                as_of=as_of,
                frozen_at=timezone.now(),
                checks=what_blocks,
                dry_run=dry_run,
                progress=report,
            )
    except FreezeRefused as refused:
        echo(f"rapporteur: {say_failure(refused, reader_language())}", err=True)
        sys.exit(REFUSED)
    if done.edition is None:
        would = Message("{name} would be frozen with {count} documents; nothing was written")
        tell(would, name=done.name, count=len(done.names))
    elif not done.written:
        tell(Message("nothing changed since {name} was frozen; nothing was written"), name=done.name)
    else:
        tell(Message("{name} is frozen with {count} documents"), name=done.name, count=len(done.names))
        tell(Message("snapshot {sha256}"), sha256=done.edition.sha256)
        tell(Message("seal     {seal}"), seal=done.edition.seal)
        for one in done.edition.signatures.all():
            tell(Message("signed   {key}"), key=key_print(one.key))
    _erratum(done.changes)


def _erratum(changes: Sequence[Change]) -> None:
    from rapporteur.base.core.queries import the_association
    from rapporteur.proof.editions.changes.sentences import sentence

    if changes:
        association = the_association()
        tell(Message("Corrected since the edition before:"))
        for change in changes:
            said = sentence(change, association.source_language, others=association.languages)
            echo(f"  {said}")
