"""What leaves at once: something is returned to somebody, waits for them, or has waited too long for others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.utils.translation import override

from rapporteur.base.core.models import ESCALATION_DAYS, Association
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.formatting.days import format_day
from rapporteur.interfaces.office.outbox.letters import describe_contribution, describe_row, write_one
from rapporteur.interfaces.office.outbox.readers import People, Recipient
from rapporteur.interfaces.office.reviews.queue import Review, describe_review
from rapporteur.records.outbox.delivery import find_known
from rapporteur.records.outbox.enums import MailKind
from rapporteur.records.outbox.shapes import Letter
from rapporteur.records.periods.enums import ContributionState, PeriodState
from rapporteur.records.periods.models import Contribution

FRESH = timedelta(days=3)
"""What happened before is no news: an installation that begins to send mail, or that stood still over a weekend and a
holiday, does not tell the past; the digest has it as long as it waits."""


@dataclass(frozen=True)
class News:
    """Something that one reader is told at once, as long as it is so; `write` gives no mail of what they may not."""

    key: str
    kind: MailKind
    reader: Recipient
    write: Callable[[datetime], Letter | None]


def escalation_days() -> int:
    """Return after how many days a review is put before somebody else; 0: never."""
    days = Association.objects.values_list("escalation_days", flat=True).first()
    return ESCALATION_DAYS if days is None else days


def gather_returned() -> list[Contribution]:
    """Return the contributions that were returned to who sent them, while their period takes them."""
    found = Contribution.objects.filter(
        state=ContributionState.RETURNED, period__state__in=(PeriodState.CALLED, PeriodState.CLOSING)
    )
    return list(found.select_related("period").order_by("-at", "pk"))


def gather_news(
    people: People, reviews: Sequence[Review], returned: Sequence[Contribution], days: int, at: datetime
) -> list[News]:
    """Return what is to be told at once, told already or not, to those who chose so."""
    found = [news for review in reviews for news in _of_review(people, review, days, at)]
    found += [news for one in returned for news in _of_contribution(people, one, at)]
    return [one for one in found if _is_chosen(one)]


def _of_contribution(people: People, contribution: Contribution, at: datetime) -> Iterator[News]:
    author = people.readers.get(contribution.account_id or 0)
    if author is not None and at - contribution.at < FRESH:
        key = f"returned:period:{contribution.pk}:{contribution.at:%Y%m%d%H%M%S}"
        yield News(key, MailKind.RETURNED, author, partial(_tell_contribution, key, author, contribution))


def _tell_contribution(key: str, reader: Recipient, contribution: Contribution, at: datetime) -> Letter:
    return write_one(reader, key, MailKind.RETURNED, describe_contribution(contribution, reader.language), at)


def _of_review(people: People, review: Review, days: int, at: datetime) -> Iterator[News]:
    step = review.state.current_task_state_id or 0
    author = people.readers.get(review.state.requested_by_id or 0)
    fresh = at - review.since < FRESH
    if review.returned:
        done_by = review.state.current_task_state and review.state.current_task_state.finished_by_id
        if fresh and author is not None and done_by != author.account.pk:
            yield _news("returned", step, MailKind.RETURNED, author, review)
        for key in sorted(refused_readers(people, review)) if fresh else ():
            yield _news("refused", step, MailKind.REFUSED, people.readers[key], review)
        return
    if fresh:
        for key in sorted(people.asked(review)):
            yield _news("waits", step, MailKind.WAITING, people.readers[key], review)
    late = at - review.since - timedelta(days=days)
    if days and timedelta() <= late < FRESH:
        for key in sorted(people.asked_instead(review)):
            yield _news("late", step, MailKind.ESCALATED, people.readers[key], review)


def refused_readers(people: People, review: Review) -> frozenset[int]:
    """Return who had approved what somebody else returned after them: not who returned it, nor whose it is."""
    step = review.state.current_task_state
    done_by = {(step.finished_by_id if step else None) or 0, review.state.requested_by_id or 0}
    return (review.refused & people.readers.keys()) - done_by


def _news(what: str, step: int, kind: MailKind, reader: Recipient, review: Review) -> News:
    key = f"{what}:{step}:{reader.account.pk}"
    return News(key, kind, reader, partial(_tell_review, key, kind, reader, review))


def _is_chosen(news: News) -> bool:
    choice = news.reader.choice
    returned = news.kind in (MailKind.RETURNED, MailKind.REFUSED)
    return choice.returned_at_once if returned else choice.waiting_at_once


def is_late(review: Review, days: int, at: datetime) -> bool:
    """Tell whether a review has waited so long that others are to see to it."""
    return bool(days) and not review.returned and at - review.since >= timedelta(days=days)


def write_news(news: Sequence[News], at: datetime) -> list[Letter]:
    """Return the mails of what was not told yet; none of what its reader may not see."""
    known = find_known([one.key for one in news])
    letters = (one.write(at) for one in news if one.key not in known)
    return [letter for letter in letters if letter is not None]


def _tell_review(key: str, kind: MailKind, reader: Recipient, review: Review, at: datetime) -> Letter | None:
    if not reaches(reader.by, review.rights.draft, review.record):
        return None
    with override(reader.language):
        row = describe_review(review, reader.by, reader.language, at)
        item = describe_row(row, name_doer(review), reader.language, returned=review.returned)
    day = format_day(review.since.astimezone(reader.zone).date(), reader.language)
    return write_one(reader, key, kind, item, at, day=day)


def name_doer(review: Review) -> str:
    """Return who returned what is in review, or who put it there."""
    step = review.state.current_task_state
    who = step.finished_by if review.returned and step else review.state.requested_by
    return (who.get_full_name() or who.get_username()) if who else "–"
