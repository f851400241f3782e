"""Women and men as a sheet: as many rows as were counted."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.documents.view.chosen import parity as words
from rapporteur.documents.xlsx.book import DATE, INTEGER, SHARE, TEXT, Book, Row, Sheet
from rapporteur.report.value.parity import ParityData


def parity(book: Book) -> Sheet:
    """A row per count; where nothing is recorded of anybody the number of women is empty, and no nought."""
    columns = (
        ("Kind", TEXT), ("Name", TEXT), ("Capacity", TEXT), ("People", INTEGER), ("About", TEXT), ("Women", INTEGER),
        ("Men", INTEGER), ("Of another gender", INTEGER), ("Not recorded", INTEGER), ("Share of women", SHARE),
        ("Counted on", DATE), ("Activity", TEXT),
    )  # fmt: skip
    return book.sheet("Women and men", columns, _counts(book))


def _counts(book: Book) -> Iterator[Row]:
    data = book.data.parity
    for one in data.counts if isinstance(data, ParityData) else ():
        known = one.recorded > 0
        yield (
            book.coded(words.GROUPS, one.of),
            book.context.text(one.name),
            book.coded(words.CAPACITIES, one.capacity) if one.capacity else "",
            one.people,
            book.yes(one.about) if one.about else "",
            one.women if known else None,
            one.men if known else None,
            one.others if known else None,
            one.unrecorded,
            round(one.women / one.recorded, 4) if known else None,
            one.day,
            book.titles.get(one.activity, "") if one.activity else "",
        )
