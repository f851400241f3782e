"""Several events of a file with one UID: versions of one event, or events that a program did not tell apart. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from rapidfuzz import fuzz

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.base.values.search import fold
from rapporteur.intake.importing.calendars.events import CalendarEntry
from rapporteur.intake.importing.calendars.notices import Notices
from rapporteur.intake.importing.calendars.shapes import Event

ALIKE_FROM = 80.0
"""A title that was corrected is this like the one before, of 100: “Board meeting” and “Board meeting (Lima)” are 76."""


COMPARED = 50
"""With how many events of its UID an event is compared: a program that gives all events one UID must not cost a day."""


class EventsOfUid(NamedTuple):
    """The events of one UID: those that stand by themselves or recur, and occurrences that are told apart."""

    whole: list[CalendarEntry]
    apart: list[CalendarEntry]


def by_uid(entries: Sequence[CalendarEntry], notices: Notices) -> list[EventsOfUid]:
    """Return the events of each UID, every one once: of versions the latest, in the order of the file."""
    groups: dict[str, EventsOfUid] = {}
    for entry in entries:
        told = groups.setdefault(entry.event.uid, EventsOfUid([], []))
        (told.whole if entry.original is None else told.apart).append(entry)
    return [
        EventsOfUid(_whole(told.whole, notices), _latest_occurrences(told.apart, notices))
        for told in groups.values()
    ]


def _latest_occurrences(entries: Sequence[CalendarEntry], notices: Notices) -> list[CalendarEntry]:
    latest: dict[object, CalendarEntry] = {}
    for entry in entries:
        known = latest.get(entry.original)
        latest[entry.original] = entry if known is None else _later(known, entry, notices)
    return list(latest.values())


def _whole(entries: Sequence[CalendarEntry], notices: Notices) -> list[CalendarEntry]:
    kept: list[CalendarEntry] = []
    for entry in entries:
        nearby = range(max(0, len(kept) - COMPARED), len(kept))
        same = next((n for n in nearby if are_versions(kept[n].event, entry.event)), None)
        if same is None:
            kept.append(entry)
        else:
            kept[same] = _later(kept[same], entry, notices)
    if len(kept) < 2:
        return kept
    shown = ", ".join(f"{one.event.number} (“{one.event.title[:40]}”)" for one in kept[:5])
    notices.add(
        Notice(
            Message(
                "events {events} of {file} have one UID ({uid}) and different titles or days: "
                "each was taken as an event of its own; look whether one stands for another"
            ),
            events=shown,
            file=notices.name,
            uid=kept[0].event.uid[:60],
        )
    )
    return [replace(one, event=replace(one.event, apart=_mark(one.event))) for one in kept]


def are_versions(first: Event, second: Event) -> bool:
    """Tell whether two events of one UID are one: titles alike on days in common, or one cancelled."""
    if first.cancelled or second.cancelled or (first.start <= second.end and second.start <= first.end):
        return (
            _alike(first.title, second.title)
            or not (first.title and second.title)
            or first.start == second.start
        )
    return False


def _alike(first: str, second: str) -> bool:
    return fuzz.ratio(fold(first), fold(second)) >= ALIKE_FROM


def _mark(event: Event) -> str:
    return f"{event.start} {fold(event.title)[:50]}".strip()


def _later(first: CalendarEntry, second: CalendarEntry, notices: Notices) -> CalendarEntry:
    """Return the later of two versions: by its number, its stamp, a cancellation, or where it stands."""
    order = [(one.version, one.event.cancelled, n) for n, one in enumerate((first, second))]
    kept, other = (second, first) if order[1] > order[0] else (first, second)
    notices.add(
        Notice(
            Message(
                "events {first} and {second} of {file} (“{title}”) are one by their UID: "
                "number {kept} was taken as the later version, number {left_out} was left out"
            ),
            first=first.event.number,
            second=second.event.number,
            file=notices.name,
            title=kept.event.title[:60],
            kept=kept.event.number,
            left_out=other.event.number,
        )
    )
    return kept
