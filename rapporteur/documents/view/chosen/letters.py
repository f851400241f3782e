"""A reminder of dues as a letter: every word chosen, every amount and day formatted, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Printed
from rapporteur.base.values.money import Money
from rapporteur.base.words.say import say

SUBJECT = Printed("Reminder: membership dues {year}", context="letter")
GREETING = Printed("Dear Sir or Madam,", context="letter")
OPEN = Printed(
    "According to our ledger, {left} of your membership dues for {year} is open as of {day}.",
    context="letter",
)
ASKED = Printed(
    "We should be grateful if you settled it. If you have done so in the meantime, please take this letter as void.",
    context="letter",
)
WRITE_TO_US = Printed("Should you see this otherwise, please write to {email}.", context="letter")
CLOSING = Printed("Yours faithfully,", context="letter")
SIGNATURE = Printed("Secretariat General")
ROWS = {
    "called": Printed("Called for", context="letter"),
    "paid": Printed("Paid", context="letter"),
    "waived": Printed("Waived", context="letter"),
    "left": Printed("Open", context="letter"),
}


@dataclass(frozen=True)
class Sender:
    """The association as its letters name it."""

    name: LocalizedText
    address: tuple[str, ...]
    email: str
    seat: LocalizedText


@dataclass(frozen=True)
class Reminder:
    """What a member is reminded of: the dues of a year as they stand on a day, in a language of letters."""

    language: str
    recipient: str
    country: str
    year: int
    day: date
    called: Money
    paid: Money
    waived: Money
    left: Money


@dataclass(frozen=True)
class LetterView:
    """A letter in words: who writes, to whom, where and when, about what, its sentences and rows, who signs."""

    language: str
    sender: tuple[str, ...]
    recipient: tuple[str, ...]
    place_and_day: str
    subject: str
    before: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    after: tuple[str, ...]
    signature: tuple[str, ...]
    timestamp: int
    """Seconds since 1970 that the document names as its own: the beginning of the day of the letter."""


def present_reminder(reminder: Reminder, sender: Sender, languages: Sequence[str]) -> LetterView:
    """Return a reminder as a letter; names are in its language, else in the first of `languages` that has them."""
    language = reminder.language
    reading = (language, *languages)
    day, name = format_day(reminder.day, language), sender.name.best(reading)
    left, year = format_money(reminder.left, language), str(reminder.year)
    amounts = {"called": reminder.called, "paid": reminder.paid, "waived": reminder.waived}
    shown = [(key, money) for key, money in amounts.items() if key == "called" or money.amount]
    asked = [say(ASKED, language)]
    if sender.email:
        asked.append(say(WRITE_TO_US, language, email=sender.email))
    return LetterView(
        language=language,
        sender=(name, *sender.address, *filter(None, [sender.email])),
        recipient=(reminder.recipient, country(reminder.country, language)),
        place_and_day=", ".join(filter(None, [sender.seat.best(reading), day])),
        subject=say(SUBJECT, language, year=year),
        before=(say(GREETING, language), say(OPEN, language, left=left, year=year, day=day)),
        rows=tuple(
            (say(ROWS[key], language), format_money(money, language))
            for key, money in [*shown, ("left", reminder.left)]
        ),
        after=tuple(asked),
        signature=(say(CLOSING, language), say(SIGNATURE, language), name),
        timestamp=int(datetime.combine(reminder.day, time(), UTC).timestamp()),
    )
