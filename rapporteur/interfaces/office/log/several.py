"""Several activities at once: pasted lines, the events of a calendar, a mail; each becomes a page of Log.

Of a line, the part that is a date is when it was, a last part that names an organisation or says online is where; the
rest is the title. What is not sure stays in the title, where whoever pasted it reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from msgspec.structs import replace

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.periods import Period
from rapporteur.base.values.when.outcome import When
from rapporteur.base.values.when.reading import MISSPELT, when_of
from rapporteur.intake.importing.calendars.shapes import Event
from rapporteur.intake.importing.calendars.source import read_calendar
from rapporteur.intake.reading.dates import names_online
from rapporteur.intake.reading.grammar import load
from rapporteur.interfaces.office.log import lookups
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.mails import MailSays, read_mail
from rapporteur.interfaces.office.log.typed import LONGEST_TITLE, Typed
from rapporteur.records.names.index import NameIndex

MOST_LINES = 60
"""Activities at once: a quarter of one officer is some ten, a whole secretariat's forty-five."""
MOST_LETTERS = 400
AROUND = timedelta(days=400)
"""How far from the open period occurrences of a recurring event are taken."""
_STRONG = re.compile(r"\s*(?:\t|;|\||·)\s*")
_WEAK = re.compile(r"(\s*[,:–—]\s+|\s+[–—-]\s+)")
_BULLET = re.compile(r"^\s*(?:[-–•*]|\d{1,3}[.)])\s+")
_FORWARDED = re.compile(r"^(?:(?:re|fwd?|tr|rv|aw|wg)\s*:\s*)+", re.IGNORECASE)
_WHEN = re.compile(r"(?:when|dates|quand|cuándo|cuando|fechas)\s*:\s*(?P<text>.+)", re.IGNORECASE)
_WHERE = re.compile(
    r"(?:where|place|venue|location|où|lieu|dónde|donde|lugar)\s*:\s*(?P<text>.+)", re.IGNORECASE
)


def typed_of_text(text: str, desk: Desk) -> list[Typed]:
    """Return a page of Log for each line of a text that says something; lines beyond MOST_LINES are left out."""
    lines = [_BULLET.sub("", line)[:MOST_LETTERS].strip() for line in text.splitlines()]
    lines = [line for line in lines if line][:MOST_LINES]
    cells = [_cells(line) for line in lines]
    index = lookups.names_index((one[-1] for one, _ in cells if one), desk.today)
    return [_typed(one, marks, index, desk) for one, marks in cells]


def typed_of_series(like: Typed, days: Sequence[Dates], desk: Desk) -> list[Typed]:
    """Return a page of Log for each of some days, which says all else as one that was logged does."""
    pages = [replace(like, when=format_dates(one, desk.language), when_choice="", photos=()) for one in days]
    return pages[:MOST_LINES]


def _cells(line: str) -> tuple[list[str], list[str]]:
    """Return the parts of a line, and what stands between them: tabs, semicolons and bars, else commas and dashes."""
    strong = [part for part in _STRONG.split(line) if part]
    if len(strong) > 1:
        return strong, ["; "] * (len(strong) - 1)
    parts = _WEAK.split(line)
    return parts[::2], parts[1::2]


def _typed(cells: list[str], marks: list[str], index: NameIndex, desk: Desk) -> Typed:
    when, cells, marks = _without_date(cells, marks, desk)
    where, online = "", False
    if len(cells) > 1:
        last = cells[-1].strip(" .")
        online = any(names_online(last, load(language)) for language in ("fr", "en", "es"))
        if online or index.bearing(last):
            where, cells, marks = "" if online else last, cells[:-1], marks[: len(cells) - 2]
    title = "".join(part for pair in zip(cells, [*marks, ""], strict=False) for part in pair)
    return Typed(
        language=desk.title_language, title=" ".join(title.split()).strip(" ,:–—-")[:LONGEST_TITLE], when=when,
        where=where, online=online,
    )  # fmt: skip


def _without_date(cells: list[str], marks: list[str], desk: Desk) -> tuple[str, list[str], list[str]]:
    """Return the longest run of parts that is a date (“5, 6 et 7 avril”), and the parts without it."""
    for length in range(len(cells), 0, -1):
        for start in range(len(cells) - length + 1):
            end = start + length
            run = "".join(
                part
                for pair in zip(cells[start:end], [*marks[start : end - 1], ""], strict=True)
                for part in pair
            )
            if _is_date(run, desk):
                left = marks[: max(start - 1, 0)] + ([marks[start - 1]] if start and end < len(cells) else [])
                return run.strip(), cells[:start] + cells[end:], left + marks[end:]
    return "", cells, marks


def _is_date(text: str, desk: Desk) -> bool:
    """Tell whether a text is a date and nothing else, be it one to be asked about; a bare number is none here."""
    if re.fullmatch(r"\s*\d*\s*", text):
        return False
    when = _when(text, desk)
    is_misspelt = when.problem is not None and when.problem.message is MISSPELT
    return when.dates is not None or (bool(when.choices) and not is_misspelt)


def _when(text: str, desk: Desk) -> When:
    return when_of(text, today=desk.today, period=desk.period, language=desk.language)


# --- files ------------------------------------------------------------------------------------------------


def typed_of_file(content: bytes, name: str, desk: Desk) -> list[Typed]:
    """Return a page of Log for each event of a calendar, or for a mail. Raises IntakeRefused."""
    if b"BEGIN:VCALENDAR" in content[:4000].replace(b"\0", b"").upper():
        return _of_calendar(content, name, desk)
    says = read_mail(content, name)
    if says.calendar is not None:
        return _of_calendar(says.calendar, name, desk)
    return [_of_mail(says, desk)]


def _of_calendar(content: bytes, name: str, desk: Desk) -> list[Typed]:
    window = Period(desk.period.start - AROUND, desk.period.end + AROUND)
    events = read_calendar(content, name, window).events
    return [_of_event(event, desk) for event in events if not event.cancelled][:MOST_LINES]


def _of_event(event: Event, desk: Desk) -> Typed:
    online = any(names_online(event.location, load(language)) for language in ("fr", "en", "es"))
    return Typed(
        language=desk.title_language, title=event.title[:LONGEST_TITLE],
        when=format_dates(Dates(event.start, event.end), desk.language),
        where="" if online else event.location[:LONGEST_TITLE], online=online,
    )  # fmt: skip


def _of_mail(mail: MailSays, desk: Desk) -> Typed:
    """Return what a mail says of an activity: its subject, and the lines that say when and where."""
    (typed,) = typed_of_text(_FORWARDED.sub("", " ".join(mail.subject.split())) or "-", desk)
    when = typed.when or next((text for text in _labelled(mail.lines, _WHEN) if _is_date(text, desk)), "")
    where = typed.where or next(_labelled(mail.lines, _WHERE), "")
    return replace(typed, when=when, where=where[:LONGEST_TITLE])


def _labelled(lines: Sequence[str], label: re.Pattern[str]) -> Iterator[str]:
    for line in lines:
        if match := label.match(line.strip(" *>")):
            yield match["text"].strip()
