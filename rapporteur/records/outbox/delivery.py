"""The outbox as whoever sends it keeps it: mails are written once, taken by one, and noted for what became of them.

A mail leaves at most once by itself. It is taken, for all to see, before it is handed to the mail server; whoever is
killed in between leaves one of which nobody knows whether it went. Sent again by itself it would come twice to some;
left alone it misses somebody at worst, whose next digest says the same. So a person decides, in the outbox.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import F

from rapporteur.records.outbox.enums import MailKind, MailState
from rapporteur.records.outbox.models import Mail, MailChoice
from rapporteur.records.outbox.shapes import Letter

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
"""After each attempt how long until the next: a server that restarts is back in minutes, one that fails over by night
in hours; all together they end within a day."""
LOST = timedelta(minutes=10)
"""Nobody sends one mail for so long: a mail server is given up after 20 seconds of silence."""
A_DAY = timedelta(hours=23)
"""A digest that has not gone until the next one comes is not sent any more: the next says what still waits."""
KEPT = timedelta(days=90)
"""How long what became of a mail can be looked up: a quarter. It tells who was to do what."""
LONGEST_FAILURE = 300
AT_ONCE = 20
BY_ITS_DAY = (MailKind.DIGEST, MailKind.REMINDER)


def find_known(keys: Collection[str]) -> set[str]:
    """Return those of some keys of which there is a mail already."""
    return set(Mail.objects.filter(key__in=keys).values_list("key", flat=True))


def write_mails(letters: Sequence[Letter], at: datetime) -> int:
    """Put letters into the outbox, each once however many write it; return how many were new."""
    known = find_known([letter.key for letter in letters])
    new = [letter for letter in letters if letter.key not in known]
    rows = [
        Mail(
            key=one.key, kind=one.kind, account_id=one.account, language=one.language, subject=one.subject,
            text=one.text, html=one.html, written_at=at, due_at=one.due_at,
        )
        for one in new
    ]  # fmt: skip
    Mail.objects.bulk_create(rows, ignore_conflicts=True)
    return len(new)


def claim_digest(choice: MailChoice, at: datetime) -> bool:
    """Note that an account's digest is looked at now; False where somebody else was faster."""
    unchanged = MailChoice.objects.filter(pk=choice.pk, digested_at=choice.digested_at)
    return bool(unchanged.update(digested_at=at))


def drop_outdated(wanted: Collection[str], at: datetime) -> int:
    """Drop what waits and is no longer so: mails that `wanted` does not name, digests of another day."""
    waiting = Mail.objects.filter(state=MailState.WAITING, asked_by="")
    old = waiting.filter(kind__in=BY_ITS_DAY, written_at__lt=at - A_DAY)
    gone = waiting.exclude(kind__in=BY_ITS_DAY).exclude(key__in=wanted)
    return old.update(state=MailState.DROPPED) + gone.update(state=MailState.DROPPED)


def note_lost(at: datetime) -> int:
    """Note of mails that somebody took and never came back with that it is not known whether they went."""
    lost = Mail.objects.filter(state=MailState.SENDING, taken_at__lt=at - LOST)
    return lost.update(state=MailState.UNSURE)


def clear_old(at: datetime) -> int:
    """Delete mails that ended long ago."""
    ended = Mail.objects.exclude(state__in=(MailState.WAITING, MailState.SENDING))
    return ended.filter(written_at__lt=at - KEPT).delete()[0]


def take_due(at: datetime) -> Mail | None:
    """Take the mail that has been due longest, for this caller alone; None where nothing is due."""
    due = Mail.objects.filter(state=MailState.WAITING, due_at__lte=at).order_by("due_at", "pk")
    for mail in due.select_related("account")[:AT_ONCE]:
        mine = Mail.objects.filter(pk=mail.pk, state=MailState.WAITING, due_at=mail.due_at)
        if mine.update(state=MailState.SENDING, taken_at=at, attempts=F("attempts") + 1):
            mail.state, mail.taken_at, mail.attempts = MailState.SENDING, at, mail.attempts + 1
            return mail
    return None


def note_sent(mail: Mail, at: datetime) -> None:
    """Note that a mail that was taken went, even where it was given up for lost meanwhile."""
    taken = Mail.objects.filter(pk=mail.pk, taken_at=mail.taken_at)
    taken.filter(state__in=(MailState.SENDING, MailState.UNSURE)).update(
        state=MailState.SENT, sent_at=at, failure=""
    )


def note_unsure(mail: Mail, failure: str) -> None:
    """Note that the connection broke after a mail was handed over: it may have gone."""
    _note(mail, state=MailState.UNSURE, failure=failure)


def put_off(mail: Mail, failure: str, at: datetime) -> None:
    """Let a mail that did not go be tried again later, the later the oftener it was tried."""
    wait = BACKOFF[min(mail.attempts, len(BACKOFF)) - 1]
    _note(mail, state=MailState.WAITING, failure=failure, due_at=at + wait)


def give_up(mail: Mail, failure: str) -> None:
    """Note that a mail was refused for good."""
    _note(mail, state=MailState.FAILED, failure=failure)


def drop(mail: Mail) -> None:
    """Note that a mail was not sent, since whom it was for is not there any more."""
    _note(mail, state=MailState.DROPPED, failure="")


def _note(mail: Mail, *, state: MailState, failure: str, due_at: datetime | None = None) -> None:
    taken = Mail.objects.filter(pk=mail.pk, taken_at=mail.taken_at, state=MailState.SENDING)
    taken.update(state=state, failure=failure[:LONGEST_FAILURE], due_at=due_at or mail.due_at)
