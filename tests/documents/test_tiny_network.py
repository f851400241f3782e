"""A second network, with other languages, another plan and other codes, goes through everything unchanged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.periods import Period
from rapporteur.documents.formats import FORMATS, render
from rapporteur.documents.view.report import present
from rapporteur.intake.importing.datasets.loading import load_data_set
from rapporteur.intake.importing.datasets.reading import read_data_set
from rapporteur.report.compile.report import compile_report
from rapporteur.report.value.data import PeriodData, ReportData, WeekData
from rapporteur.report.value.languages import UnknownLanguage
from tests.support.sample_report import tiny_report

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


def quiet_report() -> ReportData:
    """Return the small network in a period without any activity."""
    data = tiny_report()
    assert data.plan
    nodes = tuple(replace(node, activities=(), activities_by_month={}) for node in data.plan.nodes)
    return replace(
        data,
        activities=(),
        activated_members=(),
        plan=replace(data.plan, nodes=nodes),
        regions=tuple(replace(region, activated=(), activations=0, share=0.0) for region in data.regions),
        summary=replace(data.summary, activities=0, members_activated=0, activations=0),
    )


def test_quiet_period_says_so_once() -> None:
    view = present(quiet_report(), "en")
    assert view.quiet == view.cover_legend == "No activity is on record in this period."
    assert view.cover_map
    assert view.weeks == []
    assert [part.without for part in view.execution] == [[] for _ in view.execution]
    assert not any(row.months for part in view.execution for measure in part.measures for row in measure.rows)
    assert present(tiny_report(), "en").quiet == ""


@pytest.mark.parametrize("format_", ["pdf", "html", "docx", "txt"])
def test_quiet_period_is_a_document(format_: str) -> None:
    content = render(quiet_report(), "en", format_)
    if format_ in ("html", "txt"):
        assert "No activity is on record in this period." in content.decode()
    assert len(content) > 1000


def test_period_of_two_days_is_a_document() -> None:
    data = tiny_report()
    start = date(2021, 3, 1)
    period = PeriodData("2021-03-01..2021-03-02", "RANGE", start, date(2021, 3, 2), ("2021-03",))
    week = WeekData(start, date(2021, 3, 2), {"A": 1})
    short = replace(data, period=period, summary=replace(data.summary, weeks=(week,)))
    (shown,) = present(short, "en").weeks
    assert "1" in shown.alt
    assert render(short, "en", "pdf").startswith(b"%PDF")
