"""What mails are about, how far each has come, and on which days somebody wants a digest."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


class MailKind(models.TextChoices):
    """What a mail tells."""

    RETURNED = "RETURNED", "returned to you"
    REFUSED = "REFUSED", "returned after your approval"
    WAITING = "WAITING", "waits for you"
    ESCALATED = "ESCALATED", "has waited too long"
    DIGEST = "DIGEST", "digest"
    REMINDER = "REMINDER", "reminder"


class MailState(models.TextChoices):
    """How far a mail has come."""

    WAITING = "WAITING", "waits"
    SENDING = "SENDING", "is being sent"
    SENT = "SENT", "sent"
    UNSURE = "UNSURE", "not known whether it went"
    FAILED = "FAILED", "failed"
    DROPPED = "DROPPED", "no longer so"


class DigestDays(models.TextChoices):
    """On which days somebody wants a digest."""

    DAILY = "DAILY", "every day"
    WEEKDAYS = "WEEKDAYS", "Monday to Friday"
    NONE = "NONE", "never"


MAIL_STEPS: Mapping[MailState, Mapping[str, MailState]] = {
    MailState.WAITING: {"take": MailState.SENDING, "drop": MailState.DROPPED},
    MailState.SENDING: {
        "note_sent": MailState.SENT,
        "put_off": MailState.WAITING,
        "give_up": MailState.FAILED,
        "drop": MailState.DROPPED,
        "note_unsure": MailState.UNSURE,
    },
    MailState.SENT: {"send_again": MailState.WAITING},
    MailState.UNSURE: {"note_sent": MailState.SENT, "send_again": MailState.WAITING},
    MailState.FAILED: {"send_again": MailState.WAITING},
    MailState.DROPPED: {"send_again": MailState.WAITING},
}
"""By state and step the state after it. What may have gone goes again only if somebody says so."""
