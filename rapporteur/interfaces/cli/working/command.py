"""`rapporteur work`: the mails that are due, and the digests of the day."""

from __future__ import annotations

import signal
import time

import click

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.reader import tell

EVERY = 30.0
"""Seconds between two rounds: “at once” in a mail is within a minute."""
STEP = 0.5
"""Seconds after which a request to end is heard."""
ROUND = Message("written: {written}; sent: {sent}; not sent: {not_sent}; no longer so: {dropped}")
WOULD = Message("would write: {written}; would drop: {dropped}")


class Stop:
    """Whether somebody asked to end; no lock, which what asks might find held by whom it interrupts."""

    asked = False

    def ask(self, *_: object) -> None:
        """Ask to end: the mail that is on its way is sent and noted first."""
        self.asked = True

    def wait(self, seconds: float) -> None:
        """Wait, but no longer once it is asked."""
        until = time.monotonic() + seconds
        while not self.asked and time.monotonic() < until:
            time.sleep(STEP)


@click.command("work")
@click.option("--once", is_flag=True, help="Do what is due now, and end: for cron.")
@click.option("--dry-run", is_flag=True, help="Say how many mails would be written; write and send nothing.")
@click.option(
    "--beside", type=click.IntRange(1), hidden=True, help="End with the process of this number: a web server."
)
def command(once: bool, dry_run: bool, beside: int | None) -> None:
    """Write the mails that are due, send them, and go on until interrupted; `rapporteur serve` does so beside it.

    \b
      rapporteur work
      */5 * * * *  rapporteur work --once

    Several at the same time do no harm: nothing is written or sent twice. Where no mail leaves (RAPPORTEUR_MAIL), what
    is written waits in the outbox.
    """
    stop = Stop()
    if beside is not None:
        from rapporteur.base.values.running.processes import end_with

        end_with(beside)
    from rapporteur.interfaces.cli.django import setup

    setup()
    from rapporteur.base.core.tables import have_tables

    have_tables()
    if dry_run:
        _tell_what_would_be()
    elif once:
        _work_once()
    else:
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, stop.ask)
        _go_on(stop)


def _tell_what_would_be() -> None:
    from django.db import transaction
    from django.utils import timezone

    from rapporteur.interfaces.office.outbox.round import write_due

    with transaction.atomic():
        written, dropped = write_due(timezone.now())
        transaction.set_rollback(True)
    tell(WOULD, written=written, dropped=dropped)


def _work_once() -> None:
    from django.utils import timezone

    from rapporteur.interfaces.office.outbox.round import work_once

    done = work_once(timezone.now())
    tell(ROUND, written=done.written, sent=done.sent, not_sent=done.not_sent, dropped=done.dropped)


def _go_on(stop: Stop) -> None:
    from django.db import close_old_connections
    from django.utils import timezone

    from rapporteur.base.values.running.log import note_failure
    from rapporteur.interfaces.office.outbox.round import work_once

    while not stop.asked:
        try:
            work_once(timezone.now(), go_on=lambda: not stop.asked)
        except Exception as error:  # noqa: BLE001  # a database that is busy now is not in half a minute
            note_failure("work_failed", error)
        close_old_connections()
        stop.wait(EVERY)
