"""What the rows of every kind of table share on their way to proposals: the registry, and all problems. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.messages import Message
from rapporteur.intake.importing import proposals
from rapporteur.intake.importing.problems import Problem
from rapporteur.intake.importing.proposals import Known, Values
from rapporteur.intake.importing.tables.civic import CivicNames
from rapporteur.intake.importing.tables.rows import Rows, TableRow
from rapporteur.records.names.match import Answer, Match
from rapporteur.records.names.registry import Registry

BRACKETED = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]")
MOST_PROBLEMS = 1000
EMPTIED: Mapping[str, Any] = {
    "latitude": None, "longitude": None, "geonames": None, "start": None, "end": None, "aliases": [],
    "ambiguous": [], "places": [], "deliverables": [], "activations": [], "channels": [], "month": "",
    "online": False, "region_start": None, "name": {}, "title": {}, "text": {}, "subject": {}, "position": 0,
}  # fmt: skip


class TableReading:
    """What proposals need beside the rows; problems are gathered here."""

    def __init__(
        self,
        rows: Rows,
        registry: Registry,
        known: Known,
        language: str,
        languages: Sequence[str],
        currency: str,
    ) -> None:
        self.rows = rows
        self.registry = registry
        self.known = known
        self.language = language
        self.languages = tuple(languages)
        self.currency = currency
        self.problems: list[Problem] = []
        self.notices: list[str] = []
        self.taken: dict[str, int] = {}
        self.named: dict[str, int] = {}
        self.dated: dict[tuple[str, str, str], int] = {}
        self.slugs = proposals.Slugs(known.records)
        self.civic = CivicNames(registry.organisations)

    def problem(self, row: TableRow, column: str, value: str, expected: Notice, near: str = "") -> None:
        """Add a problem to the others."""
        if len(self.problems) < MOST_PROBLEMS:
            place = self.rows.place or self.rows.name
            self.problems.append(Problem(place, row.number, column, value[:80], expected, near))

    def once(self, row: TableRow, target: str) -> bool:
        """Tell whether no earlier row is about `target`; otherwise that is a problem."""
        earlier = self.taken.setdefault(target, row.number)
        if earlier != row.number:
            self.problem(
                row,
                "row",
                target,
                Notice(Message("each record once: row {row} is the same"), row=str(earlier)),
            )
        return earlier == row.number

    def required(self, row: TableRow, values: Mapping[str, Any], *names: str) -> None:
        """Every one of `names` that a new record lacks is a problem; one that cannot be read is one already."""
        for name in names:
            if name not in row.faulty and proposals.is_empty(values.get(name)):
                self.problem(row, name, "", Notice(Message("a value: a new record needs it")))

    def provenance(self, row: TableRow) -> Values:
        """Return where the row was read, and its cells as they stand there."""
        return {"file": self.rows.name, "row": row.number, "cells": row.texts}

    def emptied(self, values: Mapping[str, Any]) -> Values:
        """Return values with what a dash clears put to nothing."""
        return {name: EMPTIED.get(name, "") if value is None else value for name, value in values.items()}


def reference(
    reading: TableReading, row: TableRow, column: str, text: str, match: Callable[[str, str], Match]
) -> str:
    """Return the slug that a cell means; a cell that means none is a problem, not a doubt: the table is at hand."""
    found = match(text, reading.language)
    if found.is_matched:
        return found.slug
    if column == "organisation":
        found, _ = reading.civic.widened(found, reading.language, reading.registry.on)
    near = found.candidates[0].slug if found.candidates else ""
    expected = {
        Answer.AMBIGUOUS: Message("a name that means one record; write the identifier"),
        Answer.ENDED: Message("one that is in force"),
    }.get(found.answer, Message("a {column} that is recorded"))
    reading.problem(row, column, text, Notice(expected, column=column), near)
    return ""
