"""`rapporteur build`: the documents of a period."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.cli.parameters import DAY, PERIOD
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import echo, tell, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapporteur.documents.building.build import Built

WIDE = 400


@click.command("build")
@click.argument("period", type=PERIOD)
@click.option("--language", "-l", "languages", multiple=True, help="May be repeated (default: all).")
@click.option("--format", "-f", "formats", multiple=True, help="May be repeated (default: all).")
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Folder (default: build/PERIOD/).")
@click.option("--as-of", type=DAY, help="The association as of this day (default: the period's last).")
@click.option("--dry-run", is_flag=True, help="Say what would be built; write nothing.")
def command(
    period: Period,
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    output: Path | None,
    as_of: date | None,
    dry_run: bool,
) -> None:
    """Build the report of PERIOD: PDF, HTML, DOCX, XLSX, text and JSON in every language.

    \b
      rapporteur build 2018-Q2
      rapporteur build 2018-H1 --language fr --format pdf --output /tmp
    """
    from rapporteur.documents.formats import FORMATS, UnknownFormat
    from rapporteur.interfaces.cli.django import setup

    for format_ in formats:  # before anything slow begins
        if format_ not in FORMATS:
            raise UnknownFormat(format_)
    from rapporteur.documents.building.build import build, file_name, makers, requests

    early = nullcontext() if dry_run else makers(formats)  # they get ready while the records are read
    with early as by, progress() as report:
        setup()
        from django.conf import settings

        from rapporteur.proof.editions.composition import compile_period

        report("records", 0, 0)
        data = compile_period(period, as_of)
        report("records", 1, 1)
        folder = output or settings.BUILD_DIR / period.code.replace("..", "_")
        if dry_run:
            for language, format_ in requests(data, languages, formats):
                echo(folder / file_name(data, language, format_))
            return
        built = build(data, folder, languages=languages, formats=formats, by=by, progress=report)
    if not data.activities:
        tell(
            Message("rapporteur: no activity is recorded in {period}: the report is empty"),
            err=True,
            period=period,
        )
    show(built)


def show(built: Sequence[Built]) -> None:
    """Print a table of the documents on stdout."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column(words(Message("file", context="table")), no_wrap=True, overflow="fold")
    headings = [Message("pages", context="table"), Message("size", context="table")]
    timed = all(document.seconds is not None for document in built)
    if timed:
        headings.append(Message("seconds", context="table"))
    for heading in headings:
        table.add_column(words(heading), justify="right")
    for document in sorted(built, key=lambda one: (one.format, one.language)):
        cells = [str(document.pages or "–"), f"{document.size / 1024:,.0f} KiB"]
        if timed:
            cells.append(f"{document.seconds:.2f}")
        table.add_row(str(_shorten(document.path)), *cells)
    # in a pipe there is no width to fit: a path is never cut
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def _shorten(path: Path) -> Path:
    """Return `path` as short as it can be said."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
