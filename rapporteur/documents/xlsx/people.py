"""The board, the people of the regions and the secretariat, as sheets."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.documents.view import vocabulary
from rapporteur.documents.xlsx.book import CODE, TEXT, Book, Row, Sheet
from rapporteur.report.value.data import PersonRef


def board(book: Book) -> Sheet:
    """A row per seat on the board, vacant ones too."""
    columns = (
        ("Region", TEXT), ("Seat", TEXT), ("Holder", TEXT), ("Function", TEXT), ("Organisation", TEXT),
        ("Acting", CODE), ("Vacant", CODE),
    )  # fmt: skip
    return book.sheet("Board", columns, _board(book))


def _board(book: Book) -> Iterator[Row]:
    text = book.context.text
    seats = {code: one for code, (one, _) in vocabulary.SEATS.items()}
    for region in book.data.regions:
        for seat in region.seats:
            holder = seat.holder
            organisation = seat.organisation or (holder.organisation if holder else None)
            yield (
                book.regions[region.slug],
                book.coded(seats, seat.role),
                holder.name if holder else "",
                text(seat.function) or (text(holder.function) if holder else ""),
                text(organisation.name) if organisation else "",
                book.yes(seat.acting),
                book.yes(holder is None),
            )


def people(book: Book) -> Sheet:
    """A row per regional secretary and focal point."""
    columns = (
        ("Region", TEXT), ("Role", TEXT), ("Name", TEXT), ("Function", TEXT), ("Organisation", TEXT),
        ("Identifier", CODE),
    )  # fmt: skip
    say = book.context.say
    rows = (
        (book.regions[region.slug], say(role), *_person(book, person))
        for region in book.data.regions
        for role, people in (
            ("Regional secretariat", region.secretaries),
            ("Focal point", region.focal_points),
        )
        for person in people
    )
    return book.sheet("People of the regions", columns, rows)


def staff(book: Book) -> Sheet:
    """A row per person of the secretariat."""
    columns = (("Name", TEXT), ("Function", TEXT), ("Organisation", TEXT), ("Identifier", CODE))
    return book.sheet("Staff", columns, (_person(book, person) for person in book.data.staff))


def _person(book: Book, person: PersonRef) -> Row:
    text = book.context.text
    organisation = text(person.organisation.name) if person.organisation else ""
    return person.name, text(person.function), organisation, person.slug
