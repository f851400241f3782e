"""The projection of the world map, and boxes of it that show given places.

It is Equal Earth, so that a region's size on paper is its size on the ground. Its central meridian is 11° E: the map is
cut in the Bering Strait, where no one lives on both sides. x grows eastwards, y downwards, 1000 units wide.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # its module is made of structs, and what cuts maps is waited for
    from rapporteur.documents.maps.shapes import Box


Point = tuple[float, float]

CENTRAL_MERIDIAN = 11.0
NORTH, SOUTH = 84.0, -57.0
WIDTH = 1000.0

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
