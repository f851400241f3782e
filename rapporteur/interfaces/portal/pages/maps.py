"""Maps on pages: the one base map as a file that browsers keep, places over it as dots that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rapporteur.documents.maps.cuts import base_paths
from rapporteur.documents.maps.projection import HEIGHT, WIDTH, frame, project, world_box
from rapporteur.documents.maps.shapes import Box

KEPT_SECONDS = 24 * 3600
MOST_LINKED = 200
"""Dots that lead somewhere each; more of them are one path, and the list beside leads there."""
_SHARE = 1.9
"""Width of a map of a part of the world, in heights."""
_LEAST = 120.0
"""Its width at least, in units of the base map."""
RADII = (2.6, 3.7, 5.0, 6.6)
"""As in print."""


@dataclass(frozen=True)
class Spot:
    """A place to be shown; `size` is 0 (smallest) to 3."""

    latitude: float
    longitude: float
    name: str
    href: str = ""
    size: int = 1
    quiet: bool = False


@dataclass(frozen=True)
class PlaceDot:
    """A place as it is drawn."""

    x: str
    y: str
    r: str
    name: str
    href: str
    quiet: bool


@dataclass(frozen=True)
class MapShown:
    """A map as its template draws it."""

    box: str
    dots: list[PlaceDot]
    path: str
    width: str
    alt: str


def drawn(spots: Iterable[Spot], alt: str, *, world: bool = True) -> MapShown | None:
    """Return a map of places, of the whole world or as near as they lie; None without any."""
    points = [(spot, project(spot.latitude, spot.longitude)) for spot in spots]
    if not points:
        return None
    box: Box = world_box() if world else frame([point for _, point in points], _SHARE, _LEAST)
    unit = box[2] / (900.0 if world else 640.0)
    ordered = sorted(points, key=lambda one: (-one[0].size, not one[0].quiet, one[1], one[0].name))
    linked = len(ordered) <= MOST_LINKED
    dots = [
        PlaceDot(
            f"{x:g}", f"{y:g}", f"{RADII[spot.size] * unit * 1.15:.2f}", spot.name, spot.href, spot.quiet
        )
        for spot, (x, y) in ordered
        if linked
    ]
    path = "" if linked else "".join(f"M{x:.0f} {y:.0f}h0" for x, y in sorted({one[1] for one in ordered}))
    return MapShown(" ".join(f"{number:g}" for number in box), dots, path, f"{RADII[0] * 2 * unit:.2f}", alt)


@require_safe
def world(request: HttpRequest) -> HttpResponse:
    """Send the base map, which pages use by its name: it has no colours of its own but takes theirs."""
    land, borders = base_paths()
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<path id="land" fill-rule="evenodd" d="{land}"/>'
        f'<path id="borders" fill="none" stroke-linejoin="round" vector-effect="non-scaling-stroke" d="{borders}"/>'
        "</svg>"
    )
    response = HttpResponse(drawing, content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
