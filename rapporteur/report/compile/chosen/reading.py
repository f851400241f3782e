"""How a section reads its records: those that it is of by itself, what is theirs together with all other sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from operator import attrgetter
from typing import TypeVar

from rapporteur.base.core.database import together

R = TypeVar("R")
Reader = together.Reader[dict[str, object]]
"""Returns what it found by the names of fields of :class:`ChosenRecords`."""


def grouped(rows: Iterable[R], key: str, *order: str) -> dict[int, list[R]]:
    """Return rows by the record to which they belong (`key`, an attribute), each group in an order."""
    found: dict[int, list[R]] = defaultdict(list)
    for row in sorted(rows, key=attrgetter(*order)):
        found[getattr(row, key)].append(row)
    return dict(found)
