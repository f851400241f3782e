"""The plan in force: one version on any day."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.records.plan.models import PlanVersion
from tests.factories import make

pytestmark = pytest.mark.django_db
DAY, END = date(2018, 6, 30), date(2018, 7, 1)


def newest(on: date) -> list[int]:
    return list(PlanVersion.objects.newest_in_force(on).values_list("number", flat=True))


def test_the_newest_version_in_force_is_the_plan_of_the_day() -> None:
    for number, (start, end) in enumerate(
        [(date(2016, 1, 1), END), (date(2018, 1, 1), END), (END, date(2020, 1, 1))], start=1
    ):
        version = make.PlanVersionFactory(number=number, start=start, end=end)
        make.LevelFactory(version=version)
    assert [newest(day) for day in (date(2015, 12, 31), date(2017, 6, 1), DAY, END)] == [[], [1], [2], [3]]


def test_a_version_without_levels_takes_no_version_s_place() -> None:
    make.LevelFactory(version=make.PlanVersionFactory(number=1, start=date(2016, 1, 1), end=END))
    make.PlanVersionFactory(number=2, start=date(2016, 1, 1), end=END)
    assert newest(DAY) == [1]
