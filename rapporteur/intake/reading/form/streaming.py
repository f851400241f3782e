"""A document as pieces in the order of reading: its tables taken apart, its labels with their contents."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.form.alone import (
    CODES,
    DAY,
    PLACED,
    facts_of,
    with_days,
    with_names,
    with_places,
)
from rapporteur.intake.reading.form.columns import with_labels
from rapporteur.intake.reading.form.contents import CODE, Content, codes_in, content_of, dated, names_in
from rapporteur.intake.reading.form.grids import CellGrid, Grids
from rapporteur.intake.reading.form.labels import Labels, may_be_label, parted, without_count
from rapporteur.intake.reading.form.pieces import MONTH, FormPiece, PieceForm
from rapporteur.intake.reading.form.text_grids import is_rule, with_cells
from rapporteur.intake.reading.lists import is_open
from rapporteur.intake.reading.sources.lines import BULLET, Line, collapse, flat, key

_LONGEST_HEAD = 130
_LINES_OF_HEAD = 3
_LONGEST_ALONE = 90
"""Characters of a heading, and of one that nothing but the blank lines around it tells."""
_LARGER = 1.06
_FULL = 55
"""Characters from which on a line is full, so that the next may go on with it whatever it begins with."""
_DRAWN = re.compile(r"^(?:[=*#~+_|–—<>-]{2,}|[»›▶►■□●◆▸>#])\s*|\s*[=*#~+_|–—-]{2,}$")
"""Signs that are drawn before and after a heading."""
_INNER = re.compile(r"(?<=[.;])\s+(?P<label>[^\W\d_][^:.;]{2,40}?)\s*:\s+(?P<rest>\S.*)$")
_FEWEST_INNER = 2
_RUNNER = re.compile(r"[\W\d_]+")
_FEWEST_PAGES = 3
_FEWEST_LISTED = 2
"""Names beyond which a line is a list; a heading may name two places."""


class Streaming:
    """Takes a document apart into pieces."""

    def __init__(self, lines: Sequence[Line], ctx: ReadingContext) -> None:
        self.ctx = ctx
        self.lines = with_cells(_without_runners(lines))
        self.grids = Grids(self.lines, ctx)
        plain = [line for line in self.lines if line.cell is None and not is_rule(line.text)]
        self.labels = Labels([*plain, *self._in_cards()], ctx)
        self.usual = self._usual_size()
        self.row = 0

    def pieces(self) -> list[FormPiece]:
        """Return the pieces."""
        result: list[FormPiece] = []
        for table, group in itertools.groupby(
            self.lines, key=lambda line: line.cell[0] if line.cell else None
        ):
            found = list(group)
            result += self._running(found) if table is None else self._table(self.grids.tables[table])
        result = with_days(self._with_inner(with_labels(result, self.ctx)), self.ctx)
        return with_names(with_places(result, self.ctx), self.ctx)

    def _with_inner(self, pieces: list[FormPiece]) -> list[FormPiece]:
        """Return pieces with labels that stand within the content of others, after its first sentence, as facts too."""
        found = [_INNER.search(piece.text) if piece.shape is PieceForm.FACT else None for piece in pieces]
        times = Counter(
            key(without_count(match["label"]))
            for match in found
            if match and may_be_label(without_count(match["label"]))
        )
        result: list[FormPiece] = []
        for piece, match in zip(pieces, found, strict=True):
            if match is None or times[key(without_count(match["label"]))] < _FEWEST_INNER:
                result.append(piece)
                continue
            before, rest = piece.text[: match.start()].rstrip("."), match["rest"].rstrip(".")
            others = [*piece.rest, *piece.lines[1:]]
            row, record = piece.row, piece.record
            result.append(
                FormPiece(PieceForm.FACT, [piece.first], [before], piece.label, row, record, rest=others)
            )
            result.append(
                FormPiece(
                    PieceForm.FACT, piece.lines[-1:], [rest], without_count(match["label"]), row, record
                )
            )
        return result

    def _in_cards(self) -> list[Line]:
        return [
            line
            for table in self.grids.tables.values()
            if self.grids.are_cards(table) and not self.grids.has_labels(table)
            for cell in table.cells.values()
            for line in cell
        ]

    def _usual_size(self) -> float:
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return max(sizes, key=lambda size: (sizes[size], size), default=0.0)

    # --- tables

    def _table(self, table: CellGrid) -> Iterator[FormPiece]:
        self.row += 1
        if self.grids.has_labels(table):
            yield from self._labelled(table)
        elif self.grids.has_heads(table):
            yield from self._headed(table)
        elif self.grids.are_cards(table):
            for row, column in sorted(table.cells):
                yield from self._running(table.cells[row, column])
        else:
            yield from self._plain_rows(table)

    def _labelled(self, table: CellGrid) -> Iterator[FormPiece]:
        """Yield a fact for each row; a row of one cell is a heading or text between them."""
        left, right = table.columns
        begins = ""
        for row in table.rows:
            cells = table.row(row)
            if left in cells and right in cells:
                begins = begins or key(table.text(row, left))
                self.row += key(table.text(row, left)) == begins  # the first label again: the next of several
                yield self._fact(table.text(row, left), cells[right], cells[left])
            else:
                yield from self._running(cells.get(left) or cells[right], style="ROW")

    def _headed(self, table: CellGrid) -> Iterator[FormPiece]:
        """Yield a fact for each cell below a head; the facts of a row go together."""
        first = self.row
        heads = {column: table.text(table.rows[0], column) for column in table.columns}
        top = [line for cell in table.row(table.rows[0]).values() for line in cell]
        for row in table.rows[1:]:
            cells = table.row(row)
            if len(cells) == 1 and len(table.columns) > 2:
                yield from self._running(next(iter(cells.values())), style="ROW")
                continue
            self.row += 1
            for column, cell in cells.items():
                fact = self._fact(heads[column] or f"#{first}c{column}", cell, top)
                fact.record = True
                yield fact
                top = []

    def _plain_rows(self, table: CellGrid) -> Iterator[FormPiece]:
        first = self.row  # columns without a head are named by their table
        for row in table.rows:
            cells = table.row(row)
            if len(cells) == 1 and len(table.columns) > 1:
                yield from self._running(next(iter(cells.values())), style="ROW")
                continue
            self.row += 1
            for column, cell in cells.items():
                yield self._fact(f"#{first}c{column}", cell, [])

    def _fact(self, label: str, cell: list[Line], rest: list[Line]) -> FormPiece:
        return FormPiece(
            PieceForm.FACT,
            list(cell),
            [line.text.strip() for line in cell],
            label.strip(" :"),
            self.row,
            rest=list(rest),
        )

    # --- running lines

    def _running(self, lines: Sequence[Line], style: str = "") -> Iterator[FormPiece]:
        """Yield the pieces of running lines; a row of a table that has one cell is set apart by that."""
        index = 0
        while index < len(lines):
            if is_rule(lines[index].text):
                index += 1
                continue
            facts = facts_of(lines[index], self.ctx)
            if facts:
                yield from facts
                index += 1
                continue
            piece, index = self._piece(lines, index, style)
            while index < len(lines) and is_rule(lines[index].text):
                piece.rest.append(lines[index])
                index += 1
            yield piece

    def _piece(self, lines: Sequence[Line], index: int, style: str) -> tuple[FormPiece, int]:
        line = lines[index]
        found = parted(line)
        if found is not None and key(found[0]) in self.labels.inline and not self._is_head(lines, index):
            return self._inline(lines, index, found)
        if (led := self.labels.led(line)) is not None and not line.role.startswith("H"):
            return self._inline(lines, index, led)
        name = key(line.text)
        below = index + 1 < len(lines) and lines[index + 1].block - line.block <= 1
        if below and name in self.labels.above and not is_rule(lines[index + 1].text):
            return self._above(lines, index)
        if self._is_month(line):
            return FormPiece(PieceForm.HEAD, [line], [line.text.strip()], style=MONTH), index + 1
        if line.role.startswith("H") and (alone := self._when_alone([line])) is not None:
            return alone, index + 1
        size = self._head_size(lines, index, style)
        if size:
            taken = list(lines[index : index + size])
            return FormPiece(
                PieceForm.HEAD, taken, [_DRAWN.sub("", each.text.strip()) for each in taken],
                style=style or self._style(lines, index, size),
            ), index + size  # fmt: skip
        if BULLET.match(line.text) or line.role == "LI":
            return self._item(lines, index)
        return self._paragraph(lines, index)

    def _is_month(self, line: Line) -> bool:
        found = dated(line.text, self.ctx) if BULLET.match(line.text) is None else None
        alone = found is not None and found.when.day is None and not found.place and not found.online
        return alone and line.text.strip()[-1:] != "." and not line.text.strip()[:1].islower()

    def _inline(self, lines: Sequence[Line], index: int, found: tuple[str, str]) -> tuple[FormPiece, int]:
        label, rest = found
        line = lines[index]
        taken, texts = [line], [rest] if rest else []
        after = index + 1
        indent = _indent(line)
        while after < len(lines) and not self._begins(lines, after):
            following = lines[after]
            set_ = bool(line.size) and following.block == line.block and not self._set_off(line, following)
            deeper = _indent(following) > indent and not following.size and following.block == line.block
            listed = not rest and (following.block == line.block or BULLET.match(following.text) is not None)
            bulleted = listed and BULLET.match(following.text) is not None
            open_ = bool(texts) and (
                is_open(texts[-1], self.ctx.grammar)
                or following.text.lstrip()[:1] in "/·•|;,"
                or following.text.lstrip()[:1].islower()
                or (len(lines[after - 1].text.strip()) >= _FULL and following.block == lines[after - 1].block)
            )
            goes_on = bulleted or (set_ and not _ends(texts)) or (deeper and (bool(texts) or listed))
            if not (goes_on or (listed and not texts) or
                    (open_ and following.block - lines[after - 1].block <= 0) or
                    (listed and following.unit == line.unit and line.unit)):  # fmt: skip
                break
            taken.append(following)
            texts.append(following.text.strip())
            after += 1
        if texts and not rest:  # the label stands alone on its line
            return FormPiece(PieceForm.FACT, taken[1:], texts, label, rest=[line]), after
        return FormPiece(PieceForm.FACT, taken, texts or [""], label), after

    def _above(self, lines: Sequence[Line], index: int) -> tuple[FormPiece, int]:
        """Read a label that stands alone, and what stands below it up to the next label, heading or block."""
        after = index + 1
        taken: list[Line] = []
        while after < len(lines) and not is_rule(lines[after].text):
            following = lines[after]
            if taken and self._begins(lines, after):
                break
            if taken and following.block != taken[-1].block:
                items = BULLET.match(following.text) and BULLET.match(taken[-1].text)
                if not (items or is_open(taken[-1].text, self.ctx.grammar)):
                    break
            if not taken and (key(following.text) in self.labels.above or self._is_head(lines, after)):
                break
            taken.append(following)
            after += 1
        if not taken:
            return self._paragraph(lines, index)
        texts = [line.text.strip() for line in taken]
        return FormPiece(
            PieceForm.FACT, taken, texts, lines[index].text.strip(" :"), rest=[lines[index]]
        ), after

    def _begins(self, lines: Sequence[Line], index: int) -> bool:
        """Whether something else begins at a line: a label, or a heading."""
        line = lines[index]
        found = parted(line)
        if found is not None and key(found[0]) in self.labels.inline:
            return True
        if self.labels.led(line) is not None:
            return True
        return key(line.text) in self.labels.above or self._is_month(line) or self._is_head(lines, index)

    def _item(self, lines: Sequence[Line], index: int) -> tuple[FormPiece, int]:
        after = index + 1
        first = lines[index]
        while (
            after < len(lines)
            and lines[after].block == first.block
            and not BULLET.match(lines[after].text)
            and (lines[after].unit == first.unit if first.unit else _indent(lines[after]) > _indent(first)
                 or lines[after].text.lstrip()[:1].islower())
            and not self._begins(lines, after)
        ):  # fmt: skip
            after += 1
        taken = list(lines[index:after])
        return FormPiece(
            PieceForm.ITEM,
            taken,
            [BULLET.sub("", taken[0].text).strip(), *(x.text.strip() for x in taken[1:])],
        ), after

    def _paragraph(self, lines: Sequence[Line], index: int) -> tuple[FormPiece, int]:
        after = index + 1
        alone = self._when_alone([lines[index]])
        if alone is not None and after < len(lines) and lines[after].text.lstrip()[:1].isupper():
            return alone, after
        while (
            after < len(lines)
            and lines[after].block == lines[index].block
            and not (lines[index].unit and lines[after].unit == lines[index].unit and not lines[after - 1].soft
                     and lines[index].role)
            and (not BULLET.match(lines[after].text) or _dashed(lines[after - 1].text))
            and not self._begins(lines, after)
            and not is_rule(lines[after].text)
            and not self._sets_off_facts(lines, after)
        ):  # fmt: skip
            after += 1
        taken = list(lines[index:after])
        if (when := self._when_alone(taken)) is not None:
            return when, after
        if self._are_codes(taken):
            return FormPiece(PieceForm.FACT, taken, [each.text.strip() for each in taken], CODES), after
        return FormPiece(PieceForm.TEXT, taken, [each.text.strip() for each in taken]), after

    def _are_codes(self, lines: Sequence[Line]) -> bool:
        """Whether lines are nothing but codes of a plan that has codes of several parts."""
        text = "\n".join(line.text for line in lines)
        found = codes_in(text, self.ctx)
        several = all(len(re.findall(r"[A-Za-z]+|\d+", code)) > 1 for code in found)
        return bool(found) and several and not re.search(r"[^\W\d_]{2}", CODE.sub(" ", text))

    def _sets_off_facts(self, lines: Sequence[Line], index: int) -> bool:
        """Whether a line within a block is a day by itself, below a line that is not full, or codes by themselves."""
        line, above = lines[index], lines[index - 1]
        if facts_of(line, self.ctx) or facts_of(above, self.ctx):
            return True
        if _is_coded(line) and (_is_coded(above) or _indent(line) > _indent(above)):
            return True
        if len(above.text.strip()) >= _FULL and not self._set_off(above, line):
            return False
        if self._are_codes([line]) or self._are_codes([above]):
            return True
        found = dated(line.text, self.ctx)
        return found is not None and found.when.day is not None and line.text.strip()[-1:] != "."

    def _when_alone(self, lines: list[Line]) -> FormPiece | None:
        """Read a paragraph that is nothing but a day, with or without its place, as a fact without a label."""
        texts = [line.text.strip() for line in lines]
        whole = collapse(" ".join(texts))
        found = dated(whole, self.ctx) if len(lines) <= _LINES_OF_HEAD else None
        if found is None or (found.when.day is None and not found.place):
            return None
        return FormPiece(PieceForm.FACT, lines, texts, PLACED if found.place else DAY)

    # --- headings

    def _is_head(self, lines: Sequence[Line], index: int) -> bool:
        return self._head_size(lines, index, "") > 0

    def _head_size(self, lines: Sequence[Line], index: int, style: str) -> int:
        """Return over how many lines a heading goes that begins here, 0 for none."""
        line = lines[index]
        if index and lines[index - 1].block == line.block and not self._set_off(lines[index - 1], line):
            return 0
        size = 1
        while (
            index + size < len(lines)
            and size < _LINES_OF_HEAD
            and lines[index + size].block == line.block
            and not self._set_off(line, lines[index + size])
            and not is_rule(lines[index + size].text)
            and not self._sets_off_facts(lines, index + size)
        ):
            size += 1
        deeper = (
            not line.size and not line.role and size > 1
            and all(_indent(each) > _indent(line) for each in lines[index + 1 : index + size])
        )  # fmt: skip
        if deeper and len(line.text) <= _LONGEST_ALONE and self._may_head(line.text.strip()):
            return 1
        text = collapse(" ".join(each.text for each in lines[index : index + size]))
        if not line.role.startswith("H") and self._holds_facts(lines[index : index + size]):
            return 0
        if not self._may_head(text) or (
            line.role.startswith("H") and size > 1 and lines[index + 1].role != line.role
        ):
            return 0
        if line.role.startswith("H") and line.role[1:].isdecimal():
            return size
        if style:
            return size
        ruled = index + size < len(lines) and is_rule(lines[index + size].text)
        ends = index + size >= len(lines) or lines[index + size].block != line.block or ruled or \
            self._set_off(line, lines[index + size]) or self._sets_off_facts(lines, index + size)  # fmt: skip
        if not ends:
            return 0
        if line.size:
            taken = lines[index : index + size]
            large = line.size > _LARGER * self.usual or all(each.all_bold for each in taken)
            return size if large else 0
        if ruled or all(each.all_bold for each in lines[index : index + size]):
            return size
        if line.role:
            return 0
        first = index == 0 or lines[index - 1].block != line.block
        alone = first and size == 1 and len(text) <= _LONGEST_ALONE
        return size if alone and not self._is_content(text) else 0

    def _holds_facts(self, lines: Sequence[Line]) -> bool:
        """Whether a label with its content stands in lines, or nothing but names: then they head nothing."""
        told = any(
            (found := parted(line)) is not None and key(found[0]) in self.labels.inline for line in lines
        )
        text = " ".join(line.text for line in lines)
        return told or (
            len(names_in([text], self.ctx)) > _FEWEST_LISTED and content_of([text], self.ctx) is Content.NAMES
        )

    def _is_content(self, text: str) -> bool:
        """Whether a line that stands alone is a list of names or begins with a code, and so heads nothing."""
        listed = len(names_in([text], self.ctx)) > 1 and content_of([text], self.ctx) in (
            Content.NAMES, Content.PERSON, Content.CODES)  # fmt: skip
        code = CODE.match(text)
        return listed or (code is not None and len(re.findall(r"[A-Za-z]+|\d+", code.group())) > 2)

    def _set_off(self, above: Line, line: Line) -> bool:
        """Whether the type of two lines differs, so that something new begins."""
        if is_rule(above.text):
            return True
        return abs(above.size - line.size) > 0.04 * max(line.size, 1) or above.all_bold != line.all_bold

    def _may_head(self, text: str) -> bool:
        first = next((c for c in text if c.isalnum()), "")
        if (
            not (2 < len(text) <= _LONGEST_HEAD)
            or text[-1] in ".,;"
            or not (first.isupper() or first.isdecimal())
        ):
            return False
        if BULLET.match(text) or not any(c.isalpha() for c in text) or "@" in text:
            return False
        return dated(text, self.ctx) is None

    def _style(self, lines: Sequence[Line], index: int, size: int) -> str:
        line = lines[index]
        if line.role.startswith("H"):
            return line.role
        if line.size:
            return f"{1000 - line.size:07.2f}{'' if line.all_bold else '-'}"
        ruled = (
            lines[index + size].text.strip()[:1]
            if index + size < len(lines) and is_rule(lines[index + size].text)
            else ""
        )
        text = " ".join(each.text for each in lines[index : index + size])
        above = lines[index - 1].text.strip()[:1] if index and is_rule(lines[index - 1].text) else ""
        over = above if ruled == above else ""
        type_ = f"{'C' if text.isupper() else ''}{'B' if line.all_bold else ''}"
        return f"T{ruled}{over}{type_}{'' if line.role else _indent(line)}"


def _without_runners(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without those that come again, but for numbers, at the edge of three pages or more."""
    pages: dict[str, set[int]] = {}
    for line in lines:
        if line.edge and line.page:
            pages.setdefault(_RUNNER.sub("", flat(line.text)), set()).add(line.page)
    runners = {form for form, found in pages.items() if len(found) >= _FEWEST_PAGES}
    return [line for line in lines if not (line.edge and _RUNNER.sub("", flat(line.text)) in runners)]


def _is_coded(line: Line) -> bool:
    """Whether a line begins with a code of several parts and has words after it."""
    match = CODE.match(BULLET.sub("", line.text).strip())
    return match is not None and len(re.findall(r"[A-Za-z]+|\d+", match.group())) > 1


def _dashed(text: str) -> bool:
    """Whether dashes part names in a line, so that one at the beginning of the next parts two more."""
    return len(re.findall(r"\s[–—-](?=\s|$)", text)) > 1


def _ends(texts: Sequence[str]) -> bool:
    return not texts or texts[-1].rstrip()[-1:] in ".!?"


def _indent(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip())
