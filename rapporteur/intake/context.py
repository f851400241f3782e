"""What every reader of a part of the report shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapporteur.core.periods import Period
from rapporteur.intake.grammar import Grammar
from rapporteur.intake.lines import Doc, Line
from rapporteur.intake.lists import Codes
from rapporteur.intake.parsed import Passage


@dataclass(frozen=True, slots=True)
class Context:
    """The document, its language, the form of its codes, and its period once known."""

    doc: Doc
    grammar: Grammar
    codes: Codes
    period: Period | None = None

    def passage(self, lines: Sequence[Line], confidence: float, what: str) -> Passage:
        """Note that `lines` were understood as `what`, and return where they are."""
        self.doc.use(lines, what)
        numbers = [line.number for line in lines]
        page = min(lines, key=lambda line: line.number).page
        return Passage(lines=(min(numbers), max(numbers)), page=page, confidence=round(confidence, 2))

    def join(self, texts: Sequence[str]) -> str:
        """Join the lines of one text."""
        return self.doc.join_all(texts, self.grammar.prefixes)

    def _stands_alone(self, lines: Sequence[Line], index: int) -> bool:
        """Whether a line without capital begins its block or is bold: a label in small letters, or small capitals."""
        line = lines[index]
        begins = index == 0 or lines[index - 1].block != line.block
        return line.all_bold or (begins and len(line.text) <= 40 and line.text.rstrip()[-1:] not in ".,;")

    def label(self, lines: Sequence[Line], start: int, *kinds: str) -> tuple[str, int, str] | None:
        """Read a label at `start`: its kind, how many lines it takes, and what follows it on its line.

        A label may be wrapped over three lines of a block (`Membres` / `activés`).
        """
        text = lines[start].text
        first = next((c for c in text if c.isalpha()), "")
        if len(text) > 300 or not (first.isupper() or self._stands_alone(lines, start)):
            return None
        if len(text) <= 90:
            longest: tuple[str, int, str] | None = None
            joined = ""
            for size in (1, 2, 3):
                index = start + size - 1
                if index >= len(lines) or lines[index].block != lines[start].block:
                    break
                joined = f"{joined} {lines[index].text}".strip()
                if len(joined) > 90 or joined.endswith("."):
                    break
                kind = self.grammar.label(joined, *kinds)
                if kind:
                    longest = (kind, size, "")
            if longest:
                return longest
        parted = re.split(r"\s*:\s*|\s{2,}|\t", text.strip(), maxsplit=1)
        if len(parted) == 2:
            head, rest = parted
            kind = self.grammar.label(head, *kinds)
            if kind and rest.strip():
                return kind, 1, rest.strip()
        return None
