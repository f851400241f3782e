"""The outbox as it is kept: each mail once, whoever writes it and whoever sends it, wherever one of them is killed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.records.outbox import delivery
from rapporteur.records.outbox.actions import StillOnItsWay, choose_mails, send_again
from rapporteur.records.outbox.enums import MAIL_STEPS, DigestDays, MailKind, MailState
from rapporteur.records.outbox.models import Mail, MailChoice
from rapporteur.records.outbox.shapes import Letter, MailChoiceShape
from tests.factories import make

pytestmark = pytest.mark.django_db
AT = datetime(2018, 7, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def letter(key: str = "waits:1:1", *, kind: MailKind = MailKind.WAITING, account: Any = None) -> Letter:
    account = account or make.AccountFactory(email="lia@example.org")
    return Letter(key, kind, account.pk, "en", "Waits for you", "text", "<p>text</p>", AT)


def put(key: str = "waits:1:1", **values: Any) -> Mail:
    assert delivery.write_mails([letter(key, **values)], AT) == 1
    return Mail.objects.get(key=key)


def state_of(mail: Mail) -> str:
    return Mail.objects.get(pk=mail.pk).state


def test_the_same_is_written_once() -> None:
    one = letter()
    assert delivery.write_mails([one], AT) == 1
    assert delivery.write_mails([one], AT + MINUTE) == 0
    # somebody who looked before the first had written it:
    Mail.objects.bulk_create([Mail(key=one.key, kind=one.kind, account_id=one.account, written_at=AT, due_at=AT)],
                             ignore_conflicts=True)  # fmt: skip
    assert Mail.objects.count() == 1


def test_what_one_worker_has_taken_no_other_takes() -> None:
    mail = put()
    assert delivery.take_due(AT - MINUTE) is None
    taken = delivery.take_due(AT)
    assert taken is not None
    assert taken.pk == mail.pk
    assert delivery.take_due(AT) is None
    assert state_of(mail) == MailState.SENDING


def test_who_read_the_same_row_takes_it_only_while_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    mail = put()
    filtered = Mail.objects.filter

    def be_late(*args: Any, **kwargs: Any) -> Any:
        """Let another worker take the mail between the look and the grasp of this one."""
        if "pk" in kwargs:
            filtered(pk=mail.pk).update(state=MailState.SENDING, taken_at=AT)
        return filtered(*args, **kwargs)

    monkeypatch.setattr(Mail.objects, "filter", be_late)
    assert delivery.take_due(AT) is None


def test_a_mail_whose_sender_was_killed_is_not_sent_again_by_itself() -> None:
    mail = put()
    taken = delivery.take_due(AT)
    assert taken is not None
    assert delivery.note_lost(AT + delivery.LOST) == 0  # it may still be at it
    assert delivery.note_lost(AT + delivery.LOST + MINUTE) == 1
    assert state_of(mail) == MailState.UNSURE
    assert delivery.take_due(AT + timedelta(days=1)) is None
    delivery.put_off(taken, "slow", AT)  # of no effect once it was given up
    assert state_of(mail) == MailState.UNSURE
    delivery.note_sent(taken, AT + timedelta(hours=1))  # it was only slow
    assert state_of(mail) == MailState.SENT


def test_what_did_not_go_is_tried_later_and_later() -> None:
    mail, waits, now = put(), [], AT
    for _ in range(7):
        taken = delivery.take_due(now)
        assert taken is not None
        delivery.put_off(taken, "SMTPConnectError: 421", now)
        due = Mail.objects.get(pk=mail.pk).due_at
        waits.append((due - now) / MINUTE)
        assert delivery.take_due(due - MINUTE) is None
        now = due
    assert waits == [5, 15, 60, 240, 720, 720, 720]


def test_what_is_no_longer_so_is_dropped_and_what_somebody_asked_for_is_not() -> None:
    gone, so, asked = (put(f"waits:{n}:1") for n in range(3))
    old = put("digest:1:2018-07-01", kind=MailKind.DIGEST)
    Mail.objects.filter(pk=old.pk).update(written_at=AT - timedelta(days=1))
    new = put("digest:1:2018-07-02", kind=MailKind.DIGEST)
    Mail.objects.filter(pk=asked.pk).update(asked_by="ana")
    assert delivery.drop_outdated([so.key], AT) == 2
    assert [state_of(one) for one in (gone, so, asked, old, new)] == [
        MailState.DROPPED,
        MailState.WAITING,
        MailState.WAITING,
        MailState.DROPPED,
        MailState.WAITING,
    ]


def test_what_ended_a_quarter_ago_is_cleared() -> None:
    ended, waits = put("waits:1:1"), put("waits:2:1")
    Mail.objects.filter(pk=ended.pk).update(state=MailState.DROPPED)
    Mail.objects.update(written_at=AT - delivery.KEPT - MINUTE)
    assert delivery.clear_old(AT) == 1
    assert list(Mail.objects.all()) == [waits]


@pytest.mark.parametrize("state", MailState)
def test_only_what_has_ended_is_sent_again(state: MailState) -> None:
    mail = put()
    Mail.objects.update(state=state, taken_at=AT, sent_at=AT, attempts=3, failure="no")
    mail.refresh_from_db()
    if "send_again" not in MAIL_STEPS[state]:
        with pytest.raises(StillOnItsWay):
            send_again(by=operator("ana"), mail=mail, at=AT)
        return
    send_again(by=operator("ana"), mail=mail, at=AT)
    assert (mail.state, mail.attempts, mail.failure, mail.asked_by) == (MailState.WAITING, 0, "", "ana")
    entry = AuditEntry.objects.get(action="sent again")
    assert (entry.by, entry.record, entry.changes["state"]) == ("ana", mail.key, [state, "WAITING"])


def test_a_choice_is_kept_with_the_trail() -> None:
    account = make.AccountFactory(username="lia")
    choice = MailChoiceShape(returned_at_once=True, waiting_at_once=False, digest=DigestDays.NONE, hour=18)
    by = actor_with_roles(account)
    choose_mails(by=by, choice=choice)
    choose_mails(by=by, choice=choice)
    found = MailChoice.objects.get(account=account)
    assert (found.returned_at_once, found.waiting_at_once, found.digest, found.hour) == (
        True,
        False,
        "NONE",
        18,
    )
    entry = AuditEntry.objects.get(record_type="outbox.mailchoice")
    assert (entry.by, entry.record) == ("lia", "lia")
    assert entry.changes == {
        "waiting_at_once": [True, False],
        "digest": ["WEEKDAYS", "NONE"],
        "hour": [7, 18],
    }
    with pytest.raises(ValidationError):
        choose_mails(
            by=by,
            choice=MailChoiceShape(returned_at_once=True, waiting_at_once=True, digest="HOURLY", hour=7),
        )
