"""One round of the worker: what is due is written, what is no longer so is dropped, what waits is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from rapporteur.base.core.permissions import operator
from rapporteur.interfaces.office.outbox.at_once import (
    escalation_days,
    gather_news,
    gather_returned,
    write_news,
)
from rapporteur.interfaces.office.outbox.digest import AllThatWaits, gather_expected, write_digests
from rapporteur.interfaces.office.outbox.readers import gather_people
from rapporteur.interfaces.office.outbox.sending import send_due
from rapporteur.interfaces.office.reviews.queue import reviews_within
from rapporteur.records.outbox import delivery

WORKER = operator("worker")
"""Sees all reviews, to choose whom they are told: what is told is asked of each reader's own rights."""


@dataclass(frozen=True)
class Round:
    """What a round did: mails that were written, sent, not sent, and dropped."""

    written: int
    sent: int
    not_sent: int
    dropped: int


def write_due(at: datetime) -> tuple[int, int]:
    """Write the mails that are due and drop those that are no longer so; return how many of each."""
    people, reviews, days = gather_people(at), reviews_within(WORKER), escalation_days()
    returned = gather_returned()
    news = gather_news(people, reviews, returned, days, at)
    written = delivery.write_mails(write_news(news, at), at)
    written += write_digests(AllThatWaits(people, reviews, returned, gather_expected(at), days), at)
    return written, delivery.drop_outdated([one.key for one in news], at)


def work_once(at: datetime, *, go_on: Callable[[], bool] = lambda: True) -> Round:
    """Do what is due at a moment. Whoever else does the same at once, nothing is written or sent twice."""
    delivery.note_lost(at)
    written, dropped = write_due(at)
    done = send_due(at, go_on=go_on)
    delivery.clear_old(at)
    return Round(written, done.sent, done.not_sent, dropped)
