"""`rapporteur check`: what is missing or contradicts itself in a period, and what mends it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.base.words.say import say_around
from rapporteur.interfaces.cli.parameters import DAY, PERIOD
from rapporteur.interfaces.cli.progress import progress
from rapporteur.interfaces.cli.reader import IN_WHICH, echo, reader_language

if TYPE_CHECKING:
    from rapporteur.proof.rules.finding import Finding
    from rapporteur.proof.rules.rulebook import Checked

BLOCKED = 1
SEVERITIES = ("blocking", "warning", "information")
WORDS = {
    "BLOCKING": Message("Blocking", context="findings"),
    "WARNING": Message("Warnings", context="findings"),
    "INFORMATION": Message("Information", context="findings"),
    "waived": Message("waived", context="findings"),
    "lapsed": Message("waived before, but changed since", context="findings"),
    "none": Message("nothing found", context="findings"),
}


@click.command("check")
@click.argument("period", type=PERIOD)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, in all three languages.")
@click.option(
    "--severity",
    type=click.Choice(SEVERITIES, case_sensitive=False),
    default="information",
    show_default=True,
    help="Show findings of this severity and worse.",
)
@click.option("--language", "-l", type=click.Choice(LANGUAGES), default=reader_language, help=IN_WHICH)
@click.option("--as-of", type=DAY, help="The association as of this day (default: the period's last).")
def command(period: Period, as_json: bool, severity: str, language: str, as_of: date | None) -> None:
    """Check the records of PERIOD: what is missing, what contradicts itself, and what mends it.

    \b
      rapporteur check 2018-Q2
      rapporteur check 2018-Q2 --severity blocking
      rapporteur check 2018-Q2 --json > findings.json

    Every rule is described in docs/checks.md. A finding that is right as it is can be silenced with `rapporteur waive`.
    The exit code is 1 when something blocks the report, whatever is shown; otherwise 0.
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.proof.checks.subject import check_period

    with progress() as report:
        report("checks", 0, 0)
        checked = check_period(period, as_of)
        report("checks", 1, 1)
    rank = SEVERITIES.index(severity.lower())
    shown = [finding for finding in checked.open if finding.severity.rank <= rank]
    if as_json:
        echo(
            json.dumps(
                as_data(period, as_of or period.last_day, checked, shown), ensure_ascii=False, indent=2
            )
        )
    else:
        _print(period, checked, shown, language)
    if checked.blocking:
        sys.exit(BLOCKED)


def _print(period: Period, checked: Checked, shown: Sequence[Finding], language: str) -> None:
    from rapporteur.base.values.typography import normalise

    words = {key: say_around(message, language) for key, message in WORDS.items()}
    counts = [
        f"{words[name.upper()]}: {sum(1 for finding in checked.open if finding.severity == name.upper())}"
        for name in SEVERITIES
    ]
    counts.append(f"{words['waived']}: {len(checked.waived)}")
    echo(f"{period}   {normalise(' · '.join(counts), language)}")
    if not shown:
        echo(f"\n{words['none']}")
    lapsed = {finding.fingerprint for finding, _ in checked.lapsed}
    for severity, findings in groupby(shown, key=lambda finding: finding.severity):
        echo()
        click.secho(words[severity].upper(), bold=True)
        for rule, of_rule in groupby(findings, key=lambda finding: finding.rule):
            together = list(of_rule)
            echo()
            click.secho(f"{rule.id} ({len(together)})", bold=True)
            for finding in together:
                _print_one(finding, language, words["lapsed"] if finding.fingerprint in lapsed else "")


def _print_one(finding: Finding, language: str, note: str) -> None:
    what = finding.record.type.partition(".")[2] or finding.record.type
    again = f" ({note})" if note else ""
    echo(f"  {what} {finding.record.slug}, {finding.field} [{finding.fingerprint[:8]}]{again}")
    echo(f"      {finding.message(language)}")
    echo(f"    → {finding.cure(language)}")


# --- as data -----------------------------------------------------------------------------------


def as_data(period: Period, as_of: date, checked: Checked, shown: Sequence[Finding]) -> dict[str, Any]:
    """Return the findings as plain values."""
    from rapporteur.proof.rules.finding_data import counts_data, finding_data

    lapsed = {finding.fingerprint: waiver for finding, waiver in checked.lapsed}
    return {
        "period": period.code,
        "as_of": as_of.isoformat(),
        "blocks": bool(checked.blocking),
        "counts": counts_data(checked.open),
        "findings": [
            finding_data(finding)
            | ({"waived_before": lapsed[finding.fingerprint].reason} if finding.fingerprint in lapsed else {})
            for finding in shown
        ],
        "waived": [
            finding_data(finding) | {"reason": waiver.reason, "by": waiver.by}
            for finding, waiver in checked.waived
        ],
    }
