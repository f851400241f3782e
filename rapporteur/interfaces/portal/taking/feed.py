"""Lists of activities and of publications as Atom feeds (RFC 4287), in the language of the page that they belong to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from xml.sax.saxutils import escape, quoteattr

from django.http import HttpResponse

from rapporteur.interfaces.portal.door.activities import ActivityItem, listed
from rapporteur.interfaces.portal.door.filters import Filters
from rapporteur.interfaces.portal.door.publications import PublicationShown, known_publications
from rapporteur.interfaces.portal.door.publications import publications as publications_of
from rapporteur.interfaces.portal.pages.publications import series_asked
from rapporteur.interfaces.portal.taking.known import identifier
from rapporteur.interfaces.portal.visit import Visit, page
from rapporteur.interfaces.portal.words import PAGES

MOST = 50
"""Entries of a feed: what is older stands in the list."""
_NOT_XML = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r")


@page
def atom(visit: Visit) -> HttpResponse:
    """Send the newest of a filtered list of activities."""
    filters = Filters.asked(visit.request.GET)
    rows = listed(visit, filters.activities()[:MOST], "NAMED")
    changed = max((_changed(one) for one in rows), default=_began(visit.today))
    return _feed(visit, "activities", filters.query, changed, [_entry(visit, one) for one in rows])


@page
def publications(visit: Visit) -> HttpResponse:
    """Send the newest publications, all or those of a series."""
    series, _ = series_asked(visit)
    rows = publications_of(visit, known_publications(visit, series)[:MOST])
    query = f"?series={series}" if series else ""
    changed = max((_began(one.day) for one in rows if one.day), default=_began(visit.today))
    return _feed(visit, "publications", query, changed, [_publication(visit, one, changed) for one in rows])


def _feed(visit: Visit, part: str, query: str, changed: datetime, entries: list[str]) -> HttpResponse:
    association = visit.text(visit.association.name)
    own = visit.absolute(visit.request.get_full_path())
    title = f"{association}: {visit.tell(PAGES[part])}"
    name = ("feed",) if part == "activities" else ("feed", part)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={_quoted(visit.language)}>',
        f"<id>urn:uuid:{identifier(visit, *name, visit.language, query)}</id>",
        f"<title>{_text(title)}</title>",
        f"<updated>{changed.isoformat()}</updated>",
        f"<author><name>{_text(association)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={_quoted(own)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(visit.absolute(visit.to(part) + query))}/>',
        *entries,
        "</feed>\n",
    ]
    return HttpResponse("\n".join(parts), content_type="application/atom+xml; charset=utf-8")


def _publication(visit: Visit, one: PublicationShown, otherwise: datetime) -> str:
    address = visit.absolute(visit.to("publications", one.slug))
    about = " · ".join(filter(None, (one.kicker, visit.listed(one.authors), one.when, one.languages)))
    day = _began(one.day) if one.day else otherwise
    return (
        f"<entry><id>urn:uuid:{identifier(visit, 'publication', one.slug)}</id><title>{_text(one.title)}</title>"
        f"<link href={_quoted(address)}/><updated>{day.isoformat()}</updated><summary>{_text(about)}</summary>"
        f"<category term={_quoted(one.kind_code)} label={_quoted(one.kind)}/></entry>"
    )


def _entry(visit: Visit, one: ActivityItem) -> str:
    address = visit.absolute(visit.to("activities", one.slug))
    took_part = visit.listed(part.who.name for part in one.parts)
    about = " · ".join(filter(None, (one.when, one.where, one.kind, took_part)))
    return (
        f"<entry><id>urn:uuid:{identifier(visit, 'activity', one.slug)}</id><title>{_text(one.title)}</title>"
        f"<link href={_quoted(address)}/><updated>{_changed(one).isoformat()}</updated>"
        f"<published>{_began(one.start).isoformat()}</published><summary>{_text(about)}</summary>"
        f"<category term={_quoted(one.kind_code)} label={_quoted(one.kind)}/></entry>"
    )


def _began(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _changed(one: ActivityItem) -> datetime:
    return one.changed or _began(one.start)


def _text(text: str) -> str:
    return escape(text.translate(_NOT_XML))


def _quoted(text: str) -> str:
    return quoteattr(text.translate(_NOT_XML))
