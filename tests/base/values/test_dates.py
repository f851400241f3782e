"""When something happened: a day, some days, or a month of which no more is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rapporteur.base.values.dates import Dates, InvalidDates
from rapporteur.base.values.periods import Period

QUARTER = Period.parse("2018-Q2")


def test_a_day_ends_on_itself_and_knows_its_month() -> None:
    span = Dates(date(2018, 5, 2))
    assert (span.end, span.month, span.is_month_only) == (date(2018, 5, 2), "2018-05", False)
    assert (span.first_day, span.last_day) == (date(2018, 5, 2), date(2018, 5, 2))


def test_some_days_include_the_last() -> None:
    span = Dates(date(2018, 4, 30), date(2018, 5, 2))
    assert (span.month, span.first_day, span.last_day) == ("2018-04", date(2018, 4, 30), date(2018, 5, 2))


@pytest.mark.parametrize(
    ("month", "last"), [("2018-02", 28), ("2020-02", 29), ("2018-12", 31), ("2018-04", 30)]
)
def test_a_month_spans_all_its_days(month: str, last: int) -> None:
    span = Dates(month=month)
    assert span.is_month_only
    assert (span.start, span.end) == (None, None)
    assert (span.first_day.day, span.last_day.day) == (1, last)
    assert f"{span.last_day:%Y-%m}" == month


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "expected a first day (start) or a month (2018-05)"),
        ({"end": date(2018, 5, 2)}, "expected a first day (start) or a month (2018-05)"),
        ({"end": date(2018, 5, 2), "month": "2018-05"}, "expected a first day (start) or a month (2018-05)"),
        ({"month": "2018-13"}, "'2018-13' is not a month: expected the form 2018-05"),
        ({"month": "2018-5"}, "'2018-5' is not a month: expected the form 2018-05"),
        (
            {"start": date(2018, 5, 2), "end": date(2018, 5, 1)},
            "the end 2018-05-01 lies before the start 2018-05-02",
        ),
        (
            {"start": date(2018, 5, 2), "month": "2018-06"},
            "the month 2018-06 is not that of the start 2018-05-02",
        ),
    ],
)
def test_impossible_dates_are_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidDates) as refused:
        Dates(**given)
    assert str(refused.value) == message
