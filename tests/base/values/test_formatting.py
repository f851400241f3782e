"""Golden tables: what an editor of each language prints."""

# ruff: noqa: E501 - tables: a case a line, a column per language

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting import days, languages, lists, numbers
from rapporteur.base.values.money import Money


def day(text: str) -> date:
    return date.fromisoformat(text)


SPANS = [
    # start, end, language, with the year, without
    ("2018-05-07", "2018-05-07", "en", "7 May 2018", "7 May"),
    ("2018-05-01", "2018-05-01", "en", "1 May 2018", "1 May"),
    ("2018-05-07", "2018-05-11", "en", "7–11 May 2018", "7–11 May"),
    ("2018-05-30", "2018-06-02", "en", "30 May – 2 June 2018", "30 May – 2 June"),
    ("2018-12-30", "2019-01-02", "en", "30 December 2018 – 2 January 2019", "30 December 2018 – 2 January 2019"),
    ("2018-05-07", "2018-05-07", "fr", "7 mai 2018", "7 mai"),
    ("2018-05-01", "2018-05-01", "fr", "1er mai 2018", "1er mai"),
    ("2018-05-07", "2018-05-11", "fr", "du 7 au 11 mai 2018", "du 7 au 11 mai"),
    ("2018-05-01", "2018-05-03", "fr", "du 1er au 3 mai 2018", "du 1er au 3 mai"),
    ("2018-05-30", "2018-06-01", "fr", "du 30 mai au 1er juin 2018", "du 30 mai au 1er juin"),
    ("2018-12-30", "2019-01-02", "fr", "du 30 décembre 2018 au 2 janvier 2019", "du 30 décembre 2018 au 2 janvier 2019"),
    ("2018-08-21", "2018-08-21", "fr", "21 août 2018", "21 août"),
    ("2018-05-07", "2018-05-07", "es", "7 de mayo de 2018", "7 de mayo"),
    ("2018-05-01", "2018-05-01", "es", "1 de mayo de 2018", "1 de mayo"),
    ("2018-05-07", "2018-05-11", "es", "del 7 al 11 de mayo de 2018", "del 7 al 11 de mayo"),
    ("2018-05-30", "2018-06-02", "es", "del 30 de mayo al 2 de junio de 2018", "del 30 de mayo al 2 de junio"),
    ("2018-12-30", "2019-01-02", "es", "del 30 de diciembre de 2018 al 2 de enero de 2019",
     "del 30 de diciembre de 2018 al 2 de enero de 2019"),
    ("2018-05-07", "2018-05-07", "pt", "7 de maio de 2018", "7 de maio"),
    ("2018-05-01", "2018-05-01", "pt", "1 de maio de 2018", "1 de maio"),
    ("2018-05-01", "2018-05-01", "pt-BR", "1º de maio de 2018", "1º de maio"),
    ("2018-05-01", "2018-05-01", "pt-PT", "1 de maio de 2018", "1 de maio"),
    ("2018-05-07", "2018-05-11", "pt", "de 7 a 11 de maio de 2018", "de 7 a 11 de maio"),
    ("2018-05-30", "2018-06-02", "pt", "de 30 de maio a 2 de junho de 2018", "de 30 de maio a 2 de junho"),
    ("2018-12-30", "2019-01-02", "pt", "de 30 de dezembro de 2018 a 2 de janeiro de 2019",
     "de 30 de dezembro de 2018 a 2 de janeiro de 2019"),
    ("2018-05-01", "2018-05-02", "fr", "1er et 2 mai 2018", "1er et 2 mai"),
    ("2018-04-04", "2018-04-05", "es", "4 y 5 de abril de 2018", "4 y 5 de abril"),
    ("2018-04-04", "2018-04-05", "pt", "4 e 5 de abril de 2018", "4 e 5 de abril"),
    ("2018-04-04", "2018-04-05", "en", "4–5 April 2018", "4–5 April"),
    ("2018-04-30", "2018-05-01", "fr", "du 30 avril au 1er mai 2018", "du 30 avril au 1er mai"),
    # languages without wording of ours: CLDR's order, months in full
    ("2018-05-07", "2018-05-11", "en-US", "May 7–11, 2018", "May 7–11"),
    ("2018-05-07", "2018-05-11", "de", "7.–11. Mai 2018", "7.–11. Mai"),
    ("2018-05-30", "2018-06-02", "de", "30. Mai – 2. Juni 2018", "30. Mai – 2. Juni"),
    ("2018-05-07", "2018-05-07", "ja", "2018年5月7日", "5月7日"),
    ("2018-05-07", "2018-05-11", "tlh", "7–11 May 2018", "7–11 May"),
]  # fmt: skip


