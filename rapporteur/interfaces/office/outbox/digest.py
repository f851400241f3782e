"""The digest of a day: what waits for somebody, the newest first, with the contributions that are expected of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import override

from rapporteur.base.core.reach import reaches
from rapporteur.interfaces.office.outbox.at_once import is_late, name_doer, refused_readers
from rapporteur.interfaces.office.outbox.letters import (
    Item,
    describe_contribution,
    describe_period,
    describe_row,
    write_digest,
)
from rapporteur.interfaces.office.outbox.readers import People, Recipient
from rapporteur.interfaces.office.periods.standing import GIVEN_STATES, row_of
from rapporteur.interfaces.office.reviews.queue import Review, describe_review
from rapporteur.records.outbox.delivery import claim_digest, write_mails
from rapporteur.records.outbox.enums import DigestDays
from rapporteur.records.outbox.shapes import Letter
from rapporteur.records.periods.enums import PeriodState
from rapporteur.records.periods.models import Contribution, ReportingPeriod
from rapporteur.records.periods.queries import contributions_to

REMINDERS = (-14, -7, 0, 3)
"""Days before and after contributions to a period are due on which those who owe one are reminded."""
SATURDAY = 5
LONGEST_OVER = timedelta(days=60)
"""Nobody is reminded of a period that has been over for longer: the last reminder is three days after its day."""


@dataclass(frozen=True)
class Expected:
    """A period that contributions are expected to, and the keys of the accounts that owe one."""

    period: ReportingPeriod
    owed_by: frozenset[int]


@dataclass(frozen=True)
class AllThatWaits:
    """What waits for anybody: reviews, contributions that were returned, periods that expect some.

    `days` is after how many days a review is put before somebody else.
    """

    people: People
    reviews: Sequence[Review]
    returned: Sequence[Contribution]
    expected: Sequence[Expected]
    days: int


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a reader, and since when."""

    since: datetime
    item: Item
    returned: bool
    refused: bool = False
    """Whether it is told to who had approved what somebody returned after them."""


def gather_expected(at: datetime) -> list[Expected]:
    """Return the periods of which somebody may have to be reminded, the one that is due first first."""
    today = at.date()
    called = ReportingPeriod.objects.filter(
        state__in=(PeriodState.CALLED, PeriodState.CLOSING),
        due_date__gte=today - LONGEST_OVER,
        due_date__lte=today - timedelta(days=min(REMINDERS) - 1),  # a day more: readers have time zones
    )
    return [
        Expected(
            period,
            frozenset(
                one.account.pk
                for one in contributions_to(period)
                if one.account is not None and one.state not in GIVEN_STATES
            ),
        )
        for period in called.order_by("due_date", "pk")
    ]


def is_due(reader: Recipient, at: datetime) -> bool:
    """Tell whether a reader's digest of today has not been looked at, and its hour has come."""
    now, last = at.astimezone(reader.zone), reader.choice.digested_at
    return now.hour >= reader.choice.hour and (
        last is None or last.astimezone(reader.zone).date() < now.date()
    )


def is_reminded(period: ReportingPeriod, reader: Recipient, at: datetime) -> bool:
    """Tell whether a day of reminders has come since the last digest, or a call after such a day.

    A worker that stood still reminds when it goes on, once, of the last day that came.
    """
    assert period.due_date is not None  # noqa: S101  # it was asked for
    today = at.astimezone(reader.zone).date()
    days = [day for days in REMINDERS if (day := period.due_date + timedelta(days=days)) <= today]
    if not days:
        return False
    came_at = max(datetime.combine(max(days), time.min, reader.zone), period.moved_at)
    return (reader.choice.digested_at or at - timedelta(days=1)) < came_at <= at


def write_digests(waits: AllThatWaits, at: datetime) -> int:
    """Write the digest of each reader whose hour has come; return how many have one. Nobody has two of a day."""
    written = 0
    for reader in waits.people.readers.values():
        if not is_due(reader, at):
            continue
        letter = compose_digest(reader, waits, at)
        with transaction.atomic():
            if claim_digest(reader.choice, at) and letter is not None:
                written += write_mails([letter], at)
    return written


def compose_digest(reader: Recipient, waits: AllThatWaits, at: datetime) -> Letter | None:
    """Return what waits for a reader as a digest; None where nothing does, or only what they chose to hear nothing of.

    Of contributions they are reminded whatever they chose: these are called for.
    """
    local, language = at.astimezone(reader.zone), reader.language
    with override(language):
        reminders = [
            describe_period(row_of(one.period.period, one.period, language, local.date()))
            for one in waits.expected
            if reader.account.pk in one.owed_by and is_reminded(one.period, reader, at)
        ]
        found = list(_items(reader, waits, at)) if _is_wanted(reader, local.date()) else []
    found.sort(key=lambda one: one.since, reverse=True)
    return write_digest(
        reader,
        day=local.date().isoformat(),
        at=at,
        expected=reminders,
        returned=[one.item for one in found if one.returned and not one.refused],
        refused=[one.item for one in found if one.refused],
        waiting=[one.item for one in found if not one.returned],
    )


def _items(reader: Recipient, waits: AllThatWaits, at: datetime) -> Iterator[Waiting]:
    """Yield what waits for a reader, in their language."""
    for review in _reviews_of(reader, waits, at):
        row = describe_review(review, reader.by, reader.language, at)
        item = describe_row(row, name_doer(review), reader.language, returned=review.returned)
        refused = review.returned and reader.account.pk != review.state.requested_by_id
        yield Waiting(review.since, item, review.returned, refused)
    for one in waits.returned:
        if one.account_id == reader.account.pk:
            yield Waiting(one.at, describe_contribution(one, reader.language), returned=True)


def _is_wanted(reader: Recipient, on: date) -> bool:
    chosen = reader.choice.digest
    return chosen == DigestDays.DAILY or (chosen == DigestDays.WEEKDAYS and on.weekday() < SATURDAY)


def _reviews_of(reader: Recipient, waits: AllThatWaits, at: datetime) -> Iterator[Review]:
    """Yield the reviews that wait for a reader: returned to them, theirs to read, or left by others.

    Or returned to somebody else after they had approved it.
    """
    key, people, days = reader.account.pk, waits.people, waits.days
    for one in waits.reviews:
        if one.returned:
            mine = one.state.requested_by_id == key or key in refused_readers(people, one)
        else:
            mine = key in people.asked(one) or (is_late(one, days, at) and key in people.asked_instead(one))
        if mine and reaches(reader.by, one.rights.draft, one.record):
            yield one
