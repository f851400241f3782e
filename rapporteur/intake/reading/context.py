"""What every reader of a part of the report shares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapporteur.core.periods import Period
from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.lines import Doc, Line, key
from rapporteur.intake.reading.lists import Codes
from rapporteur.intake.reading.parsed import Passage


@dataclass(frozen=True, slots=True)
class Context:
    """The document, its language, the form of its codes, and its period once known."""

    doc: Doc
    grammar: Grammar
    codes: Codes
    period: Period | None = None
    learned: Mapping[str, str] = field(default_factory=dict)
    """Key of a label that only this report has → its kind."""

    def passage(self, lines: Sequence[Line], confidence: float, what: str) -> Passage:
        """Note that `lines` were understood as `what`, and return where they are."""
        self.doc.use(lines, what)
        numbers = [line.number for line in lines]
        page = min(lines, key=lambda line: line.number).page
        return Passage(lines=(min(numbers), max(numbers)), page=page, confidence=round(confidence, 2))

    def join(self, texts: Sequence[str]) -> str:
        """Join the lines of one text."""
        return self.doc.join_all(texts, self.grammar.prefixes)

    def _kind(self, text: str, kinds: Sequence[str]) -> str | None:
        kind = self.grammar.label(text, *kinds) or self.learned.get(key(text))
        return kind if kind in kinds else None

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
                kind = self._kind(joined, kinds)
                if kind:
                    longest = (kind, size, "")
            if longest:
                return longest
        parted = [re.split(r"\s*:\s*|\s{2,}|\t", text.strip(), maxsplit=1)]
        bold = lines[start].bold
        if bold and bold[0][0] == 0:
            parted.append([text[: bold[0][1]], text[bold[0][1] :].lstrip(" :")])
        for head, *rest in parted:
            kind = self._kind(head, kinds) if rest and rest[0].strip() else None
            if kind:
                return kind, 1, rest[0].strip()
        return None
