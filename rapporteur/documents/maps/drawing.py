"""Maps as SVG: the base map or a cut of it, with places as dots."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from rapporteur.documents.maps.cuts import CUT_UNIT, base_paths, cut
from rapporteur.documents.maps.projection import HEIGHT, WIDTH, world_box

if TYPE_CHECKING:
    from rapporteur.documents.maps.shapes import Box, MapView

LAND, BORDER = "#d3dbe4", "#ffffff"
DOT_RADII = (2.6, 3.7, 5.0, 6.6)
"""Radius of a dot by its size, in units of what the map is shown in (pixels, or points)."""

WORTH_CUTTING = 0.3
"""Share of the base map's area above which a cut of it would be longer than all of it."""


def base_svg(box: Box | None = None, width: float = 340.0) -> str:
    """Return the base map, or the cut `box` of it, as an SVG document `width` units wide.

    Border lines come out equally thin in every cut. A cut is drawn in units of its own (:data:`CUT_UNIT`) and carries
    only what it shows, unless it shows so much that the whole map is the shorter text.
    """
    shown = box or world_box()
    whole = shown[2] * shown[3] > WORTH_CUTTING * WIDTH * HEIGHT
    land, borders = base_paths() if whole else cut(shown)
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