@pytest.mark.parametrize("start, end, language, full, short", SPANS)
def test_days_are_collapsed(start: str, end: str, language: str, full: str, short: str) -> None:
    span = Dates(day(start), day(end))
    assert days.format_dates(span, language) == full
    assert days.format_dates(span, language, year=False) == short


def test_a_short_day_names_its_month() -> None:
    printed = {
        language: days.format_short_day(day("2018-04-01"), language)
        for language in ("fr", "en", "es", "pt", "pt-BR")
    }
    assert printed == {"fr": "1er avr.", "en": "1 Apr", "es": "1 abr", "pt": "1 abr.", "pt-BR": "1º de abr."}


@pytest.mark.parametrize(
    "language, within, across",
    [
        ("fr", "1–7 avr.", "29 avr.–5 mai"),
        ("en", "1–7 Apr", "29 Apr–5 May"),
        ("es", "1–7 abr.", "29 abr.–5 may."),
        ("pt", "1–7 abr.", "29 abr.–5 mai."),
        ("en-US", "Apr 1–7", "Apr 29–May 5"),
    ],
)
def test_short_days_are_as_a_calendar_has_them(language: str, within: str, across: str) -> None:
    def printed(start: str, end: str) -> str:
        return days.format_short_days(day(start), day(end), language).replace("\u00a0", " ")

    assert printed("2018-04-01", "2018-04-07") == within
    assert printed("2018-04-29", "2018-05-05") == across
    assert printed("2018-04-30", "2018-04-30").replace("Apr 30", "30 Apr").startswith("30 ")


@pytest.mark.parametrize(
    "language, full, short",
    [
        ("en", "May 2018", "May"),
        ("fr", "mai 2018", "mai"),
        ("es", "mayo de 2018", "mayo"),
        ("pt", "maio de 2018", "maio"),
    ],
)
def test_only_a_month_known(language: str, full: str, short: str) -> None:
    span = Dates(month="2018-05")
    assert days.format_dates(span, language) == full
    assert days.format_dates(span, language, year=False) == short


PERIODS = [
    ("2018-04-01", "2018-06-30", "April–June 2018", "avril – juin 2018", "abril-junio de 2018", "abril a junho de 2018"),
    ("2018-01-01", "2018-12-31", "2018", "2018", "2018", "2018"),
    ("2018-01-01", "2020-12-31", "2018–2020", "2018-2020", "2018-2020", "2018-2020"),
    ("2018-05-01", "2018-05-31", "May 2018", "mai 2018", "mayo de 2018", "maio de 2018"),
    ("2018-10-01", "2019-03-31", "October 2018 – March 2019", "octobre 2018 – mars 2019",
     "octubre de 2018 a marzo de 2019", "outubro de 2018 a março de 2019"),
    ("2018-04-03", "2018-06-08", "3 April – 8 June 2018", "du 3 avril au 8 juin 2018",
     "del 3 de abril al 8 de junio de 2018", "de 3 de abril a 8 de junho de 2018"),
]  # fmt: skip


@pytest.mark.parametrize("start, end, en, fr, es, pt", PERIODS)
def test_periods(start: str, end: str, en: str, fr: str, es: str, pt: str) -> None:
    printed = [days.format_period(day(start), day(end), language) for language in ("en", "fr", "es", "pt")]
    assert printed == [en, fr, es, pt]


