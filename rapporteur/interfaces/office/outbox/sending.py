"""Mails on their way: taken from the outbox one after the other, handed to the mail server, noted."""

from __future__ import annotations

import hashlib
import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.urls import reverse

from rapporteur.base.values.running.log import note_failure
from rapporteur.interfaces.office.outbox.letters import address
from rapporteur.interfaces.office.signing.views import mail_leaves
from rapporteur.records.outbox import delivery
from rapporteur.records.outbox.models import Mail

MOST_REFUSALS = len(delivery.BACKOFF)
"""So often a server may say “not now” to one mail before it is given up."""
FOR_GOOD = 500
"""Codes of SMTP from here on mean that the same will be refused again; below, that it may be taken later."""


@dataclass(frozen=True)
class Sent:
    """How many mails went, and how many did not."""

    sent: int = 0
    not_sent: int = 0


def send_due(at: datetime, *, go_on: Callable[[], bool] = lambda: True) -> Sent:
    """Send what is due, over one connection; nothing where this installation sends no mail.

    A server that cannot be reached costs one mail its turn, not all of them. `go_on` is asked before each.
    """
    if not mail_leaves():
        return Sent()
    connection, sent, missed = get_connection(), 0, 0
    try:
        while go_on() and (mail := delivery.take_due(at)) is not None:
            if not mail.account.is_active:
                delivery.drop(mail)
            elif not _reach(connection, mail, at):
                return Sent(sent, missed + 1)
            elif _send(connection, mail, at):
                sent += 1
            else:
                missed += 1
                connection.close()  # what went wrong in one must not go wrong in the next
    finally:
        connection.close()
    return Sent(sent, missed)


def _reach(connection: Any, mail: Mail, at: datetime) -> bool:
    """Open the connection; where that fails nothing was handed over, and the mail waits as long as it is so."""
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        note_failure("mail_server_not_reached", error)
        delivery.put_off(mail, describe_error(error), at)
        return False
    return True


def _send(connection: Any, mail: Mail, at: datetime) -> bool:
    """Hand a mail over and note what became of it."""
    if not mail.account.email:
        delivery.give_up(mail, "no address")
        return False
    try:
        connection.send_messages([make_message(mail)])
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        failure = describe_error(error)
        if code_of(error) >= FOR_GOOD or mail.attempts > MOST_REFUSALS:
            delivery.give_up(mail, failure)
        else:
            delivery.put_off(mail, failure, at)
        return False
    except (OSError, smtplib.SMTPException) as error:
        delivery.note_unsure(mail, describe_error(error))  # it broke off: the server may have taken it
        return False
    delivery.note_sent(mail, at)
    return True


def make_message(mail: Mail) -> EmailMultiAlternatives:
    """Return a mail as it leaves; its id is always the same, so that a mailbox shows one that came twice once."""
    sender = settings.DEFAULT_FROM_EMAIL
    domain = sender.rpartition("@")[2].strip(" >") or "localhost"
    name = hashlib.sha256(f"{mail.key} {mail.written_at.isoformat()}".encode()).hexdigest()[:32]
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        sender,
        [mail.account.email],
        headers={
            "Message-ID": f"<{name}@{domain}>",
            "Auto-Submitted": "auto-generated",  # no “I am away” comes back
            "Content-Language": mail.language,
            "List-Unsubscribe": f"<{address(reverse('office_mails'))}>",
        },
    )
    message.attach_alternative(mail.html, "text/html")
    return message


def code_of(error: smtplib.SMTPException) -> int:
    """Return the code with which a server refused: the worst, where it refused several addresses."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=FOR_GOOD)
    return int(getattr(error, "smtp_code", 0))


def describe_error(error: Exception) -> str:
    """Return what went wrong, for who administers: the kind, the code, and what the server said."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = "; ".join(f"{code} {_text(text)}" for code, text in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        said = f"{error.smtp_code} {_text(error.smtp_error)}"
    else:
        said = str(error)
    return f"{type(error).__name__}: {' '.join(said.split())}"


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
