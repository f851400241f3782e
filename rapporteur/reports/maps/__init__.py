"""The world map of the reports: one base map, one projection, cuts of it with places as dots.

The base map (``world.svg``, drawn once by ``tools/build_world_map.py``) is 1000 units wide in the Equal Earth
projection, so that a region's size on paper is its size on the ground. Its central meridian is 11° E: the map
is cut in the Bering Strait, where no one lives on both sides. x grows eastwards, y downwards.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from html import escape
from itertools import chain, pairwise
from pathlib import Path

from rapporteur.reports.view import Box, MapView

Point = tuple[float, float]

WORLD = Path(__file__).with_name("world.svg")
STROKES = Path(__file__).with_name("world.json")

CENTRAL_MERIDIAN = 11.0
NORTH, SOUTH = 84.0, -57.0
WIDTH = 1000.0
LAND, BORDER = "#d3dbe4", "#ffffff"
DOT_RADII = (2.6, 3.7, 5.0, 6.6)
"""Radius of a dot by its size, in units of what the map is shown in (pixels, or points)."""

WORTH_CUTTING = 0.3
"""Share of the base map's area above which a cut of it would be longer than all of it."""

CUT_UNIT = 10
"""How many units of a cut's drawing are one of the base map: cuts are written in whole tenths."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_SCALE = WIDTH / (2 * 2 * math.sqrt(3) * math.pi / (3 * _A1))


def _equal_earth(lat: float, lon: float) -> Point:
    """Return the plane coordinates of a point, y upwards (Šavrič, Patterson and Jenny, 2018)."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(lat)))
    square = theta * theta
    sixth = square**3
    slope = 9 * _A4 * sixth * square + 7 * _A3 * sixth + 3 * _A2 * square + _A1
    x = 2 * math.sqrt(3) * math.radians(lon) * math.cos(theta) / (3 * slope)
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


_TOP = _equal_earth(NORTH, 0)[1]
HEIGHT = round((_TOP - _equal_earth(SOUTH, 0)[1]) * _SCALE, 1)


def rotated(lon: float) -> float:
    """Return `lon` as degrees east of the central meridian, from -180 up to, and without, 180."""
    return (lon - CENTRAL_MERIDIAN + 180) % 360 - 180


def place(lat: float, east: float) -> Point:
    """Return the map coordinates of a point `east` degrees from the central meridian, unrounded."""
    x, y = _equal_earth(lat, east)
    return WIDTH / 2 + x * _SCALE, (_TOP - y) * _SCALE


@lru_cache(maxsize=1024)
def project(lat: float, lon: float) -> Point:
    """Return (x, y) on the base map, to a hundredth of a unit; raise ValueError outside the globe."""
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(
            f"({lat}, {lon}) is no place: expected a latitude of -90 to 90 and a longitude of -180 to 180"
        )
    x, y = place(lat, rotated(lon))
    return round(x, 2), round(y, 2)


def world_box() -> Box:
    """Return the whole base map as a box (x, y, width, height)."""
    return 0.0, 0.0, WIDTH, HEIGHT


def _fitted(low: float, high: float, size: float, limit: float) -> float:
    """Return where a stretch of `size` around `low`…`high` begins so that it stays within 0…`limit`."""
    begin = (low + high - size) / 2
    if size >= limit:
        return (limit - size) / 2
    return min(max(begin, 0.0), limit - size)


def frame(points: Iterable[Point], ratio: float, min_width: float = 60.0, padding: float = 0.12) -> Box:
    """Return the box (x, y, width, height) of width / height `ratio` that shows all of `points`.

    It is at least `min_width` wide, leaves `padding` (a share of its size) around the points and stays within
    the world; a box higher or wider than the world is centred on it. No points give the whole world.
    """
    if ratio <= 0 or min_width <= 0:
        raise ValueError(f"a map cannot have the ratio {ratio} and the width {min_width}")
    given = list(points)
    if not given:
        given = [(0.0, 0.0), (WIDTH, HEIGHT)]
        padding = 0.0
    left, right = min(x for x, _ in given), max(x for x, _ in given)
    top, bottom = min(y for _, y in given), max(y for _, y in given)
    room = 1 - 2 * padding
    width = max(min_width, (right - left) / room, (bottom - top) / room * ratio)
    if width > WIDTH and (bottom - top) <= WIDTH / ratio:
        width = max(WIDTH, right - left)
    height = width / ratio
    x, y = _fitted(left, right, width, WIDTH), _fitted(top, bottom, height, HEIGHT)
    return round(x, 2), round(y, 2), round(width, 2), round(height, 2)


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
def _cut(box: Box) -> tuple[str, str]:
    """Return path data, in tenths of a unit, of the land and the borders within `box`, with a margin.

    What is wholly outside is skipped and only the edges that a ring crosses are clipped: a report cuts dozens of maps.
    """
    x, y, width, height = (number * CUT_UNIT for number in box)
    margin = width / 50
    low_x, low_y, high_x, high_y = x - margin, y - margin, x + width + margin, y + height + margin

    def shown(strokes: Iterable[_Stroke]) -> list[_Stroke]:
        return [
            stroke
            for stroke in strokes
            if stroke.right >= low_x
            and stroke.left <= high_x
            and stroke.bottom >= low_y
            and stroke.top <= high_y
        ]

    land = []
    for ring in shown(_strokes()[0]):
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
    return "".join(land), "".join([line.path for line in shown(_strokes()[1])])


