"""Requests for admission, and the prospects that were met, as sheets."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.documents.view.chosen import admissions as words
from rapporteur.documents.xlsx.book import CODE, DATE, INTEGER, LONG, TEXT, Book, Row, Sheet
from rapporteur.documents.xlsx.registers import when_as_code
from rapporteur.report.value.admissions import AdmissionsData


def _data(book: Book) -> AdmissionsData:
    found = book.data.admissions
    return found if isinstance(found, AdmissionsData) else AdmissionsData()


def admissions(book: Book) -> Sheet:
    """A row per request."""
    columns = (
        ("Name", TEXT), ("Country", CODE), ("Received on", CODE), ("State", TEXT), ("Opinion", LONG), ("Body", TEXT),
        ("To be decided on", DATE), ("Decided on", DATE), ("Member from", DATE), ("Met on", CODE), ("Activity", TEXT),
    )  # fmt: skip
    return book.sheet("Requests for admission", columns, _requests(book))


def _requests(book: Book) -> Iterator[Row]:
    text = book.context.text
    for one in _data(book).requests:
        yield (
            text(one.name),
            one.country,
            when_as_code(one.received),
            book.coded(words.OUTCOMES, one.outcome),
            book.coded(words.OPINIONS, one.opinion),
            text(one.body.name) if one.body else "",
            one.meeting,
            one.decided,
            one.since,
            when_as_code(one.met),
            book.titles.get(one.activity, "") if one.activity else "",
        )


def prospects_met(book: Book) -> Sheet:
    """A row per prospect."""
    columns = (("Name", TEXT), ("Bilateral meetings", INTEGER))
    rows = ((book.context.text(one.name), one.times) for one in _data(book).prospects)
    return book.sheet("Prospects that were met", columns, rows)
