"""`rapporteur data`: a period as JSON."""

from __future__ import annotations

from datetime import date

import click

from rapporteur.base.values.periods import Period
from rapporteur.interfaces.cli.parameters import DAY, PERIOD
from rapporteur.interfaces.cli.reader import echo


@click.command("data")
@click.argument("period", type=PERIOD)
@click.option(
    "--as-of",
    type=DAY,
    help="Members, regions, board and dues as of this day (default: the period's last day).",
)
def command(period: Period, as_of: date | None) -> None:
    """Print the report of PERIOD as JSON: the snapshot from which every document is made.

    \b
      rapporteur data 2018-Q2 > snapshot.json
      rapporteur render snapshot.json --language fr --format pdf --output report.pdf

    The shape is published in docs/report-data.schema.json.
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.proof.editions.composition import compile_period

    echo(compile_period(period, as_of).canonical_json(), nl=False)
