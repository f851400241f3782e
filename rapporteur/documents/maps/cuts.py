"""Cuts of the base map: the land rings and border lines within a box, clipped at its edges, as path data of SVG."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.documents.maps.projection import Point

if TYPE_CHECKING:
    from rapporteur.documents.maps.shapes import Box

WORLD = Path(__file__).with_name("world.svg")
STROKES = Path(__file__).with_name("world.json")

CUT_UNIT = 10
"""How many units of a cut's drawing are one of the base map: cuts are written in whole tenths."""


@lru_cache(maxsize=1)
def base_paths() -> tuple[str, str]:
    """Return the path data of the land and of the inner borders."""
    source = WORLD.read_text(encoding="utf-8")
    land, borders = re.findall(r' d="([^"]+)"', source)
    return land, borders


class _Stroke:
    """A land ring or a border line of the base map, its points in whole tenths of a unit."""

    def __init__(self, numbers: Sequence[int]) -> None:
        xs, ys = numbers[::2], numbers[1::2]
        self.points: list[Point] = list(zip(xs, ys, strict=True))
        self.left, self.right = min(xs), max(xs)
        self.top, self.bottom = min(ys), max(ys)
        self._numbers = numbers

    @cached_property
    def path(self) -> str:
        """The whole of it as path data: written once, for most cuts show it uncut."""
        return "M" + " ".join(map(str, self._numbers))


@lru_cache(maxsize=1)
def _strokes() -> tuple[list[_Stroke], list[_Stroke]]:
    """Return land rings and border lines."""
    land, borders = json.loads(STROKES.read_text(encoding="utf-8"))
    return [_Stroke(numbers) for numbers in land], [_Stroke(numbers) for numbers in borders]


def strokes_of(path: str) -> list[list[int]]:
    """Read the path data that the base map is written in (``Mx,y l dx,dy …``) as x, y, x, y… in tenths of a unit.

    What :func:`_strokes` reads is this, written beside the map when it is drawn: reading it from the path takes longer
    than cutting a map.
    """
    lines = []
    for part in path.split("M")[1:]:
        numbers = [round(float(text) * 10) for text in re.findall(r"-?\d*\.?\d+", part)]
        for at in range(2, len(numbers)):
            numbers[at] += numbers[at - 2]
        lines.append(numbers)
    return lines


def clip_ring(ring: Sequence[Point], axis: int, limit: float, keep_below: bool) -> list[Point]:
    """Return the part of a closed ring on one side of a line (Sutherland and Hodgman, one edge)."""
    inside = (
        [point[axis] <= limit for point in ring] if keep_below else [point[axis] >= limit for point in ring]
    )
    result: list[Point] = []
    at, state = 0, inside[-1]
    while at < len(ring):  # from one crossing of the line to the next
        if inside[at] != state:
            result.append(_crossing(ring[at - 1], ring[at], axis, limit))
            state = inside[at]
        try:
            end = inside.index(not state, at)
        except ValueError:
            end = len(ring)
        if state:
            result += ring[at:end]
        at = end
    return result


def _crossing(before: Point, here: Point, axis: int, limit: float) -> Point:
    """Return where the way between two points crosses a line."""
    part = (limit - before[axis]) / (here[axis] - before[axis])
    other = before[1 - axis] + part * (here[1 - axis] - before[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def path_data(lines: Iterable[Sequence[Point]], closed: bool) -> str:
    """Return SVG path data in tenths of a unit, each point relative to the one before."""
    parts = []
    for line in lines:
        tenths = [(round(x * 10), round(y * 10)) for x, y in line]
        steps = [tenths[0]]
        for point in tenths[1:]:
            if point != steps[-1]:
                steps.append(point)
        if closed and len(steps) > 1 and steps[0] == steps[-1]:
            steps.pop()
        if len(steps) < (3 if closed else 2):
            continue
        moves = pairwise(steps)
        text = "".join(f"{_tenths(b[0] - a[0], True)}{_tenths(b[1] - a[1])}" for a, b in moves)
        parts.append(f"M{_tenths(steps[0][0], True)}{_tenths(steps[0][1])}l{text}{'z' if closed else ''}")
    return "".join(parts).replace("l ", "l")


def _tenths(number: int, first: bool = False) -> str:
    """Write a number of tenths shortly, with the separator that path data needs before it."""
    sign, whole, rest = "-" if number < 0 else "", abs(number) // 10, abs(number) % 10
    digits = f"{whole or ''}.{rest}" if rest else str(whole)
    return f"{sign}{digits}" if sign else f"{' ' if first else ','}{digits}"


@lru_cache(maxsize=1024)
def cut(box: Box) -> tuple[str, str]:
    """Return path data, in tenths of a unit, of the land and the borders within `box`, with a margin.

    What is wholly outside is skipped and only the edges that a ring crosses are clipped: a report cuts dozens of maps.
    """
    x, y, width, height = (number * CUT_UNIT for number in box)
    margin = width / 50
    low_x, low_y, high_x, high_y = x - margin, y - margin, x + width + margin, y + height + margin

    def within(strokes: Iterable[_Stroke]) -> list[_Stroke]:
        return [
            stroke
            for stroke in strokes
            if stroke.right >= low_x
            and stroke.left <= high_x
            and stroke.bottom >= low_y
            and stroke.top <= high_y
        ]

    land = []
    for ring in within(_strokes()[0]):
        kept = ring.points
        if ring.right > high_x:
            kept = clip_ring(kept, 0, high_x, True)
        if kept and ring.left < low_x:
            kept = clip_ring(kept, 0, low_x, False)
        if kept and ring.bottom > high_y:
            kept = clip_ring(kept, 1, high_y, True)
        if kept and ring.top < low_y:
            kept = clip_ring(kept, 1, low_y, False)
        if kept is ring.points:
            land.append(ring.path + "z")
        elif kept:
            land.append("M" + " ".join(map(str, chain.from_iterable(kept))) + "z")
    return "".join(land), "".join([line.path for line in within(_strokes()[1])])


def prepare() -> None:
    """Read what cuts are made from, ahead of the first."""
    base_paths()
    _strokes()
