"""The action plan, a row per node, as a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from rapporteur.documents.xlsx.book import CODE, INTEGER, LONG, TEXT, Book, Row, Sheet
from rapporteur.documents.xlsx.words import (
    DELIVERABLES,
)


def plan(book: Book) -> Sheet:
    """A row per node of the plan with the activities of each month."""
    months = book.data.period.months
    columns = (
        ("Code", CODE), ("Level", TEXT), ("Parent", CODE), ("Title", TEXT), ("Text", LONG),
        ("Purpose", LONG),
        ("Kind", TEXT), ("In the adopted plan", CODE), ("Activities", INTEGER),
        *((month, INTEGER) for month in months),
    )  # fmt: skip
    return book.sheet("Plan", columns, _plan(book, months))


def _plan(book: Book, months: tuple[str, ...]) -> Iterator[Row]:
    if book.data.plan is None:
        return
    text = book.context.text
    levels = {level.key: text(level.name) for level in book.data.plan.levels}
    for node in book.data.plan.nodes:
        yield (
            node.code,
            levels.get(node.level, node.level),
            node.parent or "",
            text(node.title),
            text(node.text),
            text(node.purpose),
            book.coded(DELIVERABLES, node.kind),
            book.yes(node.listed),
            len(node.activities),
            *(node.activities_by_month.get(month, 0) for month in months),
        )
