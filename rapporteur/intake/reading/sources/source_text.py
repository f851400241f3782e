"""What a reader of files hands over: lines, the notes below them, and what is to be said of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rapporteur.intake.reading.sources.lines import Line


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote; `line` is the number of the line that refers to it, `page` that line's page."""

    line: int
    page: int
    text: str


@dataclass
class SourceText:
    """The lines of a file, its notes, and sentences on what was left out or had to be assumed."""

    lines: list[Line]
    notes: list[Note] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
