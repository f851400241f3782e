"""Writes what was found by form as lines of the plain shape that the readers of parts know, each with its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.division.sections import Section
from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.sources.lines import Line, collapse


class PlainSheet:
    """Lines that are written one after the other; a block is what a blank line parts."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.sections = [Section("cover", [])]
        self.silent: set[int] = set()
        """The numbers of lines that say nothing by themselves: rules, labels, the table of contents."""
        self._block = 0

    @property
    def lines(self) -> list[Line]:
        """All lines, headings among them."""
        return [line for section in self.sections for line in (*section.heading, *section.lines)]

    def begin(self, kind: str, head: Sequence[tuple[str, Line]]) -> None:
        """Begin a section under a heading."""
        self.gap()
        self.sections.append(Section(kind, [self._line(text, line) for text, line in head]))
        self.gap()

    def _line(self, text: str, line: Line) -> Line:
        return Line(line.number, collapse(text), line.page, self._block)

    def gap(self) -> None:
        """Part what follows from what was written."""
        self._block += 1

    def put(self, text: str, line: Line) -> None:
        """Write a line where `line` stands in the file."""
        if collapse(text):
            self.sections[-1].lines.append(self._line(text, line))

    def block(self, texts: Iterable[tuple[str, Line]]) -> None:
        """Write lines as a block of their own."""
        self.gap()
        for text, line in texts:
            self.put(text, line)
        self.gap()

    def label(self, kind: str) -> str:
        """Return the grammar's first wording of a label that heads no section as well."""
        wordings: list[str] = self.grammar.data["labels"][kind]
        plain = (word for word in wordings if "~" not in word and not self.grammar.heading_scores(word))
        return next(plain, wordings[0]).capitalize()

    def names(self, names: Sequence[str], lines: Sequence[Line], label: str = "") -> None:
        """Write names with commas between, each on the line where it stands, after a label."""
        left = list(names)
        before = f"{label}: " if label else ""
        for at, line in enumerate(lines):
            here = [n for n in left if n in collapse(line.text)] if at + 1 < len(lines) else left
            left = [n for n in left if n not in here]
            if here:
                self.put(before + ", ".join(here) + ("," if left else ""), line)
                before = ""


def month_name(month: int, year: int | None, ctx: ReadingContext) -> str:
    """Return the name of a month as a heading, with its year where that is known."""
    name: str = ctx.grammar.months[month - 1][0].capitalize()
    return f"{name} {year}" if year else name


def without_number(text: str) -> str:
    """Return a title without the number before it."""
    return re.sub(r"^\s*(?:n[o°º]\.?\s*)?\d{1,2}\s*[.):–—-]\s*(?=\S)", "", text)
