"""Bilateral meetings, media and dues, as sheets."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.base.values.formatting.languages import country
from rapporteur.base.values.links import link_target
from rapporteur.documents.view import vocabulary
from rapporteur.documents.xlsx.book import CODE, DATE, INTEGER, LONG, MONEY, SHARE, TEXT, Book, Row, Sheet
from rapporteur.documents.xlsx.words import (
    SOURCES,
)


def bilateral_meetings(book: Book) -> Sheet:
    """A row per bilateral meeting."""
    columns = (
        ("Month", CODE), ("Date", DATE), ("Place", TEXT), ("Country", TEXT), ("Members", TEXT),
        ("Prospects", TEXT), ("Activity", TEXT),
    )  # fmt: skip
    text = book.context.text
    rows = (
        (
            meeting.month,
            meeting.day,
            text(meeting.place.name),
            country(meeting.place.country, book.context.language) if meeting.place.country else "",
            "; ".join(text(member.name) for member in meeting.members),
            "; ".join(text(prospect.name) for prospect in meeting.prospects),
            book.titles.get(meeting.activity, "") if meeting.activity else "",
        )
        for meeting in book.data.bilateral_meetings
    )
    return book.sheet("Bilateral meetings", columns, rows)


def media(book: Book) -> Sheet:
    """A row per mention."""
    columns = (
        ("Month", CODE), ("Date", DATE), ("Outlet", TEXT), ("Subject", TEXT), ("Channels", TEXT),
        ("Link", TEXT),
    )  # fmt: skip
    rows = (
        (
            mention.month,
            mention.day,
            mention.outlet,
            book.context.text(mention.subject),
            "; ".join(book.coded(vocabulary.CHANNELS, key) for key in mention.channels),
            link_target(mention.link),
        )
        for mention in book.data.media
    )
    return book.sheet("Media", columns, rows)


def dues(book: Book) -> Sheet:
    """One row: the state of the dues."""
    columns = (
        ("Year", INTEGER), ("As of", DATE), ("Amount", MONEY), ("Currency", CODE),
        ("Members with payment", INTEGER), ("Members", INTEGER), ("Share", SHARE), ("Source", TEXT),
        ("Text", LONG),
    )  # fmt: skip
    return book.sheet("Dues", columns, _dues(book))


def _dues(book: Book) -> Iterator[Row]:
    dues = book.data.dues
    if dues is not None:
        yield (
            dues.year,
            dues.as_of,
            dues.amount,
            dues.currency,
            dues.payers,
            dues.members,
            dues.share,
            book.coded(SOURCES, dues.source),
            book.context.text(dues.source_text),
        )
