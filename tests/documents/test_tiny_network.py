"""A second network, with other languages, another plan and other codes, goes through everything unchanged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.periods import Period
from rapporteur.documents.formats import FORMATS, render
from rapporteur.intake.importing.datasets.loading import load_data_set
from rapporteur.intake.importing.datasets.reading import read_data_set
from rapporteur.report.compile.report import compile_report
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.languages import UnknownLanguage

TINY = Path(__file__).resolve().parents[1] / "data" / "tiny"
BEGINNINGS = {
    "pdf": b"%PDF-",
    "html": b"<!doctype html>",
    "docx": b"PK",
    "xlsx": b"PK",
    "json": b"{",
    "txt": b"",
}


@pytest.fixture
def data(db: None) -> ReportData:
    load_data_set(read_data_set(TINY), by=operator("test"))
    return compile_report(Period.parse("2026-Q1"))


def test_it_is_compiled(data: ReportData) -> None:
    assert data.association.languages == ("pt", "en")
    assert data.association.name["pt"] == "Rede das Cidades do Estuário"
    assert data.summary.activities_by_line == {"A": 1, "B": 1}
    assert data.plan is not None
    assert [level.name["en"] for level in data.plan.levels] == ["Axis", "Action"]
    assert {node.code: node.activities for node in data.plan.nodes} == {
        "A": ("tide-workshop",),
        "A.1": ("tide-workshop",),
        "A.2": (),
        "B": ("tide-workshop", "reed-day"),
        "B.1": ("tide-workshop", "reed-day"),
    }
    assert (data.summary.deliverables, data.summary.deliverables_with_evidence) == (3, 2)


def test_a_membership_that_ended_is_none(data: ReportData) -> None:
    assert [member.slug for member in data.members] == ["aveiro", "porto"]
    assert [(region.slug, len(region.members)) for region in data.regions] == [("north", 2), ("south", 0)]
    assert "setubal" in [member.slug for member in compile_report(Period.parse("2025-Q4")).members]


def test_dues_are_those_of_the_ledger(data: ReportData) -> None:
    dues = data.dues
    assert dues is not None
    assert (dues.amount, dues.payers, dues.members) == (Decimal("900.00"), 2, 3)  # one called has left
    assert (dues.source, dues.as_of, dues.published) == ("LEDGER", date(2026, 3, 31), None)


@pytest.mark.parametrize("language", ["pt", "en"])
@pytest.mark.parametrize("format", sorted(FORMATS))
def test_it_is_rendered_in_every_format(data: ReportData, language: str, format: str) -> None:
    content = render(data, language, format)
    assert content[:400].lstrip().lower().startswith(BEGINNINGS[format].lower())
    assert render(data, language, format) == content


def test_texts_of_the_network_are_in_the_page(data: ReportData) -> None:
    page = render(data, "pt", "html").decode()
    for text in ("Rede das Cidades do Estuário", "Oficina das marés", "Eixo", "Ações", "A.1", "Setúbal"):
        assert (text in page) is (text != "Setúbal")
    assert "Metropolis" not in page
    assert "None" not in page


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_language_that_is_not_the_networks_is_refused(data: ReportData, language: str) -> None:
    with pytest.raises(UnknownLanguage, match="expected one of pt, en"):
        render(data, language, "json")