@pytest.mark.parametrize(
    "language, thousands, more, euros, cents, share, little",
    [
        ("en", "4,500", "45,000", "€324,532", "€4,532.50", "40%", "0.2%"),
        (
            "fr",
            "4\u202f500",
            "45\u202f000",
            "324\u202f532\u202f€",
            "4\u202f532,50\u202f€",
            "40\u202f%",
            "0,2\u202f%",
        ),
        ("es", "4500", "45.000", "324.532\xa0€", "4532,50\xa0€", "40\xa0%", "0,2\xa0%"),
        ("pt-BR", "4.500", "45.000", "€\xa0324.532", "€\xa04.532,50", "40%", "0,2%"),
        ("pt-PT", "4500", "45\xa0000", "324\xa0532\xa0€", "4532,50\xa0€", "40%", "0,2%"),
    ],
)
def test_numbers(
    language: str, thousands: str, more: str, euros: str, cents: str, share: str, little: str
) -> None:
    assert numbers.format_number(4500, language) == thousands
    assert numbers.format_number(45000, language) == more
    assert numbers.format_money(Money(Decimal("324532.00"), "EUR"), language) == euros
    assert numbers.format_money(Money(Decimal("4532.50"), "EUR"), language) == cents
    assert numbers.format_percent(0.4015, language) == share
    assert numbers.format_percent(0.002, language) == little


def test_percent_is_all_only_when_it_is_all() -> None:
    assert numbers.format_percent(1.0, "en") == "100%"
    assert numbers.format_percent(0.999, "en") == "99.9%"
    assert numbers.format_percent(0.0, "en") == "0%"


def test_a_half_percent_rounds_up() -> None:
    assert [numbers.format_percent(share, "en") for share in (5 / 8, 0.625, 0.635, 0.005)] == [
        "63%",
        "63%",
        "64%",
        "1%",
    ]


@pytest.mark.parametrize(
    "items, language, expected",
    [
        ([], "fr", ""),
        (["Lima"], "fr", "Lima"),
        (["Lima", "Quito"], "fr", "Lima et Quito"),
        (["Lima", "Quito", "Cali"], "en", "Lima, Quito and Cali"),
        (["Lima", "Quito", "Cali"], "en-US", "Lima, Quito, and Cali"),
        (["Lima", "Quito", "Cali", "Cuenca"], "pt", "Lima, Quito, Cali e Cuenca"),
        (["Madrid", "Irún"], "es", "Madrid e Irún"),
        (["Lima", "Quito", "Íllora"], "es", "Lima, Quito e Íllora"),
        (["agua", "hielo"], "es", "agua y hielo"),
        (["padres", "hijos"], "es", "padres e hijos"),
        (["{1}", "{0}"], "en", "{1} and {0}"),
        (["{1}", "{0}", "{2}"], "en", "{1}, {0} and {2}"),
    ],
)
def test_lists(items: list[str], language: str, expected: str) -> None:
    assert lists.format_list(items, language) == expected


def test_languages_and_countries_have_names() -> None:
    assert [languages.language_name(tag) for tag in ("fr", "es", "de")] == ["Français", "Español", "Deutsch"]
    assert languages.language_name("pt") == languages.capitalise(languages.locale("pt").languages["pt"])
    assert [languages.country("DE", tag) for tag in ("fr", "en", "es")] == [
        "Allemagne",
        "Germany",
        "Alemania",
    ]
    assert languages.country("XQ", "fr") == "XQ"
    assert [languages.region(tag) for tag in ("en", "fr", "es", "pt", "pt-BR")] == [
        "GB",
        "FR",
        "ES",
        "PT",
        "BR",
    ]


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1)), st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["en", "fr", "es", "pt", "de", "ja"]))  # fmt: skip
def test_every_range_names_both_its_days_and_years(one: date, other: date, language: str) -> None:
    start, end = sorted((one, other))
    text = days.format_days(start, end, language)
    for shown in (start, end):
        assert str(shown.year) in text
        assert str(shown.day) in text
