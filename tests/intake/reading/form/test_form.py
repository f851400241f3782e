"""What repeats in a report is found by its form, whatever its labels are called and however they are set."""

from __future__ import annotations

import subprocess
import sys

import pytest

from rapporteur.intake.reading.report import parse_report
from tests.intake.reading.form.layouts import LAYOUTS
from tests.intake.reading.form.pages import PAGES
from tests.intake.reading.strangers import content as strangers
from tests.intake.reading.strangers.content import Report
from tests.intake.reading.strangers.scoring import mean, scores
from tests.intake.reconciling.hands import makers as hands

NAMES = ("markets.en", "gardens.fr", "springs.es")
FEWEST = 0.98
BOUND = {("markets.en", "cards.docx"): 0.8}
"""Cards without a label of their own for places, in a report whose meetings look like them: its lists are lost."""
OF_PAGES = {
    ("markets.en", "rows.pdf"): 0.95, ("gardens.fr", "rows.pdf"): 0.87, ("springs.es", "rows.pdf"): 0.88,
    ("springs.es", "cards.pdf"): 0.97,
    ("springs.es", "labels.pdf"): 0.45,
}  # fmt: skip
"""Pages of which less is read: rows that a page break parts from the heads of their columns, and a label that is
wrapped right above another.
"""
SEEDED = """
import sys
from rapporteur.intake.reading.parsed import to_json
from tests.intake.reading.form.test_form import content
from tests.intake.reading.form.layouts import LAYOUTS
from rapporteur.intake.reading.report import parse_report
print(to_json(parse_report(LAYOUTS[sys.argv[1]](content(sys.argv[2])), name=sys.argv[1])))
"""


def content(name: str) -> Report:
    return hands.load(name) if name in hands.MADE else strangers.load(name)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", NAMES)
def test_layout_of_labels_that_nobody_knows_is_read(name: str, layout: str) -> None:
    report = content(name)
    found = scores(report, parse_report(LAYOUTS[layout](report), name=f"{name}.{layout}"))
    assert mean(found) >= BOUND.get((name, layout), FEWEST), {f: s for f, s in found.items() if s < 1}


@pytest.mark.parametrize("layout", PAGES)
@pytest.mark.parametrize("name", NAMES)
def test_pages_of_such_layouts_are_read(name: str, layout: str) -> None:
    report = content(name)
    found = scores(report, parse_report(PAGES[layout](report), name=f"{name}.{layout}"))
    assert mean(found) >= OF_PAGES.get((name, layout), FEWEST), {f: s for f, s in found.items() if s < 1}


@pytest.mark.parametrize(("layout", "name"), [("stacked.txt", "gardens.fr"), ("cards.docx", "springs.es")])
def test_reading_by_form_does_not_depend_on_the_seed_of_hashes(layout: str, name: str) -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", SEEDED, layout, name],
            env={"PYTHONHASHSEED": seed, "PATH": ""}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip
    assert len(said) == 1
