"""What the rows of every kind of table share on their way to proposals: the registry, and all problems. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rapporteur.intake import proposals
from rapporteur.intake.matching import Answer, Match, Registry
from rapporteur.intake.problems import Problem
from rapporteur.intake.proposals import Known, Values
from rapporteur.intake.tables.rows import Row, Rows

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
        self.taken: dict[str, int] = {}
        self.named: dict[str, int] = {}
        self.slugs = set(known.records)

    def problem(self, row: Row, column: str, value: str, expected: str, near: str = "") -> None:
        """Add a problem to the others."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(self.rows.name, row.number, column, value[:80], expected, near))

    def once(self, row: Row, target: str) -> bool:
        """Tell whether no earlier row is about `target`; otherwise that is a problem."""
        earlier = self.taken.setdefault(target, row.number)
        if earlier != row.number:
            self.problem(row, "row", target, f"each record once: row {earlier} is the same")
        return earlier == row.number

    def required(self, row: Row, values: Mapping[str, Any], *names: str) -> None:
        """Every one of `names` that a new record lacks is a problem."""
        for name in names:
            if proposals.is_empty(values.get(name)):
                self.problem(row, name, "", "a value: a new record needs it")

    def provenance(self, row: Row) -> Values:
        """Return where the row was read."""
        return {"file": self.rows.name, "row": row.number}

    def emptied(self, values: Mapping[str, Any]) -> Values:
        """Return values with what a dash clears put to nothing."""
        return {name: EMPTIED.get(name, "") if value is None else value for name, value in values.items()}


def reference(
    reading: TableReading, row: Row, column: str, text: str, match: Callable[[str, str], Match]
) -> str:
    """Return the slug that a cell means; a cell that means none is a problem, not a doubt: the table is at hand."""
    found = match(text, reading.language)
    if found.is_matched:
        return found.slug
    near = found.candidates[0].slug if found.candidates else ""
    expected = {
        Answer.AMBIGUOUS: "a name that means one record; write the identifier",
        Answer.ENDED: "one that is in force",
    }.get(found.answer, f"a {column} that is recorded")
    reading.problem(row, column, text, expected, near)
    return ""
