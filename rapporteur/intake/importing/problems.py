"""What is wrong with a file, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.base.values.failures import Fault, SeveralFaults
from rapporteur.base.values.messages import Message


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it stands, the value found, what was expected, and the nearest valid value."""

    file: str
    line: int
    field: str
    value: str
    expected: str
    nearest: str = ""

    @property
    def fault(self) -> Fault:
        """The same in the shape of every fault."""
        return Fault(
            Message("{place}: {field}: '{value}': expected {expected}"),
            f"{self.file}:{self.line}",
            self.value,
            self.expected,
            self.nearest,
            {"field": self.field},
        )

    def __str__(self) -> str:
        return str(self.fault)


class InvalidFile(SeveralFaults, ValueError):
    """A file, or several, with problems; nothing of them was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__(problem.fault for problem in self.problems)
