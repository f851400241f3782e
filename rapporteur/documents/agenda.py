"""An agenda as lines of text, and as a calendar (iCalendar) whose entries keep their identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from icalendar import Calendar, Event

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.links import link_target
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.context import Wording
from rapporteur.report.value.ahead import AgendaData, AgendaEntry


def agenda_text(data: AgendaData, language: str) -> bytes:
    """Return a line for each entry: when, what, where."""
    words = Wording(language, data.languages)
    lines = [_line(words, entry) for entry in data.entries]
    return "".join(f"{line}\n" for line in lines).encode()


def _line(words: Wording, entry: AgendaEntry) -> str:
    days = Dates(entry.start, entry.end) if entry.to_the_day else Dates(month=f"{entry.start:%Y-%m}")
    parts = [format_dates(days, words.language), _title(words, entry), _place(words, entry)]
    if entry.is_cancelled:
        parts.append(words.word("agenda", "cancelled"))
    return " · ".join(filter(None, parts))


def _title(words: Wording, entry: AgendaEntry) -> str:
    title = words.text(entry.title)
    return title if entry.moment is None else words.word("agenda", "Deadline: {title}", title=title)


def _place(words: Wording, entry: AgendaEntry) -> str:
    place = words.text(entry.place)
    return place or (words.say(vocabulary.WORDS["online"]) if entry.online else "")


def agenda_calendar(data: AgendaData, language: str) -> bytes:
    """Return the agenda as a calendar: entries of whole days, deadlines at their last second.

    What is cancelled stays in it as cancelled, so that whoever has subscribed loses it.
    """
    words = Wording(language, data.languages)
    calendar = Calendar()
    calendar.add("prodid", "-//Rapporteur//Agenda//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words.text(data.name))
    for entry in data.entries:
        calendar.add_component(_event(words, data, entry))
    return bytes(calendar.to_ical())


def _event(words: Wording, data: AgendaData, entry: AgendaEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", data.asked)
    event.add("summary", _title(words, entry))
    event.add("dtstart", entry.moment or entry.start)
    if entry.moment is None:
        event.add("dtend", entry.end + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    if place := _place(words, entry):
        event.add("location", place)
    if link := link_target(entry.link):
        event.add("url", link)
    status = "CANCELLED" if entry.is_cancelled else "CONFIRMED" if entry.to_the_day else "TENTATIVE"
    event.add("status", status)
    return event


AGENDA: Mapping[str, Callable[[AgendaData, str], bytes]] = {"txt": agenda_text, "ics": agenda_calendar}
"""What makes an agenda in each format."""
