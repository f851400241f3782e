"""Where a list can be followed and taken away."""

from __future__ import annotations

from typing import NamedTuple

from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.interfaces.portal.words import CALENDAR_OF, FEED_WORD, TABLE_CSV, TABLE_JSON


class Taken(NamedTuple):
    """A form in which a list is to be had."""

    words: str
    href: str
    media_type: str


def of_activities(visit: Visit, filters: Filters) -> list[Taken]:
    """Return the forms of a list of activities, of the same state as its page."""
    forms = (
        (FEED_WORD, "feed.atom", "application/atom+xml"),
        (CALENDAR_OF, "calendar.ics", "text/calendar"),
        (TABLE_CSV, "table.csv", "text/csv"),
        (TABLE_JSON, "table.json", "application/json"),
    )
    return [
        Taken(visit.tell(words), visit.to("activities", name) + filters.query, kind)
        for words, name, kind in forms
    ]


def of_table(visit: Visit, part: str, query: str) -> list[Taken]:
    """Return the forms of a table."""
    forms = ((TABLE_CSV, "table.csv", "text/csv"), (TABLE_JSON, "table.json", "application/json"))
    return [Taken(visit.tell(words), visit.to(part, name) + query, kind) for words, name, kind in forms]


def of_publications(visit: Visit, query: str) -> list[Taken]:
    """Return the forms of the list of publications."""
    feed = Taken(visit.tell(FEED_WORD), visit.to("publications", "feed.atom") + query, "application/atom+xml")
    return [feed, *of_table(visit, "publications", query)]


def of_agenda(visit: Visit, query: str) -> list[Taken]:
    """Return the forms of the agenda; the calendar is always that of now."""
    calendar = Taken(visit.tell(CALENDAR_OF), visit.to("agenda", "calendar.ics"), "text/calendar")
    return [calendar, *of_table(visit, "agenda", query)]
