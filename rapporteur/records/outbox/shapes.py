"""What the verbs and the delivery of mails take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rapporteur.base.values.base import Shape
from rapporteur.records.outbox.enums import MailKind


class MailChoiceShape(Shape, frozen=True, kw_only=True):
    """What somebody gets at once, on which days a digest (of DigestDays) and from which hour (0 to 23) of their day."""

    returned_at_once: bool
    waiting_at_once: bool
    digest: str
    hour: int


@dataclass(frozen=True)
class Letter:
    """A mail that is not in the outbox yet, to the account with the key `account`; `due_at` is when it may go."""

    key: str
    kind: MailKind
    account: int
    language: str
    subject: str
    text: str
    html: str
    due_at: datetime
