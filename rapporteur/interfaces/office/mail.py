"""Mails that the back office sends, noted in the log: to which accounts, by number, and whether they went."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.core.mail.backends import console, filebased, smtp

from rapporteur.base.values.running.log import note, note_failure


class Noting:
    """Notes what a way to send mails does; named before it where a class is made of both."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send mails and return how many went."""
        several = list(email_messages)
        told = _recipients(several)
        try:
            count: int | None = super().send_messages(several)  # type: ignore[misc]  # of the other class
        except Exception as error:
            note_failure("mail_failed", error, level=logging.WARNING, mails=len(several), **told)
            raise
        went = count or 0
        if went:
            note("mail_sent", mails=went, **told)
        if went < len(several):
            note("mail_failed", level=logging.WARNING, mails=len(several) - went, **told)
        return went


class NotingBackend(Noting, smtp.EmailBackend):
    """Sends by SMTP."""


class NotingConsole(Noting, console.EmailBackend):
    """Prints mails (`console:`)."""


class NotingFolder(Noting, filebased.EmailBackend):
    """Lays mails down in a folder (`file:`), readable by their owner alone: they hold links that let somebody in."""

    def open(self) -> bool | None:
        """Open the file of this connection, which is closed to others whatever the umask."""
        unopened: Any = self
        if unopened.stream is None:
            Path(unopened._get_filename()).touch(mode=0o600)
        return super().open()


def _recipients(messages: Sequence[EmailMessage]) -> dict[str, Any]:
    """Return the numbers of the accounts that mails are for, and how many other addresses."""
    addresses = {address for message in messages for address in message.recipients()}
    known = dict(get_user_model()._default_manager.filter(email__in=addresses).values_list("pk", "email"))
    return {"to": ",".join(map(str, sorted(known))), "others": len(addresses - set(known.values()))}
