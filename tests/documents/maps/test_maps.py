"""The base map, its projection and its cuts."""

from __future__ import annotations

import importlib.util
import math
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import typst
from lxml import etree

from rapporteur.documents.maps import cuts, drawing, projection
from rapporteur.documents.maps.shapes import Dot, MapView

WORLD = cuts.WORLD
AUCKLAND, SAN_FRANCISCO, SUVA, HONOLULU = (
    (-36.85, 174.76),
    (37.77, -122.42),
    (-18.14, 178.44),
    (21.3, -157.86),
)


def test_projection_of_the_centre_is_the_middle_of_the_map() -> None:
    assert projection.project(0, 11)[0] == 500


def test_projection_agrees_with_the_published_equal_earth_extent() -> None:
    # The published aspect ratio of the whole projection is 2.05458 : 1.
    height = projection.place(-90, 0)[1] - projection.place(90, 0)[1]
    assert projection.WIDTH / height == pytest.approx(2.05458, abs=0.0001)


def test_projection_keeps_areas() -> None:
    def area(lat: float, lon: float) -> float:
        (a, b), (c, d), (e, f) = (
            projection.place(lat, lon),
            projection.place(lat, lon + 0.1),
            projection.place(lat + 0.1, lon),
        )
        return abs((c - a) * (f - b) - (e - a) * (d - b)) / math.cos(math.radians(lat + 0.05))

    assert area(60, 100) == pytest.approx(area(0, 0), rel=0.005)
    assert area(-40, -150) == pytest.approx(area(0, 0), rel=0.005)


def test_known_places_lie_as_on_any_map() -> None:
    x = {
        name: projection.project(*place)[0]
        for name, place in {
            "SF": SAN_FRANCISCO,
            "Paris": (48.86, 2.35),
            "Cairo": (30.04, 31.24),
            "Tokyo": (35.7, 139.7),
        }.items()
    }
    assert sorted(x, key=lambda name: x[name]) == ["SF", "Paris", "Cairo", "Tokyo"]
    assert projection.project(59.9, 10.75)[1] < projection.project(-33.9, 18.4)[1]


def test_both_sides_of_the_date_line_lie_together_except_in_the_bering_strait() -> None:
    assert abs(projection.project(-17, 179.9)[0] - projection.project(-17, -179.9)[0]) < 1
    assert projection.project(66, -169.9)[0] > 700
    assert projection.project(66, -168.1)[0] < 300


@pytest.mark.parametrize("place", [(91, 0), (0, 181), (-90.1, 0), (float("nan"), 0)])
def test_what_is_no_place_is_refused(place: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="is no place"):
        projection.project(*place)


def rings() -> list[list[tuple[float, float]]]:
    """The land of the base map as points."""
    tree = etree.fromstring(WORLD.read_bytes())
    data = tree.findall("{*}path")[0].get("d") or ""
    result = []
    for part in data.split("M")[1:]:
        numbers = [float(text) for text in re.findall(r"-?\d*\.?\d+", part)]
        x, y = numbers[:2]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        result.append(ring)
    return result


def on_land(lat: float, lon: float) -> bool:
    """Whether a place lies on the land of the base map, by the even-odd rule."""
    x, y = projection.project(lat, lon)
    inside = False
    for ring in rings():
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def test_base_map_has_two_paths_and_nothing_that_needs_a_style_sheet() -> None:
    tree = etree.fromstring(WORLD.read_bytes())
    assert tree.get("viewBox") == f"0 0 1000 {projection.HEIGHT:g}"
    assert [etree.QName(child).localname for child in tree] == ["path", "path"]
    assert WORLD.stat().st_size < 140_000


@pytest.mark.parametrize(
    "place",
    [
        (48.86, 2.35),
        (-1.3, 36.8),
        (39.9, 116.4),
        (-15.8, -47.9),
        (67.0, -176.0),
        (68.0, 178.5),
        (64.8, -147.7),
    ],
    ids=["Paris", "Nairobi", "Beijing", "Brasília", "Chukotka east of 180", "Chukotka at 180", "Fairbanks"],
)
def test_cities_lie_on_land(place: tuple[float, float]) -> None:
    assert on_land(*place)


@pytest.mark.parametrize(
    "place",
    [(0, -30), (30, -150), (65.8, -169.0), (42, 51), (-40, 100), (60, 180), (60, -171.5), (-85 + 25, 0)],
    ids=[
        "Atlantic",
        "Pacific",
        "Bering Strait",
        "Caspian",
        "Indian Ocean",
        "Bering Sea",
        "at the cut",
        "far south",
    ],
)
def test_seas_are_no_land(place: tuple[float, float]) -> None:
    assert not on_land(*place)


def test_no_line_runs_across_the_map() -> None:
    longest = max(abs(bx - ax) for ring in rings() for (ax, _), (bx, _) in pairwise([*ring, ring[0]]))
    assert longest < 20


def test_land_stays_within_the_world() -> None:
    _, _, width, height = projection.world_box()
    assert all(0 <= x <= width + 0.05 and 0 <= y <= height + 0.05 for ring in rings() for x, y in ring)


