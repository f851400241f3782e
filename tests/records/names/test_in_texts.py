"""Names in running text: whole words, longest first, no part of a longer proper name."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.records.names.in_texts import word_table
from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.name import Name, NamedRecord, NameKind, names_of

INDEX = NameIndex(
    [
        NamedRecord("la-paz", names_of({"es": "La Paz", "fr": "La Paz"})),
        NamedRecord(
            "cairo", (*names_of({"en": "Cairo", "fr": "Le Caire"}), Name("du Caire", "fr", NameKind.ALIAS))
        ),
        NamedRecord("kolkata", (Name("Kolkata", "en", start=date(2001, 1, 1)), Name("Calcutta", "en"))),
        NamedRecord(
            "barcelona-city", (Name("Ville de Barcelone", "fr"), Name("Barcelona", kind=NameKind.AMBIGUOUS))
        ),
        NamedRecord(
            "barcelona-area",
            (Name("Aire de Barcelone", "fr"), Name("Barcelona", kind=NameKind.AMBIGUOUS)),
        ),
        NamedRecord("santiago", (Name("Santiago"),)),
        NamedRecord("saint-louis", (Name("Saint-Louis"),)),
    ]
)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Reunión en La Paz.", "es", [("La Paz", {"la-paz"})]),
        ("Vivir en la paz.", "es", []),
        ("Au Caire et à Le Caire", "fr", [("Le Caire", {"cairo"})]),
        ("Le maire du Caire", "fr", [("du Caire", {"cairo"})]),
        ("Le Caire", "en", []),
        ("À CALCUTTA", "fr", [("CALCUTTA", {"kolkata"})]),
        ("Kolkata, once Calcutta", "en", [("Kolkata", {"kolkata"}), ("Calcutta", {"kolkata"})]),
        ("Barcelona met", "en", [("Barcelona", {"barcelona-city", "barcelona-area"})]),
        ("La Ville de Barcelone", "fr", [("Ville de Barcelone", {"barcelona-city"})]),
        ("M. Santiago Uribe", "fr", []),
        ("Le soir, Santiago. Uribe parle.", "fr", [("Santiago", {"santiago"})]),
        ("Saint Louis, Saint-Louis", "fr", [("Saint Louis", {"saint-louis"}), ("Saint-Louis", {"saint-louis"})]),
        ("Santiagos", "es", []),
        ("", "fr", []),
    ],
)  # fmt: skip
def test_mentions(text: str, language: str, found: list[tuple[str, set[str]]]) -> None:
    mentions = INDEX.mentions(text, language)

    assert [(one.written, set(one.keys)) for one in mentions] == found
    assert all(text[one.start : one.end] == one.written for one in mentions)


@given(st.text(alphabet="LaPz CairoE.-’é\n", max_size=60))
def test_mentions_stand_apart_and_in_order(text: str) -> None:
    mentions = INDEX.mentions(text, "fr")

    assert all(one.end <= other.start for one, other in pairwise(mentions))


def test_the_table_of_the_same_names_is_made_once() -> None:
    names = (NamedRecord("lugo", names_of({"fr": "Lugo"})), NamedRecord("avila", names_of({"fr": "Ávila"})))
    NameIndex(names).mentions("Lugo", "fr")
    before = word_table.cache_info()
    assert [one.keys for one in NameIndex(names).mentions("De Lugo à Ávila", "fr")] == [{"lugo"}, {"avila"}]
    after = word_table.cache_info()
    assert (after.hits, after.misses) == (before.hits + 1, before.misses)
    other = NameIndex((*names, NamedRecord("cuenca", names_of({"fr": "Cuenca"}))))
    assert [one.keys for one in other.mentions("Cuenca", "fr")] == [{"cuenca"}], "another name, another table"
