"""What lies ahead, as sheets: the agenda, deadlines of calls."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen import ahead as words
from rapporteur.documents.xlsx.book import CODE, DATE, INTEGER, LONG, TEXT, Book, Row, Sheet
from rapporteur.report.value.ahead import AnnualMeetingData, NextQuarterData, PlannedEventData


def agenda(book: Book) -> Sheet:
    """A row per planned event and meeting of a body; of an annual meeting its edition, host and items, too."""
    columns = (
        ("Month", CODE), ("Start", DATE), ("End", DATE), ("Title", TEXT), ("Kind", TEXT), ("Place", TEXT),
        ("Online", TEXT), ("Ours", TEXT), ("Theme", TEXT), ("Deliverables", TEXT), ("Edition", INTEGER), ("Host", TEXT),
        ("Candidates to host the next one", TEXT), ("To be heard", LONG),
    )  # fmt: skip
    return book.sheet("Events to come", columns, _agenda(book))


def _ahead(book: Book) -> NextQuarterData | None:
    found = book.data.next_quarter
    return found if isinstance(found, NextQuarterData) else None


def _agenda(book: Book) -> Iterator[Row]:
    data, text = _ahead(book), book.context.text
    if data is None:
        return
    if annual := data.annual_meeting:
        yield (*_event(book, annual.event), *_annual(book, annual))
    for event in data.events:
        yield (*_event(book, event), None, "", "", "")
    kind = book.context.word("planned event", "Meeting of a body")
    for one in data.meetings:
        yield (
            f"{one.start:%Y-%m}", one.start, one.end, text(one.body.name), kind, text(one.place), book.yes(one.online),
            book.yes(True), "", "", None, "", "", "",
        )  # fmt: skip


def _event(book: Book, event: PlannedEventData) -> Row:
    text = book.context.text
    return (
        event.month,
        event.start,
        event.end,
        text(event.title),
        book.coded(vocabulary.KINDS, event.kind),
        text(event.place),
        book.yes(event.online),
        book.yes(event.ours),
        text(event.theme),
        ", ".join(event.deliverables),
    )


def _annual(book: Book, annual: AnnualMeetingData) -> Row:
    text = book.context.text
    bids, items = "; ".join(map(text, annual.bids)), "\n".join(map(text, annual.items))
    return (annual.edition, text(annual.host), bids, items)


def deadlines(book: Book) -> Sheet:
    """A row per call that closes."""
    columns = (("Date", DATE), ("Time", CODE), ("Time zone", CODE), ("Name", TEXT), ("Kind", TEXT))
    data, text = _ahead(book), book.context.text
    rows = (
        (
            one.day,
            f"{one.time:%H:%M:%S}" if one.time else "",
            one.zone,
            text(one.name),
            book.coded(words.CALLS, one.kind),
        )
        for one in (data.deadlines if data else ())
    )
    return book.sheet("Deadlines of calls", columns, rows)
