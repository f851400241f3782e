"""Days, places, codes and names that stand without a label: several on one line, or a place as a heading."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rapporteur.intake.reading.context import ReadingContext
from rapporteur.intake.reading.form.contents import Content, content_of, dated, is_city
from rapporteur.intake.reading.form.pieces import MONTH, FormPiece, PieceForm
from rapporteur.intake.reading.sources.lines import BULLET, Line

DAY, PLACED = "@when", "@placed"
"""The labels of a day that stands alone, and of a place with its day."""
CODES, NAMES, WHERE = "@codes", "@names", "@where"
"""The labels of codes, names and places that stand alone."""
ALONE = {DAY: "when", PLACED: "placed", CODES: "results", NAMES: "members", WHERE: "where"}
"""What a content without a label of its own means."""
_BRACKETS = re.compile(r"[\[({<]([^\[\](){}<>]+)[\])}>]")
_SIGN = re.compile(r"\s+[|•·▪/]\s+|\t+|\s{3,}")
_OF = {
    Content.DAY: DAY, Content.PLACED: PLACED, Content.CODES: CODES, Content.NAMES: NAMES, Content.NAME: WHERE,
    Content.PERSON: WHERE, Content.ONLINE: WHERE,
}  # fmt: skip
_LONGEST = 160
_LONGEST_DAY = 40
_FEWEST_PLACES = 3
_MOSTLY = 0.6
_KNOWN = 0.3
_NEAR = 4
"""The share of places that the table of cities has, which has few small towns; and pieces below a place within which
its day stands.
"""


def facts_of(line: Line, ctx: ReadingContext) -> list[FormPiece]:
    """Return the facts of a line that is nothing but facts, a day among them, parted by signs or in brackets."""
    text = BULLET.sub("", line.text).strip()
    if len(text) > _LONGEST or line.cell is not None or not any(c.isdecimal() for c in text):
        return []
    parts = [part.strip() for part in _BRACKETS.findall(text)]
    if not parts or re.sub(r"[\W_]", "", _BRACKETS.sub("", text)):
        parts = [part.strip() for part in _SIGN.split(text) if part.strip()]
    if len(parts) < 2:
        return []
    kinds = [content_of([part], ctx) for part in parts]
    days = sum(kind in (Content.DAY, Content.PLACED) for kind in kinds)
    if days != 1 or any(kind not in _OF for kind in kinds) or kinds.count(Content.NAME) > 1:
        return []
    if len(parts) == 2 and Content.CODES not in kinds and Content.NAMES not in kinds:
        return []  # a place with its day, which is read as one
    return [
        FormPiece(PieceForm.FACT, [line], [part], _OF[kind]) for part, kind in zip(parts, kinds, strict=True)
    ]


def with_days(pieces: Sequence[FormPiece], ctx: ReadingContext) -> list[FormPiece]:
    """Return pieces with days that two pieces share joined, and with short texts beside a day that are its place."""
    joined: list[FormPiece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        whole = _joined(before, piece, ctx) if before is not None else None
        if whole is not None:
            joined[-1] = whole
        else:
            joined.append(piece)
    result = list(joined)
    often = _beside_days(joined) >= _FEWEST_PLACES
    for index, piece in enumerate(joined):
        if piece.shape is not PieceForm.TEXT or len(piece.texts) != 1 or piece.first.cell is not None:
            continue
        kind = content_of(piece.texts, ctx)
        beside = [joined[i] for i in (index - 1, index + 1) if 0 <= i < len(joined)]
        dated_ = any(each.label == DAY for each in beside)
        city = kind in (Content.NAME, Content.PERSON) and is_city(piece.text)
        if dated_ and (kind is Content.ONLINE or city or (kind is Content.NAME and often)):
            result[index] = replace(piece, shape=PieceForm.FACT, label=WHERE)
    return result


def _beside_days(pieces: Sequence[FormPiece]) -> int:
    """Return how many days have a short text of one line right after them."""
    return sum(
        a.label == DAY and b.shape is PieceForm.TEXT and len(b.texts) == 1
        for a, b in itertools.pairwise(pieces)
    )


def _joined(first: FormPiece, second: FormPiece, ctx: ReadingContext) -> FormPiece | None:
    """Return two short pieces as the one day that they are together, where the first alone is none with a year."""
    short = all(
        len(p.texts) == 1 and len(p.text) <= _LONGEST_DAY and not p.row and p.first.cell is None
        and (p.shape is PieceForm.TEXT or p.label == DAY or (p is second and p.style == MONTH))
        for p in (first, second)
    )  # fmt: skip
    if not short or not any(c.isdecimal() for c in first.text) or second.label == DAY:
        return None
    alone = dated(first.text, ctx)
    if alone is not None and alone.when.year is not None:
        return None
    found = dated(f"{first.text} {second.text}", ctx)
    if found is None or found.when.day is None or found.place:
        return None
    return FormPiece(PieceForm.FACT, [*first.lines, *second.lines], [*first.texts, *second.texts], DAY)


def with_names(pieces: Sequence[FormPiece], ctx: ReadingContext) -> list[FormPiece]:
    """Return pieces with names that stand one a line below a label and its first name as contents of that label."""
    result: list[FormPiece] = []
    for piece in pieces:
        fact = result[-1] if result else None
        if (
            fact is not None
            and fact.shape is PieceForm.FACT
            and not fact.row
            and not fact.label.startswith(("@", "#"))
            and piece.shape is PieceForm.TEXT
            and len(piece.texts) == 1
            and piece.first.cell is None
            and all(_is_name(text, ctx) for text in (*fact.texts, *piece.texts))
        ):
            result[-1] = replace(fact, lines=[*fact.lines, *piece.lines], texts=[*fact.texts, *piece.texts])
        else:
            result.append(piece)
    return result


def _is_name(text: str, ctx: ReadingContext) -> bool:
    kind = content_of([text], ctx)
    return kind is Content.NAME or (kind is Content.PERSON and is_city(text))


def with_places(pieces: Sequence[FormPiece], ctx: ReadingContext) -> list[FormPiece]:
    """Return pieces with headings of a style that are places, a day near each, as facts without a label."""
    styles: defaultdict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        if piece.shape is PieceForm.HEAD and piece.style != MONTH:
            styles[piece.style].append(index)
    result = list(pieces)
    for found in styles.values():
        kinds = [content_of(pieces[i].texts, ctx) for i in found]
        named = [i for i, kind in zip(found, kinds, strict=True) if kind in (Content.NAME, Content.ONLINE)]
        if len(named) < _FEWEST_PLACES or len(named) < _MOSTLY * len(found):
            continue
        known = sum(
            is_city(pieces[i].text) or content_of(pieces[i].texts, ctx) is Content.ONLINE for i in named
        )
        dated = sum(any(p.label in (DAY, PLACED) for p in pieces[i + 1 : i + 1 + _NEAR]) for i in named)
        if known < _KNOWN * len(named) or dated < _MOSTLY * len(named):
            continue
        for i in named:
            result[i] = replace(pieces[i], shape=PieceForm.FACT, label=WHERE, style="")
    return result
