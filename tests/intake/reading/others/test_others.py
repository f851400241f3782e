"""Reports of four more networks in sixteen layouts of their own, and what is read of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rapporteur.intake.reading.report import parse_report
from tests.intake.reading.scoring import mean

FILES = Path(__file__).parent / "files"
NAMES = sorted(path.name for path in FILES.iterdir() if path.suffix != ".json")
FEWEST = 0.95
BOUND = {
    "sal-2023-q4.es.deflist.pdf": 0.83,
    "ateliers-2024-s1.fr.magazine.pdf": 0.9,
    "ferry-2025-q2.en.slides.pdf": 0.9,
}
"""Labels and offices in two columns that are read one after the other; a list that goes on in the next column; names
one a line over four columns: pages of which a part is lost.
"""


def truth(name: str) -> dict[str, Any]:
    """Return what is printed in a file: that of its network, whatever its layout."""
    network = ".".join(name.split(".")[:2])
    return json.loads((FILES / f"{network}.truth.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", NAMES)
def test_report_in_a_layout_of_another_maker_is_read(name: str) -> None:
    parsed = parse_report((FILES / name).read_bytes(), name=name)
    assert mean(truth(name), parsed) >= BOUND.get(name, FEWEST)
