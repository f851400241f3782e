"""What the program says, as a value: English where it is said, which the catalogues have in other languages.

:mod:`rapporteur.base.words.say` says it; ``tools/catalogues.py`` collects it from the source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sized
from dataclasses import dataclass
from typing import ClassVar

REPORT = "report"
PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence or a word in English, with {placeholders} for values: of checks, commands and pages.

    Where the words depend on a number, `text` is for one and `plural` for more, and `by` names the placeholder that
    is counted: a number, or a list by its length. `context` tells apart what English says in one word.
    """

    domain: ClassVar[str] = PROGRAM

    text: str
    plural: str = ""
    by: str = ""
    context: str = ""

    def count(self, values: Mapping[str, object]) -> int:
        """Return the number that the words follow; 1 where they follow none.

        >>> Message("a code: {codes}", "codes: {codes}", by="codes").count({"codes": ("L1", "L2")})
        2
        """
        counted = values.get(self.by)
        if isinstance(counted, int):
            return counted
        return len(counted) if isinstance(counted, Sized) and not isinstance(counted, str) else 1

    def english(self, count: int = 1) -> str:
        """Return the English words, placeholders and all."""
        return self.plural if self.plural and count != 1 else self.text


class Printed(Message):
    """A message that documents print: its words are kept with every edition, those of the program are not."""

    __slots__ = ()
    domain: ClassVar[str] = REPORT
