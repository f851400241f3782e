"""Draw the base map of the reports from the npm package `world-atlas` (Natural Earth, 1:110 million).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_world_map.py package/countries-110m.json

Without a source only the numbers beside the map (world.json) are written anew.

The result is committed; it is drawn again only when the projection or the source changes.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from rapporteur.documents.maps import cuts, drawing, projection

ANTARCTICA = "010"
STEP = 2.0
"""Longest piece of a line, in degrees, that is drawn straight: meridians are curved in this projection."""
SEAM = 180.0

Point = tuple[float, float]
Ring = list[Point]
Edge = tuple[Point, Point]


def decoded_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Return the arcs of a quantised TopoJSON as (longitude, latitude)."""
    (scale_x, scale_y), (shift_x, shift_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round(x * scale_x + shift_x, 6), round(y * scale_y + shift_y, 6)))
        arcs.append(line)
    return arcs


def polygons(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    """Yield the polygons of a geometry as rings of arc numbers."""
    if geometry["type"] == "Polygon":
        yield geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["arcs"]


def land_edges(geometries: Iterable[dict[str, Any]], arcs: list[Ring]) -> list[Edge]:
    """Return the edges that one country alone has, the seam at 180° closed: the shore of all land."""
    edges: dict[Edge, None] = {}
    for geometry in geometries:
        for polygon in polygons(geometry):
            for ring in polygon:
                for number in ring:
                    line = arcs[number] if number >= 0 else arcs[~number][::-1]
                    for a, b in pairwise(line):
                        if abs(a[0]) == SEAM and abs(b[0]) == SEAM:
                            continue  # where the source cuts the land at 180°
                        start, end = (wrapped(a), wrapped(b))
                        if edges.pop((end, start), 0) == 0:
                            edges[start, end] = None
    return list(edges)


def wrapped(point: Point) -> Point:
    """Return the same place with 180° for -180°."""
    return (SEAM, point[1]) if point[0] == -SEAM else point


def joined(edges: list[Edge]) -> list[Ring]:
    """Join edges end to end into rings; raise ValueError where a ring does not close."""
    following: dict[Point, list[Point]] = {}
    for start, end in edges:
        following.setdefault(start, []).append(end)
    rings = []
    for first, _ in edges:
        while following.get(first):
            ring, here = [first], following[first].pop()
            while here != first:
                ring.append(here)
                if not following.get(here):
                    raise ValueError(f"the shore does not go on at {here}")
                here = following[here].pop()
            rings.append(ring)
    return rings


def unwrapped(line: Iterable[Point]) -> Ring:
    """Return a line with rotated longitudes that never jump: beyond ±180 where it crosses the cut."""
    result: Ring = []
    for lon, lat in line:
        east = projection.rotated(lon)
        if result:
            east += 360 * round((result[-1][0] - east) / 360)
        result.append((east, lat))
    return result


def fine(line: Ring, closed: bool) -> Ring:
    """Return a line with no piece longer than STEP degrees."""
    result: Ring = []
    for a, b in pairwise([*line, line[0]] if closed else line):
        count = max(1, math.ceil(max(abs(b[0] - a[0]), abs(b[1] - a[1])) / STEP))
        result += [(a[0] + (b[0] - a[0]) * i / count, a[1] + (b[1] - a[1]) * i / count) for i in range(count)]
    return result if closed else [*result, line[-1]]


def turns(line: Ring) -> range:
    """Return how many whole turns the parts of a line lie away from the map."""
    low, high = min(x for x, _ in line), max(x for x, _ in line)
    return range(math.floor((low + 180) / 360), math.ceil((high + 180) / 360))


def cut_ring(ring: Ring) -> Iterator[Ring]:
    """Yield the parts of a closed ring on the map, each cut straight along the map's edge."""
    line = unwrapped(ring)
    for turn in turns(line):
        part = [(x - 360 * turn, y) for x, y in line]
        part = cuts.clip_ring(part, 0, 180, True)
        part = cuts.clip_ring(part, 0, -180, False) if part else part
        if part:
            yield [projection.place(lat, east) for east, lat in fine(part, closed=True)]


def cut_line(line: Ring) -> Iterator[Ring]:
    """Yield the pieces of an open line on the map; none of ours crosses its edge, so it must not."""
    moved = unwrapped(line)
    if len(turns(moved)) > 1:
        raise ValueError(f"a border crosses the edge of the map near {line[0]}: choose another meridian")
    shift = 360 * turns(moved)[0] if turns(moved) else 0
    yield [
        projection.place(lat, east) for east, lat in fine([(x - shift, y) for x, y in moved], closed=False)
    ]


def border_lines(geometries: Iterable[dict[str, Any]], arcs: list[Ring]) -> list[Ring]:
    """Return the arcs that two countries share, once each, joined where exactly two of them meet."""
    owners: dict[int, set[int]] = {}
    for owner, geometry in enumerate(geometries):
        for polygon in polygons(geometry):
            for number in (number for ring in polygon for number in ring):
                owners.setdefault(number if number >= 0 else ~number, set()).add(owner)
    return [arcs[number] for number in sorted(owners) if len(owners[number]) > 1]


def world_svg(topology: dict[str, Any]) -> str:
    """Return the base map."""
    arcs = decoded_arcs(topology)
    countries = [
        item for item in topology["objects"]["countries"]["geometries"] if item.get("id") != ANTARCTICA
    ]
    shores = joined(land_edges(countries, arcs))
    land = [part for ring in shores for part in cut_ring(ring)]
    borders = [part for line in border_lines(countries, arcs) for part in cut_line(line)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {projection.WIDTH:g} {projection.HEIGHT:g}" '
        f'width="{projection.WIDTH:g}" height="{projection.HEIGHT:g}">\n'
        f'<path fill="{drawing.LAND}" fill-rule="evenodd" d="{cuts.path_data(land, closed=True)}"/>\n'
        f'<path fill="none" stroke="{drawing.BORDER}" stroke-width="0.6" stroke-linejoin="round" '
        f'd="{cuts.path_data(borders, closed=False)}"/>\n</svg>\n'
    )


def strokes_json() -> str:
    """Return the strokes of the base map as numbers, for cuts."""
    land, borders = cuts.base_paths()
    return json.dumps([cuts.strokes_of(land), cuts.strokes_of(borders)], separators=(",", ":")) + "\n"


def main() -> None:
    """Write the base map."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "source", type=Path, nargs="?", help="countries-110m.json of the npm package world-atlas"
    )
    arguments = parser.parse_args()
    if arguments.source:
        topology = json.loads(arguments.source.read_text(encoding="utf-8"))
        cuts.WORLD.write_text(world_svg(topology), encoding="utf-8")
    cuts.STROKES.write_text(strokes_json(), encoding="utf-8")
    for path in (cuts.WORLD, cuts.STROKES):
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
