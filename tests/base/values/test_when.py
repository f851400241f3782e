"""Typed dates: a table per language of what people write, what is asked back, and what is never taken silently."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.periods import Period
from rapporteur.base.values.when.outcome import When, code_of
from rapporteur.base.values.when.reading import LONGEST, dates_of_code, when_of
from rapporteur.base.words.say import say_fault

QUARTER = Period.parse("2018-Q2")
TODAY = date(2018, 6, 20)  # a Wednesday


def read(text: str, language: str = "fr", *, today: date = TODAY, period: Period = QUARTER) -> When:
    return when_of(text, today=today, period=period, language=language)


def code(text: str, language: str = "fr", **more: date | Period) -> str:
    """Return the dates that a text is taken for, or a question mark with what is asked, or what it is refused as."""
    found = read(text, language, **more)  # type: ignore[arg-type]  # today or period, each of its type
    if found.dates:
        return code_of(found.dates)
    return "? " + " | ".join(map(code_of, found.choices)) if found.choices else "no"


PLAIN = [
    ("fr", "12 avril", "2018-04-12"),
    ("fr", "12-14 avril", "2018-04-12..2018-04-14"),
    ("fr", "12–14 avril 2018", "2018-04-12..2018-04-14"),
    ("fr", "du 12 au 14 avril", "2018-04-12..2018-04-14"),
    ("fr", "du 28 mai au 2 juin", "2018-05-28..2018-06-02"),
    ("fr", "entre le 5 et le 7 avril", "2018-04-05..2018-04-07"),
    ("fr", "1er mai", "2018-05-01"),
    ("fr", "le premier mai", "2018-05-01"),
    ("fr", "1er-3 mai", "2018-05-01..2018-05-03"),
    ("fr", "5 et 6 avril", "2018-04-05..2018-04-06"),
    ("fr", "5, 6 et 7 avril", "2018-04-05..2018-04-07"),
    ("fr", "12/04", "2018-04-12"),
    ("fr", "12/04/2018", "2018-04-12"),
    ("fr", "12.04.18", "2018-04-12"),
    ("fr", "12-14/04", "2018-04-12..2018-04-14"),
    ("fr", "28/05 - 02/06", "2018-05-28..2018-06-02"),
    ("fr", "04/25", "2018-04-25"),
    ("fr", "avril", "2018-04"),
    ("fr", "avril 2018", "2018-04"),
    ("fr", "AVRIL", "2018-04"),
    ("fr", "avr.", "2018-04"),
    ("fr", "04/2018", "2018-04"),
    ("fr", "août", "2018-08"),
    ("fr", "aout 2017", "2017-08"),
    ("fr", "jeudi 5 avril", "2018-04-05"),
    ("fr", "mar. 3 avril", "2018-04-03"),
    ("fr", "hier", "2018-06-19"),
    ("fr", "avant-hier", "2018-06-18"),
    ("fr", "aujourd’hui", "2018-06-20"),
    ("fr", "demain", "2018-06-21"),
    ("fr", "il y a 3 jours", "2018-06-17"),
    ("fr", "il y a une semaine", "2018-06-13"),
    ("fr", "vendredi dernier", "2018-06-15"),
    ("fr", "le mois dernier", "2018-05"),
    ("fr", "5 avril à 14h30", "2018-04-05"),
    ("fr", "mi-avril", "2018-04"),
    ("en", "12 April", "2018-04-12"),
    ("en", "12th of April", "2018-04-12"),
    ("en", "April 12, 2018", "2018-04-12"),
    ("en", "April 12–14, 2018", "2018-04-12..2018-04-14"),
    ("en", "from 28 May to 2 June", "2018-05-28..2018-06-02"),
    ("en", "28 May – 2 June 2018", "2018-05-28..2018-06-02"),
    ("en", "April 28 - May 2", "2018-04-28..2018-05-02"),
    ("en", "5 and 6 April", "2018-04-05..2018-04-06"),
    ("en", "5 April and 6 April", "2018-04-05..2018-04-06"),
    ("en", "between 5 and 7 April", "2018-04-05..2018-04-07"),
    ("en", "25/04", "2018-04-25"),
    ("en", "4/25/2018", "2018-04-25"),
    ("en", "April 2018", "2018-04"),
    ("en", "Sept 2018", "2018-09"),
    ("en", "early April", "2018-04"),
    ("en", "Thursday, April 5, 2018", "2018-04-05"),
    ("en", "yesterday", "2018-06-19"),
    ("en", "the day before yesterday", "2018-06-18"),
    ("en", "2 days ago", "2018-06-18"),
    ("en", "in a week", "2018-06-27"),
    ("en", "last month", "2018-05"),
    ("en", "2018-04-12", "2018-04-12"),
    ("en", "2018-04-12/2018-04-14", "2018-04-12..2018-04-14"),
    ("en", "20180412", "2018-04-12"),
    ("en", "12-Apr-2018", "2018-04-12"),
    ("en", "12 Apr 18", "2018-04-12"),
    ("en", "5 April, 9:30-11:00", "2018-04-05"),
    ("es", "12 de abril", "2018-04-12"),
    ("es", "5 y 6 de abril", "2018-04-05..2018-04-06"),
    ("es", "del 12 al 14 de abril de 2018", "2018-04-12..2018-04-14"),
    ("es", "del 28 de mayo al 2 de junio", "2018-05-28..2018-06-02"),
    ("es", "1.º de mayo", "2018-05-01"),
    ("es", "12/04", "2018-04-12"),
    ("es", "abril", "2018-04"),
    ("es", "setiembre de 2018", "2018-09"),
    ("es", "jueves 5 de abril", "2018-04-05"),
    ("es", "ayer", "2018-06-19"),
    ("es", "anteayer", "2018-06-18"),
    ("es", "hace 3 días", "2018-06-17"),
    ("es", "el viernes pasado", "2018-06-15"),
    ("es", "mediados de abril", "2018-04"),
    ("es", "12-14 avril", "2018-04-12..2018-04-14"),  # an officer types in three languages
    ("en", "5 y 6 de abril", "2018-04-05..2018-04-06"),
    ("fr", "from 28 May to 2 June", "2018-05-28..2018-06-02"),
]


@pytest.mark.parametrize(("language", "text", "expected"), PLAIN)
def test_what_is_plain_is_taken(language: str, text: str, expected: str) -> None:
    assert code(text, language) == expected


ASKED = [
    ("en", "5/6/2018", "? 2018-06-05 | 2018-05-06"),
    ("en", "04/05", "? 2018-05-04 | 2018-04-05"),
    ("fr", "18", "? 2018-04-18 | 2018-05-18 | 2018-06-18"),
    ("fr", "du 5 au 7", "? 2018-04-05..2018-04-07 | 2018-05-05..2018-05-07 | 2018-06-05..2018-06-07"),
    ("fr", "5-6", "? 2018-06-05 | 2018-04-05..2018-04-06 | 2018-05-05..2018-05-06 | 2018-06-05..2018-06-06"),
    ("fr", "31 avril", "? 2018-04-30 | 2018-05-01"),
    ("fr", "30/02/2018", "? 2018-02-28 | 2018-03-01"),
    ("fr", "vendredi 5 avril", "? 2018-04-05 | 2018-04-06 | 2019-04-05"),
    ("en", "Friday 5 April 2018", "? 2018-04-05 | 2018-04-06"),
    ("fr", "14-12 avril", "? 2018-04-12..2018-04-14"),
    ("fr", "5 et 9 avril", "? 2018-04-05 | 2018-04-09 | 2018-04-05..2018-04-09"),
    ("fr", "avril-mai", "? 2018-04 | 2018-05 | 2018-04-01..2018-05-31"),
    ("fr", "12 avrli", "? 2018-04-12"),
    ("es", "12 de abirl", "? 2018-04-12"),
    ("en", "Monday", "? 2018-06-18 | 2018-06-25"),
    ("en", "last Monday", "? 2018-06-18 | 2018-06-11"),
    ("en", "last week", "? 2018-06-11..2018-06-15 | 2018-06-11..2018-06-17"),
]


@pytest.mark.parametrize(("language", "text", "expected"), ASKED)
def test_what_may_mean_several_days_is_asked(language: str, text: str, expected: str) -> None:
    found = read(text, language)
    assert code(text, language) == expected
    assert found.problem is not None
    assert text in say_fault(found.problem, language)


@pytest.mark.parametrize(
    "text",
    [
        "2018",
        "Q2 2018",
        "T2",
        "2e trimestre 2018",
        "soon",
        "12 a",
        "99 avril",
        "40/40",
        "12 foo avril",
        "x" * 500,
    ],
)
def test_what_is_no_date_is_refused_with_what_is_expected(text: str) -> None:
    found = read(text)
    assert (found.dates, found.choices) == (None, ())
    assert found.problem is not None
    assert "2018" in say_fault(found.problem, "fr").partition(":")[2], "an example is given"


def test_nothing_typed_is_nothing() -> None:
    assert read("  ") == When("")


def test_month_first_is_possible_for_who_reads_english_and_the_open_period_decides() -> None:
    found = read("12/04", "en")
    assert found.dates == Dates(date(2018, 4, 12))
    assert Dates(date(2018, 12, 4)) in found.choices, "the other order is offered beside"
    assert read("12/04", "fr").choices == ()


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("3 juillet", date(2018, 7, 10), "2018-07-03"),  # after the period, whose report is not closed yet
        ("12 janvier", date(2018, 6, 20), "2018-01-12"),
        ("3 juillet", date(2026, 11, 28), "? 2018-07-03 | 2026-07-03"),  # an old report is filled in
        ("12 avril", date(2026, 11, 28), "2018-04-12"),
        ("28 décembre - 3 janvier", date(2018, 1, 8), "2017-12-28..2018-01-03"),
        ("29 février", date(2018, 6, 20), "? 2018-02-28 | 2018-03-01"),
        ("29 février 2020", date(2018, 6, 20), "2020-02-29"),
    ],
)
def test_a_year_that_is_left_out_comes_from_the_open_period_or_from_today(
    text: str, today: date, expected: str
) -> None:
    assert code(text, today=today) == expected


def test_what_is_left_aside_is_said() -> None:
    assert [str(fault) for fault in read("5 avril à 14h").notices] == ["The time of day is not kept."]
    assert [str(fault) for fault in read("fin avril").notices] == ["Only the month is kept, no part of it."]
    assert read("5 avril").notices == ()


DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 1))


@given(DAYS, st.integers(0, 400), st.sampled_from(["en", "fr", "es"]))
def test_dates_as_they_are_printed_are_read_again(day: date, days: int, language: str) -> None:
    dates = Dates(day, day + timedelta(days=days))
    found = read(format_dates(dates, language), language)
    assert (found.dates, found.problem) == (dates, None)


@given(DAYS, st.sampled_from(["en", "fr", "es"]))
def test_months_as_they_are_printed_are_read_again(day: date, language: str) -> None:
    dates = Dates(month=f"{day:%Y-%m}")
    assert read(format_dates(dates, language), language).dates == dates


@given(st.text(max_size=LONGEST))
def test_no_text_breaks_it_and_whatever_is_not_taken_says_why(text: str) -> None:
    found = read(text, "en")
    assert found.text == " ".join(text.split())
    assert found.dates is not None or found.problem is not None or not found.text


@given(DAYS, st.integers(0, 40))
def test_codes_of_forms_are_read_again(day: date, days: int) -> None:
    for dates in (Dates(day, day + timedelta(days=days)), Dates(month=f"{day:%Y-%m}")):
        assert dates_of_code(code_of(dates)) == dates
        assert read(code_of(dates)).dates == dates
