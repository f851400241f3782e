"""Activities and what hangs on them: who took part, what they are evidence for, where they were."""

from __future__ import annotations

from rapporteur.base.values.formatting.languages import country
from rapporteur.documents.view import vocabulary
from rapporteur.documents.xlsx.book import CODE, DATE, DEGREES, INTEGER, LONG, TEXT, Book, Row, Sheet
from rapporteur.documents.xlsx.words import (
    ROLES,
)
from rapporteur.report.value.data import ActivityData


def activities(book: Book) -> Sheet:
    """A row per activity."""
    columns = (
        ("Number", INTEGER), ("Title", TEXT), ("Kind", TEXT), ("Line", CODE), ("Start", DATE),
        ("End", DATE),
        ("Month", CODE), ("Places", TEXT), ("Online", CODE), ("Initiative", TEXT), ("Deliverables", TEXT),
        ("Members", INTEGER), ("Text", LONG), ("Identifier", CODE),
    )  # fmt: skip
    rows = (_activity(book, number, item) for number, item in enumerate(book.context.sorted_activities, 1))
    return book.sheet("Activities", columns, rows)


def _activity(book: Book, number: int, activity: ActivityData) -> Row:
    text = book.context.text
    return (
        number,
        book.titles[activity.slug],
        book.coded(vocabulary.KINDS, activity.kind),
        activity.line or "",
        activity.start,
        activity.end,
        activity.month,
        "; ".join(text(place.name) for place in activity.places),
        book.yes(activity.online),
        text(activity.initiative.name) if activity.initiative else "",
        " ".join(activity.deliverables),
        len({part.slug for part in activity.members}),
        _plain(book, activity),
        activity.slug,
    )


def _plain(book: Book, activity: ActivityData) -> str:
    """Return an activity's text without style, an empty line between paragraphs."""
    return "\n\n".join(
        "\n".join("".join(run.text for run in item) for item in block.items)
        for block in book.context.blocks(activity.text)
    )


def activity_members(book: Book) -> Sheet:
    """A row per activity and member: the activations."""
    columns = (
        ("Activity", TEXT),
        ("Member", TEXT),
        ("Role", TEXT),
        ("Region", TEXT),
        ("Identifier", CODE),
    )
    regions = {member.slug: book.region(member.region) for member in book.data.members}
    rows = (
        (
            book.titles[activity.slug],
            book.context.text(part.name),
            book.coded(ROLES, part.role),
            regions.get(part.slug, ""),
            part.slug,
        )
        for activity in book.context.sorted_activities
        for part in activity.members
    )
    return book.sheet("Activity members", columns, rows)


def activity_deliverables(book: Book) -> Sheet:
    """A row per activity and deliverable: the evidence."""
    columns = (
        ("Code", CODE), ("Deliverable", TEXT), ("Activity", TEXT), ("Reported line", CODE),
        ("Month", CODE),
        ("Identifier", CODE),
    )  # fmt: skip
    rows = (
        (
            code,
            book.context.codes[code].title,
            book.titles[item.slug],
            item.line or "",
            item.month,
            item.slug,
        )
        for item in book.context.sorted_activities
        for code in item.deliverables
    )
    return book.sheet("Activity deliverables", columns, rows)


def activity_places(book: Book) -> Sheet:
    """A row per activity and place."""
    columns = (
        ("Activity", TEXT), ("Place", TEXT), ("Country", TEXT), ("Latitude", DEGREES),
        ("Longitude", DEGREES),
        ("Identifier", CODE),
    )  # fmt: skip
    rows = (
        (
            book.titles[activity.slug],
            book.context.text(place.name),
            country(place.country, book.context.language) if place.country else "",
            place.latitude,
            place.longitude,
            activity.slug,
        )
        for activity in book.context.sorted_activities
        for place in activity.places
    )
    return book.sheet("Activity places", columns, rows)
