"""`rapporteur load`: a data set into the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.cli.parameters import WHO
from rapporteur.cli.progress import progress

if TYPE_CHECKING:
    from rapporteur.intake.dataset_load import Loaded


@click.command("load")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--by", type=WHO, default="load", show_default=True, help="Who does it: a name for the audit trail."
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
def command(folder: Path, by: str, dry_run: bool) -> None:
    """Load the data set in FOLDER: all of it or nothing. A second time changes nothing.

    Every problem is told in one pass, with file, line, value, and the nearest valid value.
    """
    from rapporteur.cli.django import setup
    from rapporteur.intake.dataset import read_data_set

    data = read_data_set(folder)
    if dry_run:
        click.echo(f"{folder}: {sum(1 for _ in data.entries())} entries, no problem; nothing was written")
        return
    setup()
    from django.core.management import call_command

    from rapporteur.intake.dataset_load import load_data_set

    with progress() as report:
        call_command("migrate", verbosity=0)
        loaded = load_data_set(data, by=by, progress=report)
    click.echo(summary(loaded))


def summary(loaded: Loaded) -> str:
    """Say in one line what a load wrote."""
    created, changed = sum(loaded.created.values()), sum(loaded.changed.values())
    return f"{created} records new, {changed} changed, {sum(loaded.unchanged.values())} as they were"