def test_frame_of_one_point_has_the_least_width_around_it() -> None:
    x, y = projection.project(48.86, 2.35)
    box = projection.frame([(x, y)], 1.5, 60)
    assert box[2:] == (60, 40)
    assert box[0] + 30 == pytest.approx(x, abs=0.01)
    assert box[1] + 20 == pytest.approx(y, abs=0.01)


@pytest.mark.parametrize("place", [HONOLULU, AUCKLAND, (78.2, 15.6), (-54.8, -68.3)])
def test_frame_at_the_rim_is_kept_inside_the_world(place: tuple[float, float]) -> None:
    x, y = projection.project(*place)
    left, top, width, height = projection.frame([(x, y)], 44 / 30, 120)
    assert left >= 0
    assert top >= 0
    assert left + width <= 1000
    assert top + height <= projection.HEIGHT + 0.01
    assert left <= x <= left + width
    assert top <= y <= top + height


@pytest.mark.parametrize("ratio", [0.5, 1.0, 44 / 30, 2.3, 5.0])
@pytest.mark.parametrize(
    "places", [[AUCKLAND, SAN_FRANCISCO], [SUVA, HONOLULU], [(78.2, 15.6), (-54.8, -68.3)]]
)
def test_frame_around_the_pacific_shows_every_point_in_the_ratio(
    places: list[tuple[float, float]], ratio: float
) -> None:
    points = [projection.project(*place) for place in places]
    left, top, width, height = projection.frame(points, ratio, 60)
    assert width / height == pytest.approx(ratio, rel=0.001)
    assert all(left <= x <= left + width and top <= y <= top + height for x, y in points)


def test_frame_of_nothing_is_the_whole_world() -> None:
    left, _, width, _ = projection.frame([], 1.5, 60)
    assert left <= 0
    assert left + width >= 1000


def test_frame_without_extent_is_refused() -> None:
    with pytest.raises(ValueError, match="ratio 0"):
        projection.frame([(1, 1)], 0, 60)


def test_cut_carries_only_what_it_shows() -> None:
    box = projection.frame([projection.project(48.86, 2.35)], 44 / 30, 60)
    cut = drawing.base_svg(box)
    tree = etree.fromstring(cut.encode())
    assert tree.get("viewBox") == " ".join(f"{number * 10:g}" for number in box)  # a cut is in tenths
    assert len(cut) < 5_000 < len(drawing.base_svg())


def test_the_numbers_for_cuts_are_those_of_the_base_map() -> None:
    assert cuts.STROKES.read_text(encoding="utf-8") == tool("build_world_map").strokes_json()


def test_typst_reads_the_base_map_and_its_cuts(tmp_path: Path) -> None:
    (tmp_path / "world.svg").write_text(drawing.base_svg())
    (tmp_path / "cut.svg").write_text(
        drawing.base_svg(projection.frame([projection.project(*AUCKLAND)], 1.5))
    )
    source = tmp_path / "map.typ"
    source.write_text('#set page(width: 200pt, height: auto)\n#image("world.svg")\n#image("cut.svg")')
    assert typst.compile(str(source), format="png").startswith(b"\x89PNG")


def test_map_for_pages_names_its_places_and_escapes_them() -> None:
    view = MapView(
        box=(0, 0, 100, 50),
        dots=[Dot(10, 20, 3, True, "<script>"), Dot(1, 2, 0, False, "B & C")],
        alt='A "map"',
    )
    text = drawing.svg(view, "#123456", "m1")
    tree = etree.fromstring(text.encode())
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "m1-title"
    assert [node.text for node in tree.iter("title")] == ['A "map"', "<script>", "B & C"]


def tool(name: str) -> Any:
    """A script of tools/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[3] / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_builder_cuts_polygons_and_borders_once() -> None:
    """Two countries astride the map's edge, sharing a border, become parts with one border line."""
    builder = tool("build_world_map")
    topology: dict[str, Any] = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[-175, 10], [12, 0]],
            [[-163, 10], [0, 5], [-12, 0], [0, -5]],
            [[-175, 10], [0, -5], [12, 0], [0, 5]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"type": "Polygon", "id": "1", "arcs": [[0, 1]]},
                    {"type": "Polygon", "id": "2", "arcs": [[2, -1]]},
                ]
            }
        },
    }
    arcs = builder.decoded_arcs(topology)
    countries = topology["objects"]["countries"]["geometries"]
    shores = builder.joined(builder.land_edges(countries, arcs))
    parts = [part for ring in shores for part in builder.cut_ring(ring)]
    assert len(shores) == 1
    assert len(parts) == 2
    assert {round(min(x for x, _ in part)) < 100 for part in parts} == {True, False}
    assert builder.border_lines(countries, arcs) == [[(-175, 10), (-163, 10)]]


def test_the_module_needs_no_django() -> None:
    code = "import sys, rapporteur.documents.maps.drawing as m; m.base_svg(); print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
