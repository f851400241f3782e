"""Half-years and years: recounted, with what their quarters are."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.periods import Period
from rapporteur.documents.view.notices import notices
from rapporteur.proof.editions.composition import compile_period, quarters
from rapporteur.records.activities import actions as activities
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import ActivityShape
from tests.proof.editions.conftest import Freeze
from tests.support import small_network as small

YEAR = Period.parse("2021")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2021", ["2021-Q1", "2021-Q2", "2021-Q3", "2021-Q4"]),
        ("2021-H2", ["2021-Q3", "2021-Q4"]),
        ("2021-Q1", []),
        ("2021-01-01..2021-05-31", []),
    ],
)
def test_quarters_of_a_period(period: str, expected: list[str]) -> None:
    assert [quarter.code for quarter in quarters(Period.parse(period))] == expected


@pytest.mark.usefixtures("network")
def test_year_is_recounted_and_names_the_quarters_without_records() -> None:
    autumn = ActivityShape(
        slug="autumn",
        dates=Dates(month="2021-11"),
        kind="MEETING",
        title=small.text("Autumn", "Automne"),
    )
    activities.record_activity(by=operator("test"), activity=autumn)
    data = compile_period(YEAR)
    assert data.composition is not None
    assert data.composition.missing == ("2021-Q2", "2021-Q3")
    assert [part.activities for part in data.composition.parts] == [2, 0, 0, 1]
    assert data.summary.activities == 3
    assert data.summary.members_activated == 2  # Lugo took part twice, and is one member


@pytest.mark.usefixtures("network")
def test_quarter_has_no_composition() -> None:
    assert compile_period(small.PERIOD).composition is None


def test_year_cites_the_editions_of_its_quarters_and_what_changed_since(freeze_it: Freeze) -> None:
    first = freeze_it().edition
    assert first is not None
    small.record_activity("fair", ("lugo", "carcassonne"))
    data = compile_period(YEAR, date(2021, 12, 31))
    assert data.composition is not None
    part = data.composition.parts[0]
    assert part.edition is not None
    assert (part.edition.number, part.edition.sha256) == (1, first.sha256)
    assert [change.words["en"] for change in part.changes] == [
        "Activity “The fair” now counts Carcassonne",
        "Activations 3 → 4",
        "Activated members 2 → 3",
    ]
    (notice,) = notices(data, "fr")
    said = [run.text for block in notice.blocks for item in block.items for run in item]
    assert notice.title == "Composition de la période"
    assert said[1].startswith("janvier – mars 2021")
    assert first.sha256[:12] in said[1]
    assert "Activité « Titre : fair » : compte désormais Carcassonne".replace(" ", "") in {
        line.replace("\u202f", "").replace("\u00a0", "").replace(" ", "") for line in said
    }


def test_year_can_be_frozen_and_a_new_edition_of_a_quarter_is_a_change_of_it(freeze_it: Freeze) -> None:
    freeze_it()
    assert freeze_it(period=YEAR).name == "2021/1"
    assert freeze_it(period=YEAR).written is False
    small.record_activity("fair", ("lugo", "carcassonne"))
    freeze_it()
    done = freeze_it(period=YEAR)
    assert done.name == "2021/2"
    assert {change.record_type for change in done.changes} == {"activity", "part", "figure"}


def test_composition_takes_no_more_queries_for_more_records(freeze_it: Freeze) -> None:
    freeze_it()
    counts = []
    for number in (0, 3):
        for index in range(number):
            small.record_activity(f"more-{index}", ("avila",))
        with CaptureQueriesContext(connection) as queries:
            compile_period(YEAR)
        counts.append(len(queries))
    assert Activity.objects.count() == 5
    assert counts[0] == counts[1] <= 5 * 20 + 8
