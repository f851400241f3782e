"""What breaks each constraint of this room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from rapporteur.records.outbox.enums import MailKind, MailState
from rapporteur.records.outbox.models import Mail, MailChoice
from tests.factories import make

MOMENT = datetime(2018, 7, 2, 9, tzinfo=UTC)


def a_mail(**values: Any) -> Any:
    row = {
        "key": "waits:1:1",
        "kind": MailKind.WAITING,
        "language": "en",
        "written_at": MOMENT,
        "due_at": MOMENT,
    }
    return Mail.objects.create(**{"account": make.AccountFactory(), **row, **values})


def a_choice(**values: Any) -> Any:
    return MailChoice.objects.create(**{"account": make.AccountFactory(), **values})


def _twice_written() -> Any:
    a_mail()
    return a_mail()


def _twice_chosen() -> Any:
    return a_choice(account=a_choice().account)


VIOLATIONS: dict[str, Callable[[], Any]] = {
    "outbox_mail.key": _twice_written,
    "outbox_mailchoice.account_id": _twice_chosen,
    "mail_has_key": lambda: a_mail(key=""),
    "mail_kind_known": lambda: a_mail(kind="NEWSLETTER"),
    "mail_state_known": lambda: a_mail(state="LOST"),
    "mail_sent_at_some_time": lambda: a_mail(state=MailState.SENT),
    "mail_taken_at_some_time": lambda: a_mail(state=MailState.SENDING),
    "mail_choice_digest_known": lambda: a_choice(digest="HOURLY"),
    "mail_choice_hour_of_a_day": lambda: a_choice(hour=24),
}
