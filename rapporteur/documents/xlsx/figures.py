"""The period in figures, as a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.documents.view.colophon import colophon
from rapporteur.documents.xlsx.book import SHARE, TEXT, Book, Row, Sheet


def summary(book: Book) -> Sheet:
    """The period in figures; what is no number is beside the number it belongs to."""
    columns = (("Figure", TEXT), ("Value", TEXT), ("Share", SHARE))
    return book.sheet("Summary", columns, _summary(book))


def _summary(book: Book) -> Iterator[Row]:
    data, say, figures = book.data, book.context.say, book.data.summary
    yield say("Association"), book.context.text(data.association.name), None
    yield say("Report"), book.context.text(data.association.report_name), None
    yield say("Period"), book.context.period, None
    yield say("As of"), data.as_of, None
    yield say("Language"), book.context.language, None
    for row in colophon(book.context):
        if row.key != "as_of":
            yield row.label, row.text, None
    yield say("Activities"), figures.activities, None
    yield say("Activations"), figures.activations, None
    yield say("Members"), figures.members, None
    yield say("Activated members"), figures.members_activated, figures.members_activated_share
    yield say("Regions"), figures.regions, None
    yield (
        say("Regions with activated members"),
        figures.regions_activated,
        _share(figures.regions_activated, figures.regions),
    )
    yield book.heading("Deliverables"), figures.deliverables, None
    yield (
        say("Deliverables with evidence"),
        figures.deliverables_with_evidence,
        _share(figures.deliverables_with_evidence, figures.deliverables),
    )
    yield say("Bilateral meetings"), figures.bilateral_meetings, None
    yield say("Media mentions"), figures.media_mentions, None


def _share(part: int, whole: int) -> float | None:
    """Return a part of a whole, or nothing where there is no whole."""
    return round(part / whole, 4) if whole else None
