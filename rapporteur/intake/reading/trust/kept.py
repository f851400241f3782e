"""Which lines of a report stand in a field of what was read: one that was used and stands in none was lost unseen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.dates import read_date_line
from rapporteur.intake.reading.parsed import ParsedActivity, ParsedReport
from rapporteur.intake.reading.sources.lines import Doc, Line, key
from rapporteur.intake.reading.trust.reasons import Reason

_PARTED = re.compile(r"[:,;|/·•▪\t]|\s{3,}|\s[–—-]\s")
_FEWEST_LETTERS = 3
_LONGEST_LABEL = 40
_LONG = 45
"""Letters from which on a line is text, and not a label, a caption or a running head."""
_LONGEST_DATE_LINE = 90
_BOXFUL = 3
"""Names from which on a note that has nothing else is a box; a caption names one or two."""


_JOINED = re.compile(r"[;·•|▪\t]|\s/\s|\s{3,}")
"""What parts names in lists of other hands; a dash may be part of a name (`New Delhi – NIUA`)."""


def is_joined(name: str) -> bool:
    """Whether a name is several, parted by a sign that nobody has in a name."""
    return len([part for part in _JOINED.split(name) if len(key(part)) > 1]) > 1


def parts_of_line(text: str) -> list[str]:
    """Return what commas, columns, dots and the like part in a line."""
    return [part.strip() for part in _PARTED.split(text) if part.strip()]


def stands_in(text: str, kept: str) -> bool:
    """Whether the letters of a line, or of each of its parts, stand in `kept`."""
    whole = key(text)
    if len(whole) < _FEWEST_LETTERS or whole in kept:
        return True
    label, colon, rest = text.partition(":")
    parts = parts_of_line(rest if colon and len(label) <= _LONGEST_LABEL and rest.strip() else text)
    return all(len(part) < _FEWEST_LETTERS or part in kept for part in map(key, parts))


def kept_of(texts: Iterable[str]) -> str:
    """Return the letters of fields, one after the other, and joined."""
    keys = [key(text) for text in texts if text]
    return "\n".join((*keys, "".join(keys)))


@dataclass
class Whereabouts:
    """A report beside the lines that it was read from."""

    report: ParsedReport
    doc: Doc
    ctx: ReadingContext
    kinds: dict[int, str]
    """The section of each line."""

    @cached_property
    def place(self) -> dict[int, int]:
        """Number of a line → its place in the order of reading."""
        return {line.number: at for at, line in enumerate(self.doc.lines)}

    @cached_property
    def unread(self) -> frozenset[int]:
        """The numbers of lines that nothing used."""
        return frozenset(each.line for each in self.report.not_understood)

    @cached_property
    def names(self) -> frozenset[str]:
        """The keys of all names of members that were read anywhere, each by itself."""
        report = self.report
        every = [name for region in report.regions for name in region.members]
        every += [
            *report.activated_members.names,
            *(name for each in report.activities for name in each.members),
        ]
        return frozenset(key(name) for name in every if len(key(name)) >= _FEWEST_LETTERS)

    def fields_of(self, activity: ParsedActivity) -> list[str]:
        """Return the texts of an activity's fields; a note that is nothing but names is a box that was lost."""
        notes = [note for note in activity.notes if not self._is_box(note)]
        named = [*activity.deliverables, *activity.members]
        return [activity.title, activity.place, activity.date_text, *named, activity.body, *notes]

    def _is_box(self, text: str) -> bool:
        parts = parts_of_line(text)
        return len(parts) >= _BOXFUL and all(key(part.rstrip(".")) in self.names for part in parts)

    def kind_of(self, line: Line) -> str:
        """Return what a line was used as, or the section in which it stands unread."""
        return self.doc.used.get(line.number) or self.kinds.get(line.number, "")

    def loss(self, line: Line) -> Reason | None:
        """Return what is lost with a line that stands in no field, or nothing where it says little."""
        text = line.text
        if self.ctx.codes.find(text):
            return Reason.LOST_CODES
        found = read_date_line(text, self.ctx.grammar) if len(text) <= _LONGEST_DATE_LINE else None
        if found is not None and found.when.day is not None:
            return Reason.LOST_DATE
        parts = list(map(key, parts_of_line(text)))
        known = [part for part in parts if part in self.names]
        if known and 2 * len(known) >= len(parts):
            return Reason.LOST_NAMES
        return Reason.LOST_TEXT if len(key(text)) >= _LONG else None
