"""Periods: what they are called, where they begin and end, their months and weeks."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.base.values.periods import InvalidPeriod, Period, PeriodKind, add_months, nearest_period

KINDS = [
    ("2018-Q1", PeriodKind.QUARTER, date(2018, 1, 1), date(2018, 4, 1)),
    ("2018-Q2", PeriodKind.QUARTER, date(2018, 4, 1), date(2018, 7, 1)),
    ("2018-Q4", PeriodKind.QUARTER, date(2018, 10, 1), date(2019, 1, 1)),
    ("2018-H1", PeriodKind.HALF_YEAR, date(2018, 1, 1), date(2018, 7, 1)),
    ("2018-H2", PeriodKind.HALF_YEAR, date(2018, 7, 1), date(2019, 1, 1)),
    ("2018", PeriodKind.YEAR, date(2018, 1, 1), date(2019, 1, 1)),
    ("0005", PeriodKind.YEAR, date(5, 1, 1), date(6, 1, 1)),
    ("2018-04-01..2018-05-15", PeriodKind.RANGE, date(2018, 4, 1), date(2018, 5, 16)),
    ("2018-04-05..2018-04-05", PeriodKind.RANGE, date(2018, 4, 5), date(2018, 4, 6)),
]
NO_PERIODS = [
    "", "2018-Q0", "2018-Q5", "2018-H3", "2018-H4", "18-Q2", "2018Q2", "2018-2", "2018-04", "20180",
    "0000", "9999", "2018-04-01", "2018-04-01..", "2018-06-30..2018-04-01", "2018-06-31..2018-07-01",
    "2018-04-01..9999-12-31", "20180401..20180630", "2018-4-1..2018-6-30", "٢٠١٨", "quarter",
]  # fmt: skip
DAYS = st.dates(date(1900, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(("text", "kind", "start", "end"), KINDS)
def test_parse_reads_every_kind(text: str, kind: PeriodKind, start: date, end: date) -> None:
    period = Period.parse(text)
    assert (period.kind, period.start, period.end, period.code) == (kind, start, end, text)
    assert str(period) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" 2018-q2 ", "2018-Q2"),
        ("2018-h1", "2018-H1"),
        ("2018-04-01..2018-06-30", "2018-Q2"),
        ("2018-01-01..2018-06-30", "2018-H1"),
        ("2018-01-01..2018-12-31", "2018"),
    ],
)
def test_a_period_has_one_code_however_it_was_written(text: str, code: str) -> None:
    assert Period.parse(text).code == code


@pytest.mark.parametrize("text", NO_PERIODS)
def test_parse_says_what_it_expected(text: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        Period.parse(text)
    assert refused.value.text == text
    assert str(refused.value).startswith(
        f"'{text}' is not a period: expected a quarter (2018-Q2), a half-year (2018-H1), "
        "a year (2018) or two days (2018-04-01..2018-06-30)"
    )


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("2018-Q5", "2018-Q4"),
        ("2018-H3", "2018-H2"),
        ("2018Q2", "2018-Q2"),
        ("Q2 2018", "2018-Q2"),
        ("2018-04", "2018-Q2"),
        ("2018-13", "2018-Q4"),
        ("2018-06-30..2018-04-01", "2018-Q2"),
        ("2018-02-30..2018-03-05", "2018-02-28..2018-03-05"),
        ("2018-4-1 - 2018-4-9", "2018-04-01..2018-04-09"),
        ("0000-Q1", ""),
        ("9999-Q4", ""),
        ("Q2", ""),
        ("soon", ""),
    ],
)
def test_the_nearest_period_is_named(text: str, near: str) -> None:
    assert nearest_period(text) == near
    assert str(InvalidPeriod(text)).endswith(f"; did you mean '{near}'?" if near else "2018-06-30)")
    assert not near or Period.parse(near).code == near


@given(st.text(max_size=30) | st.from_regex(r"[0-9]{4}[-.QH0-9 ]{0,20}", fullmatch=True))
def test_whatever_is_named_as_the_nearest_is_a_period(text: str) -> None:
    near = nearest_period(text)
    assert not near or Period.parse(near).code == near


def test_a_period_of_no_day_is_refused() -> None:
    with pytest.raises(InvalidPeriod):
        Period(date(2018, 4, 1), date(2018, 4, 1))


@given(DAYS, st.integers(1, 3000))
def test_the_code_reads_back_to_the_same_period(start: date, days: int) -> None:
    period = Period(start, start + timedelta(days=days))
    assert Period.parse(period.code) == period


def test_the_start_belongs_to_a_period_and_the_end_does_not() -> None:
    quarter = Period.parse("2018-Q2")
    assert date(2018, 4, 1) in quarter
    assert quarter.last_day == date(2018, 6, 30)
    assert quarter.last_day in quarter
    assert date(2018, 7, 1) not in quarter
    assert date(2018, 3, 31) not in quarter


def test_months_are_those_it_touches() -> None:
    assert list(Period.parse("2018-Q2").months()) == ["2018-04", "2018-05", "2018-06"]
    assert list(Period.parse("2017-12-31..2018-01-01").months()) == ["2017-12", "2018-01"]
    assert len(list(Period.parse("2018").months())) == 12


@pytest.mark.parametrize("year", range(2015, 2031))
@pytest.mark.parametrize("quarter", range(1, 5))
def test_every_quarter_has_thirteen_weeks(year: int, quarter: int) -> None:
    assert len(list(Period.parse(f"{year}-Q{quarter}").weeks())) == 13


@given(DAYS, st.integers(1, 800))
def test_weeks_follow_one_another_and_cover_the_period(start: date, days: int) -> None:
    period = Period(start, start + timedelta(days=days))
    weeks = list(period.weeks())
    assert (weeks[0].start, weeks[-1].end) == (period.start, period.end)
    assert all(week.end == following.start for week, following in itertools.pairwise(weeks))
    assert all((week.end - week.start).days == 7 for week in weeks[:-1])


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2018, 1, 31), 1, date(2018, 2, 1)),
        (date(2018, 12, 5), 1, date(2019, 1, 1)),
        (date(2018, 1, 1), -1, date(2017, 12, 1)),
    ],
)
def test_add_months_gives_first_days(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected
