"""Lists of activities as calendars (RFC 5545): whole days, with identifiers that stay."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

from django.http import HttpResponse

from rapporteur import __version__
from rapporteur.interfaces.portal.door.activities import ActivityItem, listed
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.taking.known import identifier
from rapporteur.interfaces.portal.visit import Visit, page
from rapporteur.interfaces.portal.words import PAGES

MOST = 500
"""Events of a calendar, the newest: no reader of calendars wants more."""
_LINE = 75
"""Octets of a line, after which it goes on in the next."""


@page
def calendar(visit: Visit) -> HttpResponse:
    """Send a filtered list."""
    filters = Filters.asked(visit.request.GET)
    name = f"{visit.text(visit.association.name)}: {visit.tell(PAGES['activities'])}"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Rapporteur//{__version__}//{visit.language.upper()}",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}",
        *(line for one in listed(visit, filters.activities()[:MOST], "BRIEF") for line in _event(visit, one)),
        "END:VCALENDAR",
    ]  # fmt: skip
    content = "".join(f"{_folded(line)}\r\n" for line in lines)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _event(visit: Visit, one: ActivityItem) -> Iterator[str]:
    stamp = (one.changed or datetime.combine(one.start, time(), tzinfo=UTC)).astimezone(UTC)
    yield "BEGIN:VEVENT"
    yield f"UID:{identifier(visit, 'activity', one.slug)}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{one.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.end + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY;LANGUAGE={visit.language}:{_text(one.title)}"
    if one.where:
        yield f"LOCATION;LANGUAGE={visit.language}:{_text(one.where)}"
    yield f"CATEGORIES:{_text(one.kind)}"
    if one.month_only:  # somewhere in the month: nobody is busy for all of it
        yield f"DESCRIPTION;LANGUAGE={visit.language}:{_text(one.when)}"
    yield f"URL:{visit.absolute(visit.to('activities', one.slug))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """Return a line in pieces of no more octets than one may have, none of them within a letter."""
    pieces: list[str] = []
    piece = b""
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > _LINE - (1 if pieces else 0):
            pieces.append(piece.decode())
            piece = b""
        piece += encoded
    return "\r\n ".join([*pieces, piece.decode()])
