"""Numbers in words."""

from __future__ import annotations

import pytest

from rapporteur.base.values.formatting.number_words import number_words


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_every_number_from_two_to_ninety_nine_has_its_words(language: str) -> None:
    assert set(number_words(language).values()) == set(range(2, 100))


@pytest.mark.parametrize(
    ("language", "words", "number"),
    [
        ("fr", "vingt et un", 21),
        ("fr", "vingt-et-un", 21),
        ("fr", "soixante et onze", 71),
        ("fr", "quatre-vingts", 80),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("en", "forty-five", 45),
        ("en", "forty five", 45),
        ("es", "dieciséis", 16),
        ("es", "dieciseis", 16),
        ("es", "veintiún", 21),
        ("es", "treinta y un", 31),
        ("es", "noventa y nueve", 99),
    ],
)
def test_words_of_a_number(language: str, words: str, number: int) -> None:
    assert number_words(language)[words] == number


def test_a_language_without_words() -> None:
    assert number_words("de") == {}
