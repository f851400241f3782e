"""The order of names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.base.values.collation import sort_key

ORDERS = [
    ("fr", ["Abidjan", "Écija", "Éfèse", "Evora", "Île-de-France", "Ilhéus", "Séoul", "Zagreb"]),
    ("fr", ["côte", "Œuvre", "of", "Paris"]),
    ("fr", ["La Havane", "La Paz", "Lagos", "Le Caire", "Lyon"]),
    ("fr", ["Saint Denis", "Saint-Denis", "Saint-Domingue", "Sainte-Foy"]),
    ("es", ["nube", "nunca", "ñandú", "ñoño", "oso"]),
    ("es", ["Cádiz", "Caracas", "Chennai", "Córdoba", "Cuenca", "Llanes", "Lugo"]),
    ("en", ["nandu", "ñandú", "nube"]),
    ("en", ["co-op", "coop", "coops"]),
    ("de", ["Strasse", "Straße", "Strassen"]),
    ("pt", ["Acre", "África", "São Paulo", "Sapopemba"]),
    ("en", ["Łódź", "Lodzia"]),
]


@pytest.mark.parametrize("language, expected", ORDERS)
def test_order(language: str, expected: list[str]) -> None:
    shuffled = expected[1::2] + expected[::2]
    assert sorted(shuffled, key=sort_key(language)) == expected


def test_accents_and_capitals_only_break_ties() -> None:
    key = sort_key("fr")
    assert key("côte")[0] == key("cote")[0] == key("COTE")[0]
    assert sorted(["côté", "cote", "Cote", "côte"], key=key) == ["Cote", "cote", "côte", "côté"]


@settings(deadline=None)
@given(st.lists(st.text(max_size=8), unique=True, max_size=8), st.sampled_from(["fr", "en", "es", "pt"]))
def test_order_is_total_and_independent_of_the_input(texts: list[str], language: str) -> None:
    key = sort_key(language)
    ordered = sorted(texts, key=key)
    assert sorted(texts[1::2] + texts[::2], key=key) == ordered
    assert all(key(one) < key(other) for one, other in pairwise(ordered))
