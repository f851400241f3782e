"""What a map shows: a cut of the base map, and places as dots."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import force_setattr


class Dot(Struct, frozen=True):
    """A place on a map. `x`, `y` are in the units of the base map; `size` is 0 (smallest) to 3."""

    x: float
    y: float
    size: int
    filled: bool
    name: str
    colour: str | None = None


Box = tuple[float, float, float, float]


class MapView(Struct, frozen=True):
    """A cut (`box`: x, y, width, height in base map units) of the base map, with dots."""

    box: Box
    dots: list[Dot]
    alt: str
    caption: str = ""
    legend: list[tuple[int, bool, str]] = []
    """Rows of the legend: dot size, filled, and what it means."""
    cut: str = ""
    """The name of the cut: the same for the same box."""

    def __post_init__(self) -> None:
        """Name the cut."""
        force_setattr(self, "cut", " ".join(map(str, self.box)))
