"""Columns that were read one after the other, as files do whose tables are only drawn: put together again as rows."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.form.alone import PLACED
from rapporteur.intake.reading.form.contents import CODE, Content, content_of
from rapporteur.intake.reading.form.labels import may_be_label
from rapporteur.intake.reading.form.pieces import MONTH, FormPiece, PieceForm
from rapporteur.intake.reading.sources.lines import key

_FEWEST = 2
_FIRST_LABELLED = 2_000_000
_FEWEST_TIMES = 3
"""Times that a label stands in a report whose labels have a column of their own."""
_SAID = {Content.SHORT, Content.TEXT, Content.NAME, Content.PERSON}
"""What titles of articles and names of papers look like."""
_FIRST_ROW = 1_000_000
"""Rows of such tables are numbered from here on, so that none has the number of a row that a source marks itself."""


def with_labels(pieces: Sequence[FormPiece], ctx: ReadingContext) -> list[FormPiece]:
    """Return pieces with columns of labels, each read before the column of its contents, as facts."""
    pieces = _labels_apart(pieces)
    keys = [key(piece.text) if _may_label(piece) else None for piece in pieces]
    times = Counter(one for one in keys if one is not None)
    is_label = [one is not None and times[one] >= _FEWEST_TIMES for one in keys]
    result: list[FormPiece] = []
    index = 0
    while index < len(pieces):
        end = index
        while end < len(pieces) and is_label[end]:
            end += 1
        after = end
        while (
            end - index >= _FEWEST  # what follows fewer is not asked for: a long report is gone through once
            and after < len(pieces)
            and pieces[after].shape is not PieceForm.HEAD
            and not pieces[after].rest
            and not is_label[after]
            and not (pieces[after].label == PLACED and after - end >= end - index)
        ):
            after += 1
        labels, contents = pieces[index:end], _lines_of(pieces[end:after], end - index)
        if len(labels) >= _FEWEST and len(contents) >= len(labels) and _is_told(contents[: len(labels)], ctx):
            facts, rest = _labelled(labels, contents, ctx)
            result += [*facts, *rest]
            index = after
        else:
            result += pieces[index : max(end, index + 1)]
            index = max(end, index + 1)
    return result


def _labels_apart(pieces: Sequence[FormPiece]) -> list[FormPiece]:
    """Return pieces, those whose lines all come again and again as lines of such pieces with a piece for each."""
    short = [p for p in pieces if p.shape in (PieceForm.HEAD, PieceForm.TEXT) and len(p.texts) > 1]
    times = Counter(key(text) for piece in short for text in piece.texts if may_be_label(text))
    several = {id(piece) for piece in short}
    result: list[FormPiece] = []
    for piece in pieces:
        if id(piece) in several and all(times[key(text)] >= _FEWEST_TIMES for text in piece.texts):
            result += [FormPiece(PieceForm.TEXT, [line], [text]) for text, line in piece.texts_with_lines]
        else:
            result.append(piece)
    return result


def _lines_of(contents: Sequence[FormPiece], count: int) -> list[FormPiece]:
    """Return contents, the first by its lines where it has one at least for each of so many labels."""
    first = contents[0] if contents else None
    if first is None or count < _FEWEST or first.shape is not PieceForm.TEXT or len(first.texts) < count:
        return list(contents)
    own = [FormPiece(PieceForm.TEXT, [line], [text]) for text, line in first.texts_with_lines]
    last = FormPiece(PieceForm.TEXT, first.lines[count - 1 :], first.texts[count - 1 :])
    return [*own[: count - 1], last, *contents[1:]]


def _may_label(piece: FormPiece) -> bool:
    return (
        piece.shape in (PieceForm.HEAD, PieceForm.TEXT) and len(piece.texts) == 1 and may_be_label(piece.text)
    )


def _is_told(contents: Sequence[FormPiece], ctx: ReadingContext) -> bool:
    """Whether a day is among contents, or codes: what a column of labels has beside it."""
    kinds = {content_of(piece.texts, ctx) for piece in contents}
    named = kinds <= {Content.NAME, Content.NAMES, Content.PERSON, Content.SHORT} and kinds != {Content.SHORT}
    return named or (bool(kinds & {Content.DAY, Content.PLACED, Content.CODES}) and len(kinds) >= _FEWEST)


def _labelled(
    labels: Sequence[FormPiece], contents: Sequence[FormPiece], ctx: ReadingContext
) -> tuple[list[FormPiece], list[FormPiece]]:
    """Return facts, each content below its label, and what is left: the last label takes what is of one kind."""
    row = _FIRST_LABELLED + labels[0].first.number
    last = len(labels) - 1
    facts = [
        FormPiece(PieceForm.FACT, list(c.lines), list(c.texts), label.text, row, rest=label.lines)
        for label, c in zip(labels[:last], contents, strict=False)
    ]
    rest = list(contents[last:])
    kind = content_of(rest[0].texts, ctx)
    taken = rest
    if kind in (Content.NAMES, Content.CODES, Content.NAME):
        taken = [rest[0], *itertools.takewhile(lambda c: content_of(c.texts, ctx) is kind, rest[1:])]
    lines, texts = [x for c in taken for x in c.lines], [x for c in taken for x in c.texts]
    facts.append(FormPiece(PieceForm.FACT, lines, texts, labels[last].text, row, rest=labels[last].lines))
    return facts, rest[len(taken) :]


def as_rows(pieces: Sequence[FormPiece], ctx: ReadingContext) -> list[FormPiece]:
    """Return pieces with columns of one length, each below a heading of one style, as the facts of rows."""
    styles = Counter(
        piece.style for piece in pieces if piece.shape is PieceForm.HEAD and piece.style != MONTH
    )
    for style, times in sorted(styles.items()):
        columns = _columns(pieces, style) if times >= _FEWEST else []
        alike = len({len(cells) for _, cells in columns}) == 1 and len(columns[0][1]) >= _FEWEST
        if columns and alike and all(_is_column(cells, ctx) for _, cells in columns):
            return _rows(pieces, columns)
    return list(pieces)


def _columns(pieces: Sequence[FormPiece], style: str) -> list[tuple[FormPiece, list[FormPiece]]]:
    """Return each heading of a style with what stands below it, where nothing else stands among them."""
    columns: list[tuple[FormPiece, list[FormPiece]]] = []
    for piece in pieces:
        if piece.shape is PieceForm.HEAD and piece.style == style:
            columns.append((piece, []))
        elif piece.shape is PieceForm.HEAD or not columns or len(piece.lines) > _FEWEST + 1:
            return []
        else:
            columns[-1][1].append(piece)
    return columns


def _is_column(cells: Sequence[FormPiece], ctx: ReadingContext) -> bool:
    """Whether cells are of one kind, none of which is a label with its content or begins with a code."""
    if any(CODE.match(piece.text) or (piece.label and not piece.label.startswith("@")) for piece in cells):
        return False
    kinds = {content_of(piece.texts, ctx) for piece in cells}
    return len(kinds) == 1 or kinds <= {Content.NAME, Content.NAMES, Content.PERSON} or kinds <= _SAID


def _rows(
    pieces: Sequence[FormPiece], columns: Sequence[tuple[FormPiece, list[FormPiece]]]
) -> list[FormPiece]:
    result = []
    for number in range(len(columns[0][1])):
        for head, cells in columns:
            cell = cells[number]
            label = cell.label if cell.shape is PieceForm.FACT else head.text
            rest = head.lines if not number else []
            row = _FIRST_ROW + pieces[0].first.number + number
            result.append(
                FormPiece(PieceForm.FACT, cell.lines, cell.texts, label, row, record=True, rest=list(rest))
            )
    return result
