"""A mail as its reader gets it: plain text, and simple HTML, with links to the very records; in their language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from rapporteur.base.values.messages import Message
from rapporteur.base.values.typography import normalise
from rapporteur.base.words.say import say, say_around
from rapporteur.interfaces.office.outbox.readers import Recipient
from rapporteur.interfaces.office.outbox.words import (
    CHOICE,
    CONTRIBUTION,
    EXPECTED,
    HELLO,
    LEADS,
    MORE,
    REFUSED,
    RETURNED,
    RETURNED_NOTE,
    SUBJECTS,
    WAITING,
    WAITING_NOTE,
)
from rapporteur.interfaces.office.periods.standing import PeriodRow, name_period
from rapporteur.interfaces.office.reviews.queue import QueueRow
from rapporteur.records.outbox.enums import MailKind
from rapporteur.records.outbox.shapes import Letter
from rapporteur.records.periods.models import Contribution

MOST_ITEMS = 20
"""Of a list in a mail: nobody reads more of it there; the page of reviews has all."""
LONGEST_COMMENT = 300
LONGEST_SUBJECT = 120
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True)
class Item:
    """One thing that a mail tells: what it is called, what is to be known of it, and its page."""

    text: str
    note: str
    link: str


@dataclass(frozen=True)
class MailPart:
    """Things of one kind; `title` is empty in a mail that tells only one, `more` says how many are left out."""

    title: str
    items: tuple[Item, ...]
    more: Item | None = None


def address(path: str) -> str:
    """Return the whole address of a page of this installation."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def put_on_one_line(text: str) -> str:
    """Return a text without breaks, which end a header and look like another item; spaces before signs stay."""
    return _BREAKS.sub(" ", text).strip()


def describe_row(row: QueueRow, who: str, language: str, *, returned: bool) -> Item:
    """Return a review as a mail tells it; `who` has returned it, or put it to review."""
    if returned:
        comment = put_on_one_line(row.comment)[:LONGEST_COMMENT] or "–"
        note = say_around(RETURNED_NOTE, language, kind=row.kind, who=who, comment=comment)
    else:
        note = say(WAITING_NOTE, language, kind=row.kind, who=who, since=row.since)
    return Item(normalise(row.name, language), note, address(row.address))


def describe_period(row: PeriodRow) -> Item:
    """Return a period whose contributions are expected as a mail tells it."""
    return Item(row.name, row.due, address(reverse("periods:period", args=[row.code])))


def describe_contribution(contribution: Contribution, language: str) -> Item:
    """Return a contribution that was returned as a mail tells it."""
    period = contribution.period.period
    reason = put_on_one_line(contribution.reason)[:LONGEST_COMMENT]
    note = say_around(
        RETURNED_NOTE, language, kind=say(CONTRIBUTION, language), who=contribution.by, comment=reason
    )
    return Item(name_period(period, language), note, address(reverse("periods:period", args=[period.code])))


def make_part(title: Message, items: Sequence[Item], language: str) -> MailPart:
    """Return a section of a digest, with what is beyond it in a number."""
    left = len(items) - MOST_ITEMS
    more = Item(say(MORE, language, count=left), "", address(reverse("reviews:index"))) if left > 0 else None
    return MailPart(say(title, language), tuple(items[:MOST_ITEMS]), more)


def write_digest(
    reader: Recipient,
    *,
    day: str,
    at: datetime,
    expected: list[Item],
    returned: list[Item],
    refused: list[Item],
    waiting: list[Item],
) -> Letter | None:
    """Return the digest of a day; None where nothing waits. Contributions alone make it a reminder."""
    parts = ((EXPECTED, expected), (RETURNED, returned), (REFUSED, refused), (WAITING, waiting))
    sections = [make_part(title, items, reader.language) for title, items in parts if items]
    count = len(expected) + len(returned) + len(refused) + len(waiting)
    if not count:
        return None
    kind = MailKind.DIGEST if returned or refused or waiting else MailKind.REMINDER
    subject = say(SUBJECTS[kind], reader.language, count=count, name=expected[0].text if expected else "")
    return write_letter(reader, f"digest:{reader.account.pk}:{day}", kind, subject, sections, at)


def write_one(
    reader: Recipient, key: str, kind: MailKind, item: Item, at: datetime, *, day: str = ""
) -> Letter:
    """Return a mail on one record that leaves at once."""
    subject = say(SUBJECTS[kind], reader.language, name=item.text, day=day)
    return write_letter(reader, key, kind, subject, [MailPart("", (item,))], at)


def write_letter(
    reader: Recipient, key: str, kind: MailKind, subject: str, sections: Sequence[MailPart], at: datetime
) -> Letter:
    """Return a mail in both forms; names in its subject stand on one line, whatever somebody typed."""
    language = reader.language
    context: dict[str, object] = {
        "language": language,
        "subject": subject,
        "hello": say(HELLO, language, name=reader.name),
        "lead": say(LEADS[kind], language),
        "sections": sections,
        "choice": say(CHOICE, language),
        "choice_link": address(reverse("office_mails")),
    }
    with override(language):
        html = render_to_string("office/outbox/letter.html", context)
    one_line = put_on_one_line(subject)
    if len(one_line) > LONGEST_SUBJECT:
        one_line = f"{one_line[: LONGEST_SUBJECT - 1]}…"
    return Letter(
        key=key, kind=kind, account=reader.account.pk, language=language, subject=one_line,
        text=_plain(context, sections), html=html, due_at=at,
    )  # fmt: skip


def _plain(context: dict[str, object], sections: Sequence[MailPart]) -> str:
    lines = [str(context["hello"]), "", str(context["lead"]), ""]
    for section in sections:
        if section.title:
            lines += [section.title.upper(), ""]
        for item in [*section.items, *([section.more] if section.more else [])]:
            text = [put_on_one_line(item.text), item.note, item.link]
            lines += [
                *(f"  {line}" if number else f"- {line}" for number, line in enumerate(filter(None, text))),
                "",
            ]
    return "\n".join([*lines, "-- ", str(context["choice"]), str(context["choice_link"]), ""])
