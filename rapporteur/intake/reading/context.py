"""What every reader of a part of the report shares."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from rapporteur.base.values.periods import Period
from rapporteur.intake.reading.grammar import Grammar
from rapporteur.intake.reading.parsed import ParsedPeriod, Passage
from rapporteur.intake.reading.plan.codes import Codes
from rapporteur.intake.reading.sources.lines import Doc, Line, flat, key

_LONGEST_LABEL = 90
"""Characters of a label, all its lines together (`Deliverables of the action plan that this activity serves`)."""
_LONGEST_NEW_LABEL = 60
"""Characters of a label in the report's own words for members."""
_LONGEST_LABELLED = 300
"""Characters of a line with a label and what it labels; one that is longer is a paragraph with a colon."""
_LONGEST_ALONE = 40
"""Characters of a label in small letters, which nothing but the blank line above it sets apart."""
_STEM = 5
"""Letters by which a word for members and its plural or feminine are known to be one (`membre`, `membres`)."""
_LINES = (1, 2, 3)
"""Over how many lines a label may be wrapped, as in boxes of a third of the page."""

_COUNT = re.compile(r"\s*[(\[:,–—-]?\s*\d{1,3}(?:\s+[^\W\d_]+){0,2}\s*[)\]]?$")
"""A count of members beside the name of a region, with what they are called or without."""


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """The document, its language, the form of its codes, and its period once known."""

    doc: Doc
    grammar: Grammar
    codes: Codes
    period: Period | None = None
    learned: Mapping[str, str] = field(default_factory=dict)
    """Key of a label that only this report has → its kind."""
    called: frozenset[str] = frozenset()
    """What this report calls members (`ports`, `villes`), in flat letters; the grammar's words are of members."""

    def within(self, period: ParsedPeriod | None) -> ReadingContext:
        """Return what is shared once the period is known, whose last day is printed as its end."""
        if period is None:
            return self
        return replace(self, period=Period(period.start, period.end + timedelta(days=1)))

    def common(self, text: str) -> str:
        """Return `text` with the grammar's word for members instead of this report's own."""
        if not self.called:
            return text
        word: str = self.grammar.data["members_word"]
        result: list[str] = []
        for each in text.split():
            called = flat(each).strip(" .,:()") in self.called
            beside = flat(each)[:_STEM] == word[:_STEM] and result[-1:] == [word]  # `villes membres`
            if called and result and flat(result[-1])[:_STEM] == word[:_STEM]:  # `member ports`
                result[-1] = word
            elif not beside:
                result.append(word if called else each)
        return " ".join(result)

    def heading_scores(self, text: str) -> list[tuple[str, float]]:
        """Return which kinds of section `text` may head, in the grammar's words or in this report's for members."""
        return self.grammar.heading_scores(text) or self.grammar.heading_scores(self.common(text))

    def region_name(self, text: str) -> str:
        """Return what may name a region without the count beside it: `Africa (7 partners)`, `Asia – 6`."""
        return _COUNT.sub("", text.strip()).strip(" .:")

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
        kind = (
            self.grammar.label(text, *kinds)
            or self.learned.get(key(text))
            or (
                self.grammar.label(self.common(text), *kinds)
                if self.called and len(text) <= _LONGEST_NEW_LABEL
                else None
            )
        )
        return kind if kind in kinds else None

    def _stands_alone(self, lines: Sequence[Line], index: int) -> bool:
        """Whether a line without capital begins its block or is bold: a label in small letters, or small capitals."""
        line = lines[index]
        begins = index == 0 or lines[index - 1].block != line.block
        return line.all_bold or (
            begins and len(line.text) <= _LONGEST_ALONE and line.text.rstrip()[-1:] not in ".,;"
        )

    def label(self, lines: Sequence[Line], start: int, *kinds: str) -> tuple[str, int, str] | None:
        """Read a label at `start`: its kind, how many lines it takes, and what follows it on its line.

        A label may be wrapped over three lines of a block (`Membres` / `activés`).
        """
        text = lines[start].text
        first = next((c for c in text if c.isalpha()), "")
        if len(text) > _LONGEST_LABELLED or not (first.isupper() or self._stands_alone(lines, start)):
            return None
        if len(text) <= _LONGEST_LABEL:
            longest: tuple[str, int, str] | None = None
            joined = ""
            for size in _LINES:
                index = start + size - 1
                if index >= len(lines) or lines[index].block != lines[start].block:
                    break
                joined = f"{joined} {lines[index].text}".strip()
                if len(joined) > _LONGEST_LABEL or joined.endswith("."):
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
