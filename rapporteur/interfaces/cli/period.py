"""`rapporteur period`: how far a period is; call for contributions to it, close, lock and unlock it."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say_failure
from rapporteur.interfaces.cli.parameters import DAY, PERIOD, TEXT, WHO
from rapporteur.interfaces.cli.reader import echo, reader_language, tell, words

if TYPE_CHECKING:
    from rapporteur.base.core.permissions import Actor

REFUSED = 1


@click.command("period")
@click.argument("period", type=PERIOD)
@click.option(
    "--step",
    type=click.Choice(["call", "withdraw_call", "close", "lock", "unlock"]),
    help="What is done with it; without it, its state is told.",
)
@click.option("--due", type=DAY, help="The last day on which contributions are expected.")
@click.option("--by", type=WHO, help="Who does it; needed for --step and --due.")
@click.option("--reason", type=TEXT, default="", help="Why; needed to unlock.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing.")
def command(
    period: Period, step: str | None, due: date | None, by: Actor | None, reason: str, dry_run: bool
) -> None:
    """Tell how far PERIOD is, or let it take a step.

    \b
      rapporteur period 2018-Q2
      rapporteur period 2018-Q2 --step call --due 2018-07-15 --by "A. Diallo"
      rapporteur period 2018-Q2 --step lock --by "A. Diallo"

    What falls in a locked period is not written by anybody, at the command line neither. Refused (exit code 1) where
    the state of the period does not let it take the step.
    """
    from rapporteur.interfaces.cli.django import setup

    setup()
    if (step or due) and by is None:
        raise click.UsageError(words(Message("--step and --due need --by: who does it")))
    if by is not None and (step or due):
        _write(period, step, due, by, reason, dry_run=dry_run)
    _tell(period)


def _write(
    period: Period, step: str | None, due: date | None, by: Actor, reason: str, *, dry_run: bool
) -> None:
    from django.db import transaction
    from django.utils import timezone

    from rapporteur.base.values.failures import Foreseeable
    from rapporteur.records.periods.actions import move_period, set_due_date
    from rapporteur.records.periods.shapes import DueDateShape, PeriodMoveShape

    at = timezone.localtime()
    try:
        with transaction.atomic():
            if due is not None:
                set_due_date(by=by, due=DueDateShape(period=period, due_date=due), at=at)
            if step is not None:
                move_period(by=by, move=PeriodMoveShape(period=period, step=step, reason=reason), at=at)
            if dry_run:
                _tell(period, would=True)
                transaction.set_rollback(True)
    except Foreseeable as refused:
        echo(f"rapporteur: {say_failure(refused, reader_language())}", err=True)
        sys.exit(REFUSED)


def _tell(period: Period, *, would: bool = False) -> None:
    from rapporteur.records.periods.enums import PeriodState
    from rapporteur.records.periods.models import ReportingPeriod
    from rapporteur.records.periods.refusals import STATES

    record = ReportingPeriod.objects.of(period).first()
    state = PeriodState(record.state) if record else PeriodState.OPEN
    if would:
        tell(Message("would be: {period}: {state}"), period=period.code, state=STATES[state])
        return
    tell(Message("{period}: {state}", context="periods"), period=period.code, state=STATES[state])
    if record is None:
        return
    day = format_day(record.moved_at.date(), reader_language())
    tell(Message("moved there by {who} on {day}"), who=record.moved_by, day=day)
    if record.due_date:
        tell(
            Message("contributions are expected up to and with {day}"),
            day=format_day(record.due_date, reader_language()),
        )
