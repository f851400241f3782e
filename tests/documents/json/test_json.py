"""The report as data, and the schema that describes it."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from rapporteur.base.values.base import from_json
from rapporteur.documents.formats import render
from rapporteur.report.value.data import ReportData
from tests.documents.test_cover import with_cover
from tests.support.sample_report import sample_report, tiny_report

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("data", [sample_report(), tiny_report()], ids=["sample", "tiny"])
def test_json_reads_back_to_the_same_report(data: ReportData) -> None:
    made = render(data, data.association.languages[0], "json")
    assert made.decode() == data.canonical_json()
    assert from_json(made, ReportData) == data


def test_json_is_the_same_in_every_language() -> None:
    data = tiny_report()
    assert render(data, "pt", "json") == render(data, "en", "json")


def tool(name: str) -> Any:
    """A script of tools/, which is no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parents[3] / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_published_schema_is_that_of_the_model() -> None:
    script = tool("write_schema")
    assert script.TARGET.read_text(encoding="utf-8") == script.schema_text(), (
        "run python tools/write_schema.py"
    )


def test_the_schema_names_every_field_that_a_report_writes() -> None:
    schema = json.loads((ROOT / "docs" / "report-data.schema.json").read_text(encoding="utf-8"))
    written = json.loads(with_cover(sample_report(activities=3)).canonical_json())
    assert set(written) == set(schema["$defs"]["ReportData"]["properties"])
    assert set(written["activities"][0]) == set(schema["$defs"]["ActivityData"]["properties"])
    assert set(written["summary"]) == set(schema["$defs"]["SummaryData"]["properties"])
