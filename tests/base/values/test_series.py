"""Typed series: what each language says of days that come again, and what is told instead of guessed."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.values.periods import Period
from rapporteur.base.values.when.outcome import code_of
from rapporteur.base.values.when.series import MOST, DaysAgain, series_of
from rapporteur.base.words.say import say_fault

TODAY = date(2018, 6, 20)
TUESDAYS = ["2018-05-01", "2018-05-08", "2018-05-15", "2018-05-22", "2018-05-29"]


def read(text: str, language: str = "fr") -> DaysAgain:
    return series_of(text, today=TODAY, period=Period.parse("2018-Q2"), language=language)


SERIES = [
    ("en", "every Tuesday in May", TUESDAYS),
    ("en", "Every Tuesday of May 2018", TUESDAYS),
    ("fr", "chaque mardi de mai", TUESDAYS),
    ("fr", "tous les mardis en mai 2018", TUESDAYS),
    ("es", "cada martes de mayo", TUESDAYS),
    ("es", "todos los martes de mayo", TUESDAYS),
    ("en", "every Tuesday from 3 April to 16 April", ["2018-04-03", "2018-04-10"]),
    (
        "fr",
        "tous les lundis et jeudis du 9 au 20 avril",
        ["2018-04-09", "2018-04-12", "2018-04-16", "2018-04-19"],
    ),
    ("en", "3, 10 and 17 May", ["2018-05-03", "2018-05-10", "2018-05-17"]),
    ("fr", "le 3, le 10 et le 17 mai", ["2018-05-03", "2018-05-10", "2018-05-17"]),
    ("es", "3, 10 y 17 de mayo; 7 de junio", ["2018-05-03", "2018-05-10", "2018-05-17", "2018-06-07"]),
    ("fr", "12-14 avril\n3 mai", ["2018-04-12..2018-04-14", "2018-05-03"]),
    ("en", "7 June; 3 May; 7 June", ["2018-05-03", "2018-06-07"]),
]


@pytest.mark.parametrize(("language", "text", "days"), SERIES, ids=[text for _, text, _ in SERIES])
def test_days_that_come_again(language: str, text: str, days: list[str]) -> None:
    found = read(text, language)
    assert found.problem is None
    assert [code_of(one) for one in found.days] == days


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is not understood"),
        ("often", "“often” is not understood"),
        ("every second Tuesday in May", "is not understood"),
        ("every Tuesday", "is not understood"),
        ("3 May, soon", "“soon” is not understood"),
        ("every Tuesday from 2 to 4 May", "no such day"),
        ("every Tuesday in 2018", "is not understood"),
        (
            "every Monday and Tuesday and Wednesday from 1 January 2018 to 31 December 2018",
            f"expected {MOST} at most",
        ),
    ],
)
def test_what_is_no_series_is_told_and_makes_nothing(text: str, said: str) -> None:
    found = read(text, "en")
    assert found.days == ()
    assert found.problem is not None
    assert said in say_fault(found.problem, "en")
