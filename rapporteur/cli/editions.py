"""`rapporteur editions`: what is frozen, and its documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rapporteur.reports.models import Edition


@click.command("editions")
@click.argument("edition", required=False)
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
    from rapporteur.cli.django import setup

    setup()
    from rapporteur.core.periods import Period
    from rapporteur.reports.editions import edition_named
    from rapporteur.reports.models import Edition

    listed = Edition.objects.listed()
    if edition and "/" in edition:
        chosen = [edition_named(edition)]
    elif edition:
        chosen = list(reversed(Edition.objects.of(Period.parse(edition))))
    else:
        chosen = list(listed)
    if output is not None:
        if len(chosen) != 1:
            raise click.UsageError("--output is for one edition: name it, such as 2018-Q2/1")
        _hand_out(chosen[0], output)
        return
    for one in chosen:
        _show(one)
    if not chosen:
        click.echo("no edition is frozen yet")


def _show(edition: Edition) -> None:
    from rapporteur.reports.editions import corrections

    click.echo(
        f"{edition.slug}  frozen {edition.frozen_at:%Y-%m-%d %H:%M} UTC by {edition.by}, as of {edition.as_of}"
        f"  snapshot {edition.sha256[:12]}  seal {edition.seal[:12]}"
    )
    if edition.note:
        click.echo(f"    {edition.note}")
    for later in corrections(edition):
        changes = "1 change" if len(later.erratum) == 1 else f"{len(later.erratum)} changes"
        click.echo(f"    corrected by {later.slug} ({changes})")


def _hand_out(edition: Edition, folder: Path) -> None:
    from rapporteur.core.files import write_whole
    from rapporteur.reports.editions import content_store, errata_after

    store = content_store()
    for file in edition.files.order_by("name"):
        write_whole(folder / file.name, store.get(file.sha256))
        click.echo(folder / file.name)
    for language, text in errata_after(edition).items():
        path = folder / f"ERRATUM.{language}.txt"
        write_whole(path, text.encode())
        click.echo(path)
