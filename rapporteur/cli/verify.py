"""`rapporteur verify`: editions against their hashes and their own making."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rapporteur.cli.progress import progress

DIFFERENT = 1


@click.command("verify")
@click.argument("edition", required=False)
@click.option(
    "--python", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Make the documents again with this Python, that of an environment with the libraries of the time.",
)  # fmt: skip
def command(edition: str | None, python: Path | None) -> None:
    """Make the documents of EDITION (default: of all) again from its snapshot and compare every byte.

    They are made by the rendering program that was stored with the edition, whatever has changed since. Exit code 1
    when anything differs, with what does.

    \b
      rapporteur verify 2018-Q2/1
      rapporteur verify
    """
    from rapporteur.cli.django import setup

    setup()
    from rapporteur.reports.editions import edition_named
    from rapporteur.reports.models import Edition
    from rapporteur.reports.verification import verify

    chosen = [edition_named(edition)] if edition else Edition.objects.listed().defer(None).iterator(1)
    with progress() as report:
        results = verify(chosen, python=python, progress=report)
    for result in results:
        if result.intact:
            click.echo(f"{result.edition}: {result.files} documents, all as they were frozen")
            continue
        click.echo(f"{result.edition}: not as it was frozen")
        for deviation in result.deviations:
            click.echo(f"  {deviation.what}: {deviation.problem}")
        if result.cause:
            click.echo(f"  likely cause: other versions of libraries ({result.cause});")
            click.echo(
                "  install those of requirements.lock in the edition's rendering program, then --python"
            )
    if not results:
        click.echo("no edition is frozen yet")
    if not all(result.intact for result in results):
        sys.exit(DIFFERENT)
