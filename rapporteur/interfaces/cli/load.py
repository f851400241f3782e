"""`rapporteur load`: a data set into the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.interfaces.cli.parameters import WHO, system_user
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import echo

if TYPE_CHECKING:
    from rapporteur.base.core.permissions import Actor
    from rapporteur.intake.importing.datasets.loading import Loaded


@click.command("load")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--by",
    type=WHO,
    default=system_user,
    show_default="the system's user",
    help="Who does it: a name for the audit trail.",
)
@click.option("--dry-run", is_flag=True, help="Read and check everything, write nothing.")
def command(folder: Path, by: Actor, dry_run: bool) -> None:
    """Load the data set in FOLDER: all of it or nothing. A second time changes nothing.

    Every problem is told in one pass, with file, line, value, and the nearest valid value.
    """
    from rapporteur.intake.importing.datasets.reading import read_data_set
    from rapporteur.interfaces.cli.django import setup

    data = read_data_set(folder)
    if dry_run:
        echo(f"{folder}: {sum(1 for _ in data.entries())} entries, no problem; nothing was written")
        return
    setup()
    from rapporteur.base.core.tables import have_tables
    from rapporteur.intake.importing.datasets.loading import load_data_set

    with progress() as report:
        have_tables()
        loaded = load_data_set(data, by=by, progress=report)
    echo(summary(loaded))


def summary(loaded: Loaded) -> str:
    """Say in one line what a load wrote."""
    created, changed = sum(loaded.created.values()), sum(loaded.changed.values())
    return f"{created} records new, {changed} changed, {sum(loaded.unchanged.values())} as they were"
