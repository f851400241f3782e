"""What the names in a printed report mean to each other, and what running text tells."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.intake.reconciling.directory import Directory
from rapporteur.intake.reconciling.pages import (
    days_in,
    is_of_another_time,
    sentences,
    titled,
    up_to_what_is_next,
    without_treaties,
)


def test_a_name_of_two_members_means_neither() -> None:
    directory = Directory("fr")
    for name in ("BARCELONE (VILLE)", "BARCELONE (AIRE MÉTROPOLITAINE)", "GRAND LYON"):
        assert directory.list_member(name, "EUROPE") is None
    assert len(directory.resolve("Barcelone").meanings) == 2
    assert directory.resolve("Barcelona (ville)").key == "barcelone-ville"
    assert directory.resolve("Lyon").key == "grand-lyon"
    assert directory.resolve("Lille").known is False


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("fr", "Les comptes iront au conseil à Gauteng, en août 2018.", True),
        ("fr", "Le 12 avril, tous étaient là.", False),
        ("fr", "La prochaine réunion se tiendra à Lima.", True),
        ("fr", "Tous étaient là.", False),
        ("en", "The board will meet in Lima in September.", True),
        ("en", "They may march on.", False),
        ("es", "El próximo encuentro será en Lima.", True),
        ("es", "En abril de 2018 estaban todos.", False),
        ("es", "En abril de 2017 estaban todos.", True),
    ],
)
def test_sentences_of_another_time(language: str, text: str, other: bool) -> None:
    assert is_of_another_time(text, language, date(2018, 4, 12), date(2018, 4, 13)) is other


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("fr", "du 17 au 24 juin 2018", [(17, 24, 6)]),
        ("fr", "le 1er mai", [(1, 1, 5)]),
        ("fr", "mercredi 23 mai", [(23, 23, 5)]),
        ("en", "from 17 to 24 June", [(17, 24, 6)]),
        ("en", "on June 17-24, 2018", [(17, 24, 6)]),
        ("es", "del 17 al 24 de junio", [(17, 24, 6)]),
        ("es", "el 40 de junio", []),
    ],
)
def test_days_in_a_text(language: str, text: str, days: list[tuple[int, int, int]]) -> None:
    found = days_in(text, language, date(2018, 4, 1), date(2018, 6, 30))
    assert [(told.start.day, told.end.day, told.start.month) for told in found] == days


def test_sentences_do_not_end_at_initials() -> None:
    assert sentences("M. A. B. Silva parle. Il rit.\n\nFin.") == ["M. A. B. Silva parle.", "Il rit.", "Fin."]


def test_capitals_as_names_are_written() -> None:
    from rapporteur.intake.reading.grammar import load

    assert titled("RIO DE JANEIRO", load("fr")) == "Rio de Janeiro"
    assert titled("LA PAZ", load("es")) == "La Paz"


@pytest.mark.parametrize(
    ("language", "sentence", "now"),
    [
        ("fr", "Lima a demandé que la prochaine déclaration soit brève.", "Lima a demandé que la "),
        ("fr", "Lima accueillera la prochaine réunion.", ""),
        ("en", "Lima asked for a shorter text at the next meeting.", "Lima asked for a shorter text at the "),
        ("en", "Lima will host the next meeting.", ""),
        ("es", "Lima pidió que la próxima declaración sea breve.", "Lima pidió que la "),
        ("es", "Lima acogerá el próximo encuentro.", ""),
        ("es", "Lima habló.", "Lima habló."),
    ],
)
def test_what_a_sentence_tells_of_now(language: str, sentence: str, now: str) -> None:
    assert up_to_what_is_next(sentence, language) == now


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Il cite l'accord de Paris à Lima.", "Il cite l' à Lima."),
        ("The Paris Agreement was read in Lima.", "The was read in Lima."),
        ("Leyó el Acuerdo de París en Lima.", "Leyó el en Lima."),
        ("Paris a donné son accord.", "Paris a donné son accord."),
    ],
)
def test_cities_in_the_names_of_treaties(sentence: str, left: str) -> None:
    assert " ".join(without_treaties(sentence).split()) == left
