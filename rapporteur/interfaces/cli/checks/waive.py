"""`rapporteur waive`: silence one finding, with a name and a reason, until its record changes."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say_failure
from rapporteur.interfaces.cli.parameters import DAY, PERIOD, TEXT, WHO
from rapporteur.interfaces.cli.reader import echo, reader_language, sentence, tell, words

if TYPE_CHECKING:
    from rapporteur.base.core.permissions import Actor
    from rapporteur.proof.rules.finding import Finding
    from rapporteur.proof.rules.rulebook import Checked

REFUSED = 1


@click.command("waive")
@click.argument("period", type=PERIOD)
@click.argument("finding", type=TEXT)
@click.option("--by", type=WHO, required=True, help="Who answers for it.")
@click.option("--reason", type=TEXT, required=True, help="Why it is right as it is.")
@click.option("--as-of", type=DAY, help="As given to `rapporteur check`.")
@click.option("--dry-run", is_flag=True, help="Say what would be silenced; write nothing.")
def command(period: Period, finding: str, by: Actor, reason: str, as_of: date | None, dry_run: bool) -> None:
    """Silence a finding of PERIOD until what it rests on changes.

    FINDING is the code in square brackets that `rapporteur check` prints beside it.

    \b
      rapporteur waive 2018-Q2 1a2b3c4d --by "A. Diallo" --reason "Signed by letter: there is no place"

    Refused (exit code 1) where the rule does not let it be silenced: such a finding must be mended.
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.proof.checks.actions import (
        FindingNotWaivable,
        WaiverIncomplete,
        check_can_waive,
        waive_finding,
    )
    from rapporteur.proof.checks.subject import check_period

    found = _find(check_period(period, as_of), finding)
    try:
        check_can_waive(found)
        if not dry_run:
            waive_finding(by=by, finding=found, reason=reason)
    except FindingNotWaivable as refused:
        echo(f"rapporteur: {say_failure(refused, reader_language())}", err=True)
        sys.exit(REFUSED)
    except WaiverIncomplete as incomplete:
        raise click.UsageError(say_failure(incomplete, reader_language())) from incomplete
    done = Message("would waive {code}: {message}") if dry_run else Message("waived {code}: {message}")
    tell(done, code=found.code, message=found.message)


def _find(checked: Checked, code: str) -> Finding:
    """Return the standing finding whose fingerprint, or rule and fingerprint, begins with `code`."""
    wanted = code.strip().strip("[]")
    rule, _, digits = wanted.rpartition(":")
    matching = [
        each
        for each in checked.open
        if digits and each.fingerprint.startswith(digits.lower()) and rule in ("", each.rule.id)
    ]
    if len(matching) == 1:
        return matching[0]
    if matching:
        raise click.BadParameter(
            words(
                Message("'{code}' is the beginning of {count} findings: give more of it"),
                code=code,
                count=len(matching),
            ),
            param_hint="FINDING",
        )
    if any(each.fingerprint.startswith(digits.lower()) for each, _ in checked.waived if digits):
        raise click.BadParameter(
            words(Message("'{code}' is waived already"), code=code), param_hint="FINDING"
        )
    unknown = Fault(
        Message(
            "'{value}' is no finding that stands: expected a code in square brackets from `rapporteur check`"
        ),
        value=code,
        nearest=nearest(wanted, [each.code for each in checked.open]),
    )
    raise click.BadParameter(sentence(unknown), param_hint="FINDING")
