"""What is wrong with a file, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.core.nearest import did_you_mean


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
        hint = did_you_mean(self.nearest)
        return f"{self.file}:{self.line}: {self.field}: '{self.value}': expected {self.expected}{hint}"


class InvalidFile(ValueError):
    """A file, or several, with problems; nothing of them was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
