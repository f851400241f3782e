"""A source that says how it is built (a tagged PDF, a document with styles) as units under headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapporteur.intake.reading.sources.lines import SOFT_HYPHEN, Doc, Line, collapse

_LONGEST_LABEL = 40
"""Characters of a line that is no text by which the usual size of type is known."""


@dataclass(frozen=True)
class OutlineUnit:
    """A paragraph, list item, heading or cell with its lines."""

    lines: tuple[Line, ...]
    doc: Doc = field(repr=False, compare=False)

    @property
    def role(self) -> str:
        """What it is (`H2`, `P`, `LI`, `TD`, …)."""
        return self.lines[0].role

    @property
    def level(self) -> int:
        """The level of a heading, 0 for anything else."""
        return int(self.role[1:]) if re.fullmatch(r"H\d", self.role) else 0

    @property
    def path(self) -> tuple[int, ...]:
        """The containers around it, outermost first."""
        return self.lines[0].path

    @property
    def size(self) -> float:
        """The size of its type, 0 where the source does not say."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.all_bold for line in self.lines)

    @cached_property
    def rows(self) -> list[tuple[str, tuple[Line, ...]]]:
        """Its lines, those put together that only the width of the column parted."""
        result: list[tuple[str, tuple[Line, ...]]] = []
        for line in self.lines:
            if result and _goes_on(result[-1][1][-1], line):
                text, lines = result[-1]
                result[-1] = (join(text, lines[-1], line, self.doc), (*lines, line))
            else:
                result.append((line.text, (line,)))
        return [(collapse(text.replace(SOFT_HYPHEN, "")), lines) for text, lines in result]

    @cached_property
    def text(self) -> str:
        """All of its text in one line."""
        text = ""
        for before, line in zip((None, *self.lines), self.lines, strict=False):
            text = join(text, before, line, self.doc) if before is not None else line.text
        return collapse(text.replace(SOFT_HYPHEN, ""))

    def within(self, container: tuple[int, ...]) -> bool:
        """Tell whether it stands in `container`."""
        return self.path[: len(container)] == container


def _goes_on(before: Line, line: Line) -> bool:
    hyphen = bool(re.search(r"\w[-‐\u00ad]$", before.text))
    alike = before.all_bold == line.all_bold or (before.all_bold and bool(line.bold) and line.bold[0][0] == 0)
    return (before.soft or hyphen) and alike


def join(text: str, before: Line, line: Line, doc: Doc) -> str:
    """Return `text`, which ends with the line `before`, with `line` after it.

    A tagged document says where it hyphenated a word (with a soft hyphen), so that any other hyphen stays,
    unless the word is written without it elsewhere and nowhere with it.
    """
    following = line.text.lstrip()
    if text.endswith(SOFT_HYPHEN):
        return text[:-1] + following
    if before.soft:
        return f"{text} {following}"
    tail = re.search(r"(\S+)$", before.text)
    if tail and re.search(r"\w[-‐]$", tail[1]):
        head = re.split(r"[(«“'’]", tail[1])[-1].rstrip("-‐").lower()
        rest = re.match(r"[^\s,.;:!?)]*", following)
        plain, whole = (f"{head}{mark}{rest.group().lower() if rest else ''}" for mark in ("", "-"))
        drawn = tail[1].endswith("\u2010")  # the hyphen that programs set at a line's end and nobody types
        torn = following[:1].islower() and (drawn or doc.vocabulary[plain] > 0) and not doc.vocabulary[whole]
        return (text[:-1] if torn else text) + following
    if tail and "/" in tail[1] and re.search(r"\w[./?=&_]\w*[/.?=&_-]?$", tail[1]):
        return text + following  # an address goes on
    return f"{text} {following}"


def units(doc: Doc) -> list[OutlineUnit]:
    """Return the units of a document in their order."""
    result: list[list[Line]] = []
    for line in doc.lines:
        if result and result[-1][-1].unit == line.unit:
            result[-1].append(line)
        else:
            result.append([line])
    return [OutlineUnit(tuple(lines), doc) for lines in result]


@dataclass(frozen=True)
class Part:
    """A heading (none at the start) and the units below it, those of deeper headings among them."""

    heading: OutlineUnit | None
    units: tuple[OutlineUnit, ...]

    def __iter__(self) -> Iterator[OutlineUnit]:
        return iter(self.units)

    @property
    def head(self) -> OutlineUnit:
        """The heading of a part that has one."""
        if self.heading is None:
            raise ValueError("a part without heading")
        return self.heading

    @property
    def title(self) -> str:
        """The text of the heading."""
        return self.heading.text if self.heading else ""


def parts(sequence: Sequence[OutlineUnit], level: int) -> list[Part]:
    """Cut units at headings of `level`; what stands before the first comes first, without a heading."""
    result: list[tuple[OutlineUnit | None, list[OutlineUnit]]] = [(None, [])]
    for unit in sequence:
        if unit.level == level:
            result.append((unit, []))
        else:
            result[-1][1].append(unit)
    return [Part(heading, tuple(below)) for heading, below in result]


Cells = dict[int, list[OutlineUnit]]


@dataclass(frozen=True)
class OutlineRow:
    """A row of a table: its cells by column, and whether they are headings."""

    table: int
    head: bool
    cells: Cells

    def text(self, column: int) -> str:
        """Return the text of a cell."""
        return collapse(" ".join(unit.text for unit in self.cells.get(column, ())))

    @property
    def lines(self) -> list[Line]:
        """All lines of the row."""
        return lines_of(unit for cell in self.cells.values() for unit in cell)


def rows(sequence: Iterable[OutlineUnit]) -> list[OutlineRow]:
    """Return the rows of the tables among units."""
    found: dict[tuple[int, int], Cells] = {}
    for unit in sequence:
        cell = unit.lines[0].cell
        if cell is not None:
            found.setdefault(cell[:2], {}).setdefault(cell[2], []).append(unit)
    return [
        OutlineRow(place[0], all(unit.role == "TH" for cell in cells.values() for unit in cell), cells)
        for place, cells in found.items()
    ]


def lines_of(sequence: Iterable[OutlineUnit]) -> list[Line]:
    """Return the lines of units."""
    return [line for unit in sequence for line in unit.lines]


def body_size(sequence: Iterable[OutlineUnit]) -> float:
    """Return the size of type that most running text has, 0 where the source does not say."""
    sizes: Counter[float] = Counter()
    for unit in sequence:
        if unit.role == "P":
            for line in unit.lines:
                if len(line.text) > _LONGEST_LABEL:
                    sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
