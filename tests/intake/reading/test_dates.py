"""Lines of place and date, in three languages and all their spellings."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.values.periods import Period
from rapporteur.intake.reading.dates import read_date_line, resolve, split_places
from rapporteur.intake.reading.grammar import load

QUARTER = Period.parse("2018-Q2")


@pytest.mark.parametrize(
    ("language", "text", "place", "start", "end"),
    [
        ("fr", "Lomé, 4-5 avril", "Lomé", (4, 4), (4, 5)),
        ("fr", "Lomé, 19- 20 avril", "Lomé", (4, 19), (4, 20)),
        ("fr", "Nantes et Bilbao, 17-24 juin,", "Nantes et Bilbao", (6, 17), (6, 24)),
        ("fr", "11 - 13 avril", "", (4, 11), (4, 13)),
        ("fr", "Lomé, 1er juin", "Lomé", (6, 1), (6, 1)),
        ("fr", "Lomé, 30 mai - 2 juin", "Lomé", (5, 30), (6, 2)),
        ("fr", "Lomé, du 30 mai au 2 juin 2018", "Lomé", (5, 30), (6, 2)),
        ("fr", "Lomé, le 3 mai", "Lomé", (5, 3), (5, 3)),
        ("fr", "Lomé, 12 et 13 avril", "Lomé", (4, 12), (4, 13)),
        ("fr", "Lomé, 12, 13 et 14 avril", "Lomé", (4, 12), (4, 14)),
        ("fr", "Lomé , 12 avril.", "Lomé", (4, 12), (4, 12)),
        ("fr", "Lomé – 12 avril", "Lomé", (4, 12), (4, 12)),
        ("es", "Lomé, 26 , mayo", "Lomé", (5, 26), (5, 26)),
        ("en", "Lomé , 13 , 14 April", "Lomé", (4, 13), (4, 14)),
        ("fr", "Ville de Nantes (Loire), mardi 12 juin", "Ville de Nantes (Loire)", (6, 12), (6, 12)),
        ("fr", "LOMÉ, 12 AVRIL", "LOMÉ", (4, 12), (4, 12)),
        ("en", "Accra, April 4-5", "Accra", (4, 4), (4, 5)),
        ("en", "Accra, 4–5 April", "Accra", (4, 4), (4, 5)),
        ("en", "Accra, 30 May – 2 June", "Accra", (5, 30), (6, 2)),
        ("en", "Accra, May 30 to June 2, 2018", "Accra", (5, 30), (6, 2)),
        ("en", "Accra, 1st June", "Accra", (6, 1), (6, 1)),
        ("en", "Accra and Lagos, 3rd of May", "Accra and Lagos", (5, 3), (5, 3)),
        ("en", "12/04/2018", "", (4, 12), (4, 12)),
        ("en", "Accra, 2018-04-12", "Accra", (4, 12), (4, 12)),
        ("es", "Lima, 4-5 de abril", "Lima", (4, 4), (4, 5)),
        ("es", "Lima, del 7 al 11 de mayo de 2018", "Lima", (5, 7), (5, 11)),
        ("es", "Lima, 30 de mayo - 2 de junio", "Lima", (5, 30), (6, 2)),
        ("es", "Santo Domingo, 3 de mayo", "Santo Domingo", (5, 3), (5, 3)),
        ("es", "1 y 2 de junio", "", (6, 1), (6, 2)),
    ],
)
def test_date_lines(
    language: str, text: str, place: str, start: tuple[int, int], end: tuple[int, int]
) -> None:
    found = read_date_line(text, load(language))
    assert found is not None
    resolved = resolve(found.when, QUARTER)
    assert resolved is not None
    assert (found.place, resolved.start, resolved.end) == (place, date(2018, *start), date(2018, *end))


@pytest.mark.parametrize(
    ("language", "text", "month"), [("fr", "Mai", 5), ("en", "Accra, May", 5), ("es", "Junio de 2018", 6)]
)
def test_month_only(language: str, text: str, month: int) -> None:
    found = read_date_line(text, load(language))
    assert found is not None
    resolved = resolve(found.when, QUARTER)
    assert resolved is not None
    assert (resolved.start, resolved.month) == (None, f"2018-{month:02}")


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "En ligne, 31 mai"), ("en", "Online, 31 May"), ("es", "En línea, 31 de mayo")],
)
def test_online(language: str, text: str) -> None:
    found = read_date_line(text, load(language))
    assert found is not None and found.online
    assert split_places(found.place, load(language)) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La réunion s'est tenue le 12 avril"),
        ("fr", "Le congrès, qui a eu lieu à Lyon du 23 au 26 mai"),
        ("fr", "Audit annuel 2017"),
        ("fr", "41"),
        ("fr", "Lomé, 31 février 20"),
        ("en", "The forum in May"),
        ("en", "They may"),
        ("es", "99 de mayo"),
    ],
)
def test_other_lines_are_no_dates(language: str, text: str) -> None:
    assert read_date_line(text, load(language)) is None


def test_days_that_do_not_exist_are_not_made_up() -> None:
    found = read_date_line("Lomé, 31 avril", load("fr"))
    assert found is not None and resolve(found.when, QUARTER) is None


def test_years_follow_the_period() -> None:
    winter = Period.parse("2018-12-01..2019-02-28")
    found = read_date_line("Lomé, 30 décembre - 2 janvier", load("fr"))
    assert found is not None
    resolved = resolve(found.when, winter)
    assert resolved is not None
    assert (resolved.start, resolved.end) == (date(2018, 12, 30), date(2019, 1, 2))


def test_places_are_split_and_kept_as_printed() -> None:
    found = read_date_line("Midrand, Gauteng, 7-11 mai", load("fr"))
    assert found is not None
    assert found.place == "Midrand, Gauteng"
    assert split_places(found.place, load("fr")) == ("Midrand", "Gauteng")
