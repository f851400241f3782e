"""`rapporteur editions`: what is frozen, and its documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.parameters import TEXT
from rapporteur.interfaces.cli.reader import echo, tell, words

if TYPE_CHECKING:
    from rapporteur.proof.editions.models import Edition


@click.command("editions")
@click.argument("edition", type=TEXT, required=False)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, file_okay=False), help="Folder for the documents."
)
def command(edition: str | None, output: Path | None) -> None:
    """List the frozen editions, or those of one period; put the documents of one into a folder.

    An edition that was corrected is shown, and handed out, with the errata of those after it.

    \b
      rapporteur editions
      rapporteur editions 2018-Q2/1 --output published/
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.base.values.periods import Period
    from rapporteur.proof.editions.freezing import edition_named
    from rapporteur.proof.editions.handing_out import hand_out
    from rapporteur.proof.editions.models import Edition

    listed = Edition.objects.listed()
    if edition and "/" in edition:
        chosen = [edition_named(edition)]
    elif edition:
        chosen = list(reversed(Edition.objects.of(Period.parse(edition))))
    else:
        chosen = list(listed)
    if output is not None:
        if len(chosen) != 1:
            raise click.UsageError(words(Message("--output is for one edition: name it, such as 2018-Q2/1")))
        for path in hand_out(edition=chosen[0], folder=output):
            echo(path)
        return
    for one in chosen:
        _show(one)
    if not chosen:
        tell(Message("no edition is frozen yet"))


def _show(edition: Edition) -> None:
    from rapporteur.proof.editions.handing_out import corrections

    tell(
        Message("{edition}  frozen {at} UTC by {by}, as of {as_of}  snapshot {sha256}  seal {seal}"),
        edition=edition.slug,
        at=f"{edition.frozen_at:%Y-%m-%d %H:%M}",
        by=edition.by,
        as_of=edition.as_of,
        sha256=edition.sha256[:12],
        seal=edition.seal[:12],
    )
    if edition.note:
        echo(f"    {edition.note}")
    for later in corrections(edition):
        corrected = Message(
            "    corrected by {edition} ({count} change)",
            "    corrected by {edition} ({count} changes)",
            by="count",
        )
        tell(corrected, edition=later.slug, count=len(later.erratum))