def base_svg(box: Box | None = None, width: float = 340.0) -> str:
    """Return the base map, or the cut `box` of it, as an SVG document `width` units wide.

    Border lines come out equally thin in every cut. A cut is drawn in units of its own (:data:`CUT_UNIT`) and carries
    only what it shows, unless it shows so much that the whole map is the shorter text.
    """
    shown = box or world_box()
    whole = shown[2] * shown[3] > WORTH_CUTTING * WIDTH * HEIGHT
    land, borders = base_paths() if whole else _cut(shown)
    unit = CUT_UNIT if box else 1
    grown = f' transform="scale({unit})"' if whole and unit != 1 else ""
    x, y, box_width, box_height = (number * unit for number in shown)
    line = max(shown[2] / width * 0.6, 0.05) * (1 if whole else unit)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x:g} {y:g} {box_width:g} {box_height:g}" '
        f'width="{width:g}" height="{width * box_height / box_width:.2f}">'
        f'<path fill="{LAND}" fill-rule="evenodd"{grown} d="{land}"/>'
        f'<path fill="none" stroke="{BORDER}" stroke-width="{line:.3f}" stroke-linejoin="round"{grown} '
        f'd="{borders}"/></svg>\n'
    )


def cuts_json(boxes: Mapping[str, Box]) -> bytes:
    """Return cuts of the base map, by their names, as JSON."""
    return json.dumps({name: base_svg(box) for name, box in boxes.items()}).encode()


def prepare() -> None:
    """Read what cuts are made from, ahead of the first."""
    base_paths()
    _strokes()


def symbol_svg(identifier: str = "world") -> str:
    """Return a hidden SVG that defines the base map once, for the maps of :func:`svg` to use."""
    land, borders = base_paths()
    return (
        f'<svg class="base-map" width="0" height="0" aria-hidden="true" focusable="false">'
        f'<defs><g id="{identifier}">'
        f'<path class="land" fill="{LAND}" fill-rule="evenodd" d="{land}"/>'
        f'<path class="borders" fill="none" stroke="{BORDER}" stroke-width=".7" stroke-linejoin="round" '
        f'vector-effect="non-scaling-stroke" d="{borders}"/></g></defs></svg>'
    )


def dots_svg(view: MapView, colour: str, shown_width: float) -> str:
    """Return the dots of a map as SVG circles: small ones over large ones, filled ones over hollow ones."""
    unit = view.box[2] / shown_width
    parts = []
    for dot in sorted(view.dots, key=lambda dot: (-dot.size, dot.filled, dot.x, dot.y, dot.name)):
        own = escape(dot.colour or colour)
        fill = f'fill="{own}" stroke="#ffffff"' if dot.filled else f'fill="#ffffff" stroke="{own}"'
        radius = DOT_RADII[min(max(dot.size, 0), 3)] * unit
        parts.append(
            f'<circle cx="{dot.x:g}" cy="{dot.y:g}" r="{radius:.3f}" {fill} stroke-width="{unit:.3f}">'
            f"<title>{escape(dot.name)}</title></circle>"
        )
    return "".join(parts)


def svg(view: MapView, colour: str, identifier: str, shown_width: float = 360.0, base: str = "world") -> str:
    """Return a map as inline SVG that uses the base map of :func:`symbol_svg` and says its text alternative.

    `identifier` is unique in the page; `shown_width` is about how many pixels wide the map is shown, so that
    dots come out alike in every cut.
    """
    box = " ".join(f"{number:g}" for number in view.box)
    return (
        f'<svg class="map" role="img" viewBox="{box}" aria-labelledby="{escape(identifier)}-title">'
        f'<title id="{escape(identifier)}-title">{escape(view.alt)}</title><use href="#{escape(base)}"/>'
        f"{dots_svg(view, colour, shown_width)}</svg>"
    )
