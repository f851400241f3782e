"""What a mail says of an activity, read in a process of its own: its head alone can be made to take hours.

The standard library reads each address, each parameter and each coded word of a head with regard to all the others.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from html import unescape

from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.bounded import Bounds, OverBounds, bounded
from rapporteur.intake.reading.sources.refused import IntakeRefused

MAIL_BYTES = 10 * 2**20
MAIL_LINES = 200
LONGEST_LINE = 2_000
"""Letters of a line: more is no line that says when or where."""
BOUNDS = Bounds(seconds=10, mebibytes=512)
"""An invitation with a photograph takes a tenth of a second."""
_LINE_ENDS = re.compile(r"<br[^<>]*>|</(?:p|div|tr|li|h\d)>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
TOO_LARGE = Message("the mail has {size} MB, at most {most} MB are read")
NO_MAIL = Message("the file is neither a calendar (.ics) nor a mail (.eml)")


@dataclass(frozen=True)
class MailSays:
    """Its subject, the first lines of its text, and the calendar in it, where there is one."""

    subject: str
    lines: tuple[str, ...]
    calendar: bytes | None = None


def read_mail(content: bytes, name: str) -> MailSays:
    """Return what a mail says. Raises IntakeRefused for what is none, or takes more than any."""
    if len(content) > MAIL_BYTES:
        raise IntakeRefused(TOO_LARGE, name, size=round(len(content) / 2**20), most=round(MAIL_BYTES / 2**20))
    try:
        says = bounded(_read, content, bounds=BOUNDS)
    except OverBounds as over:
        raise IntakeRefused(over.faults[0], name) from over
    if says is None:
        raise IntakeRefused(NO_MAIL, name)
    return says


def _read(content: bytes) -> MailSays | None:
    """Return what a mail says; None for what is no mail, or none that can be read."""
    try:
        mail = email.message_from_bytes(content, policy=email.policy.default)
        if not (mail["subject"] or mail["from"]):
            return None
        for part in mail.walk():
            if part.get_content_type() == "text/calendar" and isinstance(
                payload := part.get_payload(decode=True), bytes
            ):
                return MailSays("", (), payload)
        lines = (line[:LONGEST_LINE] for line, _ in zip(_lines_of(mail), range(MAIL_LINES), strict=False))
        return MailSays(str(mail["subject"] or "")[:LONGEST_LINE], tuple(lines))
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError):
        return None  # brackets within brackets, and whatever else the standard library stumbles over


def _lines_of(mail: EmailMessage) -> Iterator[str]:
    body = mail.get_body(("plain", "html"))
    if body is None:
        return
    try:
        text: str = body.get_content()
    except (LookupError, ValueError):  # an encoding that nobody knows
        return
    if body.get_content_type() == "text/html":
        text = unescape(_TAG.sub("", _LINE_ENDS.sub("\n", text)))
    yield from text.splitlines()
