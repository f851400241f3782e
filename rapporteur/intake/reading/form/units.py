"""The activities of a report as its strongest repeated structure: a title, a day, a box, a text, again and again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from rapporteur.intake.reading.form.meanings import Meanings
from rapporteur.intake.reading.form.pieces import MONTH, FormPiece, PieceForm, is_shape
from rapporteur.intake.reading.parsed import ENTRY_SECTIONS

_FEWEST = 2
_SHORTEST_BODY = 60
"""Units that make a structure, and letters of a text that makes one of a day and a title."""
_NEAR = 12
"""Pieces from a title on in which its box stands."""
_LONGEST_INTRODUCTION = 120
"""Characters of what introduces a section; a longer text is of the first activity, whose facts stand below."""
_MOST = 0.6
"""The share of units that have codes, where a unit without code and text is none."""
_SURELY = 0.8
"""The share of units whose titles are of one form where others are in doubt."""
_BOXED = ("results", "members")
_DATED = ("when", "placed")


@dataclass(slots=True)
class ActivityUnit:
    """One activity by form: the indexes of its pieces."""

    title: int | None
    first: int
    last: int = 0
    """The index after its last piece."""
    members: list[int] = field(default_factory=list)

    @property
    def inside(self) -> range:
        """The indexes of its pieces."""
        return range(self.first, self.last)


class Units:
    """Finds the units among the pieces of a document."""

    def __init__(self, pieces: Sequence[FormPiece], meanings: Meanings) -> None:
        self.pieces, self.meanings = pieces, meanings
        self.means = [meanings.of(piece) for piece in pieces]
        self._lead: int | None = None
        self._begins = ""
        self._above: set[str] | None = None
        """What stands above the first title: no more stands above the others. Nothing as long as that is not known."""
        self.outer: set[str] = set()
        """Styles of headings that stand above titles: of lines of the plan, and of the section."""
        self.found = self._find()

    def _find(self) -> list[ActivityUnit]:
        anchors = [i for i, means in enumerate(self.means) if means in _DATED]
        after = self._titles_after(anchors)
        self._learn_lead(anchors)
        units: list[ActivityUnit] = []
        floor = 0
        for number, anchor in enumerate(anchors):
            if anchor < floor:
                continue
            ceiling = anchors[number + 1] if number + 1 < len(anchors) else len(self.pieces)
            unit = self._unit(anchor, floor, ceiling, after)
            if unit is not None:
                units.append(unit)
                floor = anchor + 1
        if len(units) < _FEWEST:
            return []
        for unit, following in zip_longest(units, units[1:]):
            unit.last = following.first if following else len(self.pieces)
        self._learn_outer(units)
        for unit in units:
            self._cut(unit)
        self._cut_last(units)
        self._above = {self.means[i] for i in range(self._box_above(units[0].first), units[0].first)}
        self._move_boxes(units)
        return self._activities(units)

    def _learn_lead(self, anchors: Sequence[int]) -> None:
        """Learn with which label, and how far above the day, the facts of a unit begin: what is above is of another."""
        if anchors and not self.pieces[anchors[0]].row:
            top = self._run(anchors[0])[0]
            self._lead, self._begins = anchors[0] - top, self.pieces[top].name

    def _titles_after(self, anchors: Sequence[int]) -> bool:
        """Whether titles stand below the facts of their activity and not above them."""
        below = above = 0
        if anchors and self._text_before(anchors[0]):
            return False
        for anchor in anchors:
            if self.pieces[anchor].row and self._in_row(anchor, "title") is not None:
                continue
            top, bottom = self._run(anchor)
            over = is_shape(self.pieces, top - 1, PieceForm.HEAD) and self.pieces[top - 1].style != MONTH
            above += over
            below += is_shape(self.pieces, bottom, PieceForm.HEAD) and not over
        return below > above

    def _text_before(self, anchor: int) -> bool:
        """Whether a text stands between the first facts and the heading above them, longer than an introduction."""
        index = self._run(anchor)[0] - 1
        told = 0
        while index >= 0 and self.pieces[index].shape is PieceForm.TEXT:
            told += len(self.pieces[index].text)
            index -= 1
        return told > _LONGEST_INTRODUCTION

    def _run(self, anchor: int) -> tuple[int, int]:
        """Return from where to where the facts go among which the day is, no label twice."""
        top = bottom = anchor
        seen = {self.pieces[anchor].name}
        row = self.pieces[anchor].row
        while is_shape(self.pieces, top - 1, PieceForm.FACT) and self.pieces[top - 1].row == row:
            if self.pieces[top - 1].name in seen or self.means[top - 1] in _DATED:
                break
            top -= 1
            seen.add(self.pieces[top].name)
        while is_shape(self.pieces, bottom + 1, PieceForm.FACT) and self.pieces[bottom + 1].row == row:
            if self.pieces[bottom + 1].name in seen or self.means[bottom + 1] in _DATED:
                break
            bottom += 1
            seen.add(self.pieces[bottom].name)
        return top, bottom + 1

    def _in_row(self, anchor: int, meaning: str) -> int | None:
        top, bottom = self._run(anchor)
        return next((i for i in range(top, bottom) if self.means[i] == meaning), None)

    def _unit(self, anchor: int, floor: int, ceiling: int, after: bool) -> ActivityUnit | None:
        top, bottom = self._run(anchor)
        if self._lead is not None and not self.pieces[anchor].row:
            begins = [i for i in range(top, anchor + 1) if self.pieces[i].name == self._begins]
            top = max(top, begins[-1] if begins else anchor - self._lead)
        titled = self._in_row(anchor, "title")
        if titled is not None:
            return ActivityUnit(titled, max(top, floor))
        beside = self.pieces[anchor].record  # the rows of a table have their titles within them
        if after and not beside and bottom < ceiling and self.pieces[bottom].shape is PieceForm.HEAD:
            return ActivityUnit(bottom, max(top, floor))
        if self.pieces[anchor].record:
            own = self._in_row(anchor, "short")
            told = own if own is not None else self._title_within(anchor)
            if told is not None:
                return ActivityUnit(told, max(top, floor))
        if self.means[top] == "short" and self.pieces[top].record is False and top >= floor:
            return ActivityUnit(top, top)
        heads = [
            i
            for i in range(floor, top)
            if self.pieces[i].shape is PieceForm.HEAD and self.pieces[i].style != MONTH
        ]
        if heads and not after:
            return ActivityUnit(heads[-1], heads[-1])
        short = next((self._in_row(anchor, means) for means in ("short", "subject", "name")
                      if self._in_row(anchor, means) is not None), None)  # fmt: skip
        if short is not None:
            return ActivityUnit(short, max(top, floor))
        above = top - 1
        if (
            above >= floor
            and self.pieces[above].shape is PieceForm.TEXT
            and len(self.pieces[above].text) <= 2 * _SHORTEST_BODY
        ):
            return ActivityUnit(above, above)
        return None

    def _title_within(self, anchor: int) -> int | None:
        """Return the index of the text of a row that begins with a title: a first line of few words, then a text."""
        top, bottom = self._run(anchor)
        for index in range(top, bottom):
            texts = self.pieces[index].texts if self.pieces[index].first.unit else ()
            if (
                len(texts) > 1
                and len(texts[0]) <= 2 * _SHORTEST_BODY
                and texts[0][-1:] not in ".,;:"
                and (self.means[index] == "told")
            ):
                return index
        return None

    def _move_boxes(self, units: Sequence[ActivityUnit]) -> None:
        """Give boxes that stand above titles to what follows: the first title has one above it, the last none below."""
        before = [self._box_above(unit.first) for unit in units]
        last = units[-1]
        trailing = any(
            self.means[i] in _BOXED for i in range(last.first, last.last) if i > self._text_of(last)
        )
        if before[0] == units[0].first or trailing:
            return
        for number, (unit, top) in enumerate(zip(units, before, strict=True)):
            unit.first = top
            if number:
                units[number - 1].last = min(units[number - 1].last, top)

    def _text_of(self, unit: ActivityUnit) -> int:
        """Return the index of the first paragraph of a unit."""
        return next((i for i in unit.inside if self.pieces[i].shape is PieceForm.TEXT), unit.last)

    def _box_above(self, first: int) -> int:
        """Return the index of the first of the codes and names right above a title."""
        top = first
        kinds = (*_BOXED, "where", "name") if self._above is None else self._above
        while top > 0 and self.means[top - 1] in kinds:
            top -= 1
        return top

    def _cut_last(self, units: Sequence[ActivityUnit]) -> None:
        """End the last unit at a heading of a style that stands within no other: a section follows it."""
        last = units[-1]
        inside = {
            self.pieces[i].style
            for unit in units[:-1]
            for i in unit.inside
            if self.pieces[i].shape is PieceForm.HEAD
        }
        for index in range(max(last.first, last.title or 0) + 1, last.last):
            piece = self.pieces[index]
            if piece.shape is PieceForm.HEAD and piece.style != MONTH and piece.style not in inside:
                last.last = index
                return

    def _learn_outer(self, units: Sequence[ActivityUnit]) -> None:
        coded = [unit for unit in units if any(self.means[i] == "results" for i in self._near(unit))] or units
        titles = {
            self.pieces[unit.title].style
            for unit in coded
            if unit.title is not None and self.pieces[unit.title].shape is PieceForm.HEAD
        }
        for unit in coded:
            index = self._box_above(unit.first) - 1
            while index >= 0 and self.pieces[index].shape in (PieceForm.HEAD, PieceForm.TEXT):
                piece = self.pieces[index]
                if piece.shape is PieceForm.HEAD and (piece.style not in titles):
                    self.outer.add(piece.style)
                if piece.shape is PieceForm.TEXT and not is_shape(self.pieces, index - 1, PieceForm.HEAD):
                    break
                index -= 1
        self.titles = titles

    def _near(self, unit: ActivityUnit) -> range:
        """Return the indexes of a unit's first pieces, and of a box above its title."""
        return range(self._box_above(unit.first), min(unit.last, unit.first + _NEAR))

    def _cut(self, unit: ActivityUnit) -> None:
        """End a unit at the first heading that is none of its text: one of another level, or another title."""
        for index in range(unit.first + 1, unit.last):
            piece = self.pieces[index]
            if piece.shape is not PieceForm.HEAD or index == unit.title or (unit.title or 0) > index:
                continue
            if piece.style in self.outer or piece.style in self.titles or self._is_above(piece.style):
                unit.last = index
                return

    def _is_above(self, style: str) -> bool:
        """Whether a style is of a higher level than that of the titles: larger type, or a heading of a lower number."""
        return any(
            style and title and style[0] == title[0] and style[0] != "T" and style < title
            for title in self.titles
        )

    def _activities(self, units: Sequence[ActivityUnit]) -> list[ActivityUnit]:
        """Return the units that are activities, and no meetings or mentions: they have codes, or a text."""
        coded = [any(self.means[i] == "results" for i in unit.inside) for unit in units]
        found = Counter(self._title_style(unit) for unit, has in zip(units, coded, strict=True) if has)
        usual, times = found.most_common(1)[0] if found else ("", 0)
        if times >= _SURELY * found.total():  # codes without members, in another form: a table of the plan
            coded = [
                has
                and (self._title_style(unit) == usual or any(self.means[i] == "members" for i in unit.inside))
                for unit, has in zip(units, coded, strict=True)
            ]
        styles = {self._title_style(unit) for unit, has in zip(units, coded, strict=True) if has}
        mostly = sum(coded) >= _MOST * len(units) or sum(coded) >= 3
        kept = [
            unit
            for unit, has in zip(units, coded, strict=True)
            if has
            or (
                self._tells(unit, mostly)
                and (not mostly or self._title_style(unit) in styles)
                and not self._is_entry(unit)
            )
        ]
        return kept if len(kept) >= _FEWEST else []

    def _is_entry(self, unit: ActivityUnit) -> bool:
        """Tell whether a unit stands in a section of other records, headed in the type of that of the activities."""
        styles, kinds = set[str](), list[str]()
        for piece in self.pieces[: unit.first]:
            if piece.shape is not PieceForm.HEAD:
                continue
            known = [kind for kind, score in self.meanings.ctx.heading_scores(piece.text) if score == 1]
            if "activities" in known:
                styles.add(piece.style)
            if known and piece.style in styles:
                kinds = known
        return bool(set(kinds) & set(ENTRY_SECTIONS))

    def _title_style(self, unit: ActivityUnit) -> str:
        """Return of what form the title of a unit is."""
        return (
            f"{self.pieces[unit.title].shape}{self.pieces[unit.title].style}"
            if unit.title is not None
            else ""
        )

    def _tells(self, unit: ActivityUnit, mostly: bool) -> bool:
        means = {self.means[i] for i in unit.inside}
        if means & {"prospects", "outlet"}:
            return False
        told = sum(
            len(self.pieces[i].text)
            for i in unit.inside
            if self.pieces[i].shape in (PieceForm.TEXT, PieceForm.ITEM) or self.means[i] == "told"
        )
        return told >= _SHORTEST_BODY and (not mostly or bool(means & {"members", "where", "placed", "told"}))
