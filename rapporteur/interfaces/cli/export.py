"""`rapporteur export`: records as tables that `rapporteur import` reads back unchanged."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.cli.parameters import PERIOD
from rapporteur.interfaces.cli.reader import tell

KINDS = ("members", "activities", "dues", "media")


@click.command("export")
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--period", type=PERIOD, help="Only what belongs to this period (default: everything).")
@click.option("--language", "-l", help="The language of headings and names (default: the association's).")
def command(kind: str, out: Path, period: Period | None, language: str | None) -> None:
    """Write records of a KIND to OUT, an .xlsx or .csv file.

    \b
      rapporteur export members members.xlsx
      rapporteur export activities q2.csv --period 2018-Q2

    What is exported is read back unchanged by `rapporteur import`.
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.base.values.files import write_whole
    from rapporteur.intake.importing.exporting import check_format, export_records, table_bytes

    check_format(out)
    rows = export_records(kind, today=datetime.now(UTC).date(), period=period, language=language)
    write_whole(out, table_bytes(rows, out, kind), private=True)
    tell(Message("{file}: {count} rows"), file=out, count=len(rows) - 1)
