"""What is wrong with a file, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it stands, the value found, what was expected, and the nearest valid value."""

    file: str
    line: int
    field: str
    value: str
    expected: str
    nearest: str = ""

    def __str__(self) -> str:
        hint = f"; did you mean '{self.nearest}'?" if self.nearest else ""
        return f"{self.file}:{self.line}: {self.field}: '{self.value}': expected {self.expected}{hint}"


class InvalidFile(ValueError):
    """A file, or several, with problems; nothing of them was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(value: str, valid: Sequence[str]) -> str:
    """Return the one of `valid` that `value` was most likely meant to be, or an empty text."""
    found = process.extractOne(value, valid, score_cutoff=60)
    return found[0] if found else ""
