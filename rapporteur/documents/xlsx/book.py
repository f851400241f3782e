"""What a sheet is made of: columns with a kind of cell, rows of values, and the words of one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapporteur.base.values.messages import Printed
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.context import Context
from rapporteur.documents.xlsx.words import (
    PLAN_WORDS,
)

Value = str | int | float | Decimal | date | bool | None
Row = tuple[Value, ...]

TEXT, LONG, CODE, INTEGER, DATE, MONEY, SHARE, DEGREES = (
    "text",
    "long",
    "code",
    "integer",
    "date",
    "money",
    "share",
    "degrees",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, its columns as (English heading, kind of cell), its rows."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


class Book:
    """The sheets of one report in one language."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.data = context.data
        self.words = vocabulary.words(context)
        self.titles = {item.slug: context.text(item.title) for item in self.data.activities}
        self.regions = {region.slug: context.text(region.name) for region in self.data.regions}

    def sheet(self, title: str, columns: tuple[tuple[str, str], ...], rows: Iterator[Row]) -> Sheet:
        """Return a sheet with its words in the language."""
        named = tuple((self.heading(heading), kind) for heading, kind in columns)
        return Sheet(self.heading(title), named, tuple(rows))

    def heading(self, english: str) -> str:
        """Return a heading in the language; levels of the plan are called as the plan calls them."""
        level = PLAN_WORDS.get(english)
        return self.words[level] if level else self.context.say(english)

    def yes(self, value: bool) -> str:
        """Return yes or no."""
        return self.context.say("yes" if value else "no")

    def coded(self, table: dict[str, Printed], code: str) -> str:
        """Return the word for a code, or nothing for none."""
        return vocabulary.coded(self.context, table, code) if code else ""

    def region(self, slug: str | None) -> str:
        """Return the name of a region, or nothing for none."""
        return self.regions.get(slug, slug) if slug else ""
