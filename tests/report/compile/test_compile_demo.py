"""The demonstration quarter: what the printed report says, and what it should have said."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import asdict

from rapporteur.base.values.base import from_json
from rapporteur.base.values.periods import Period
from rapporteur.report.compile.report import compile_report
from rapporteur.report.value.data import ReportData

ROOT = Path(__file__).resolve().parents[3]
QUARTER = Period.parse("2018-Q2")
FORGOTTEN_IN_PRINT = {"bangkok", "shiraz", "taipei", "hangzhou", "zagreb"}


@pytest.fixture
def data(demo_records: None, db: None) -> ReportData:
    return compile_report(QUARTER)


def test_the_period(data: ReportData) -> None:
    assert asdict(data.period) == {
        "code": "2018-Q2",
        "kind": "QUARTER",
        "start": date(2018, 4, 1),
        "end": date(2018, 6, 30),
        "months": ("2018-04", "2018-05", "2018-06"),
    }
    assert data.as_of == date(2018, 6, 30)


def test_activities(data: ReportData) -> None:
    assert data.summary.activities == len(data.activities) == 45
    assert data.summary.activities_by_line == {"L1": 13, "L2": 23, "L3": 9}
    assert sum(data.summary.activities_by_month.values()) == 45
    assert sum(data.summary.activities_by_kind.values()) == 45
    assert [activity.line for activity in data.activities] == ["L1"] * 13 + ["L2"] * 23 + ["L3"] * 9
    assert sum(1 for activity in data.activities if activity.online) == 4
    assert sum(1 for activity in data.activities if activity.start is None) == 1
    assert all(set(activity.title) == {"fr", "en", "es"} for activity in data.activities)
    assert all(set(activity.text) == {"fr", "en", "es"} for activity in data.activities)


def test_activated_members(data: ReportData) -> None:
    activated = {member.slug for member in data.activated_members}
    assert len(data.activated_members) == len(activated) == 55
    assert data.summary.members_activated == 55
    assert data.summary.members == 137
    assert data.summary.members_activated_share == round(55 / 137, 4)
    assert activated >= FORGOTTEN_IN_PRINT
    assert "barcelona-city" in activated  # what the one ambiguous entry means
    assert all(member.activations == len(set(member.activities)) for member in data.activated_members)
    named = sum(len({member.slug for member in activity.members} & activated) for activity in data.activities)
    assert data.summary.activations == named == sum(member.activations for member in data.activated_members)


def test_members_and_regions(data: ReportData) -> None:
    assert [len(region.members) for region in data.regions] == [26, 23, 8, 66, 14]
    assert sum(len(region.honorary) for region in data.regions) == 1
    assert len(data.members) == 138
    assert sum(len(region.activated) for region in data.regions) == 55
    assert all(
        region.share == round(len(region.activated) / len(region.members), 4) for region in data.regions
    )
    assert all(region.focal_points and region.secretaries for region in data.regions)
    cities = [member for member in data.members if "tangerang" in member.slug]
    assert len(cities) == 1  # printed twice, under two names


def test_the_board_and_the_secretariat(data: ReportData) -> None:
    seats = [*data.seats, *(seat for region in data.regions for seat in region.seats)]
    assert len(seats) == 27
    assert [seat.holder for seat in seats].count(None) == 1
    assert len(data.staff) == 14


def test_plan_execution(data: ReportData) -> None:
    plan = data.plan
    assert plan is not None
    deepest = plan.levels[-1].key
    deliverables = [node for node in plan.nodes if node.level == deepest]
    listed = [node for node in deliverables if node.listed]
    assert len(listed) == data.summary.deliverables == 31
    assert data.summary.deliverables_with_evidence == 30
    assert [node.code for node in listed if not node.activities] == ["L3M1D1"]
    unlisted = {node.code: len(node.activities) for node in deliverables if not node.listed}
    assert unlisted == {"L2M1D2": 5, "L2M2D5": 1}
    assert [(line.code, line.activities) for line in plan.execution] == [("L1", 13), ("L2", 23), ("L3", 9)]
    assert (plan.start, plan.end) == (date(2018, 1, 1), date(2020, 12, 31))


def test_evidence_is_rolled_up_and_each_activity_counted_once(data: ReportData) -> None:
    plan = data.plan
    assert plan is not None
    below = {
        node.code: {a.slug for a in data.activities if node.code in a.deliverables} for node in plan.nodes
    }
    for node in reversed(plan.nodes):
        if node.parent:
            below[node.parent] |= below[node.code]
    assert {node.code: set(node.activities) for node in plan.nodes} == below
    assert all(len(node.activities) == sum(node.activities_by_month.values()) for node in plan.nodes)


def test_dues_are_those_published(data: ReportData) -> None:
    dues = data.dues
    assert dues is not None
    assert (dues.amount, dues.currency) == (Decimal("324532.00"), "EUR")
    assert (dues.payers, dues.members, dues.share) == (41, 137, round(41 / 137, 4))
    assert (dues.as_of, dues.year, dues.source) == (date(2018, 6, 30), 2018, "STATEMENT")
    assert dues.published is None


def test_media_and_meetings(data: ReportData) -> None:
    assert len(data.bilateral_meetings) == data.summary.bilateral_meetings == 9
    assert len(data.media) == data.summary.media_mentions == 23
    prospects = {ref.slug for meeting in data.bilateral_meetings for ref in meeting.prospects}
    assert len(prospects) == 5
    months = [meeting.month for meeting in data.bilateral_meetings]
    assert months == sorted(months)


def test_weeks_hold_every_activity_whose_day_is_known(data: ReportData) -> None:
    weeks = data.summary.weeks
    assert len(weeks) == 13
    dated = sum(1 for activity in data.activities if activity.start)
    assert sum(sum(week.activities_by_line.values()) for week in weeks) == dated == 44


@pytest.mark.parametrize(
    ("period", "kind", "weeks"),
    [("2018-H1", "HALF_YEAR", 26), ("2018", "YEAR", 52), ("2018-06-01..2018-07-31", "RANGE", 9)],
)
def test_another_period_is_recounted(
    period: str, kind: str, weeks: int, demo_records: None, db: None
) -> None:
    data = compile_report(Period.parse(period))
    assert data.period.kind == kind
    assert len(data.summary.weeks) == weeks
    quarter = compile_report(QUARTER)
    if kind != "RANGE":
        assert data.activities == quarter.activities
        assert data.activated_members == quarter.activated_members
    else:
        assert data.activities == tuple(a for a in quarter.activities if a.month == "2018-06")
    assert data.editorial is None  # it is that of the quarter's report


def test_canonical_json_reads_back_to_the_same_report(data: ReportData) -> None:
    text = data.canonical_json()
    again = from_json(text, ReportData)
    assert again == data
    assert again.canonical_json() == text


def test_two_processes_with_other_hash_seeds_write_the_same_bytes(
    new_database: Callable[[], str], tmp_path: Path
) -> None:
    script = (
        "import sys; from rapporteur.interfaces.cli.django import setup; setup();"
        "from pathlib import Path;"
        "from rapporteur.intake.importing.datasets.reading import read_data_set;"
        "from rapporteur.intake.importing.datasets.loading import load_data_set;"
        "from rapporteur.base.core.permissions import operator;"
        "from rapporteur.base.values.periods import Period;"
        "from rapporteur.report.compile.report import compile_report;"
        "load_data_set(read_data_set(Path('demo/2018-q2')), by=operator('test'));"
        "sys.stdout.buffer.write(compile_report(Period.parse('2018-Q2')).canonical_json().encode())"
    )
    digests = set()
    one, two = new_database(), new_database()
    for seed, database in (("1", one), ("2", one), ("3", two)):  # loaded, found there, loaded elsewhere
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "RAPPORTEUR_VAR": str(tmp_path),
            "RAPPORTEUR_DATABASE": database,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        digests.add(hashlib.sha256(done.stdout).hexdigest())
    assert len(digests) == 1
