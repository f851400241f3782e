"""The memory of translations, and names and terms held to in both directions."""

from __future__ import annotations

import pytest

from rapporteur.records.names.index import NameIndex
from rapporteur.records.names.name import NamedRecord, names_of
from rapporteur.report.translating.fidelity import Fidelity
from rapporteur.report.translating.memory import Languages, Memory, Put, Remembered, adapt, remember

CITIES = NameIndex(
    [
        NamedRecord("brussels", names_of({"fr": "Bruxelles", "en": "Brussels", "es": "Bruselas"})),
        NamedRecord("london", names_of({"fr": "Londres", "en": "London", "es": "Londres"})),
        NamedRecord("la-paz", names_of({"fr": "La Paz", "en": "La Paz", "es": "La Paz"})),
    ]
)
TERMS = NameIndex(
    [
        NamedRecord("sg", names_of({"fr": "Secrétaire général", "en": "Secretary General", "es": "Secretario"})),
        NamedRecord("board", names_of({"fr": "Conseil d’administration", "en": "Board of Directors"})),
    ]
)  # fmt: skip


def languages(source: str, target: str) -> Languages:
    fidelity = Fidelity([], CITIES, source)
    return Languages(source, target, CITIES.mentions, fidelity.name_in)


def memory(source: str, target: str, *texts: tuple[str, str]) -> Memory:
    remembered = [one for n, text in enumerate(texts) for one in remember(*text, where="2018-Q1/1", order=n)]
    return Memory(languages(source, target), remembered)


FRENCH = "Le 3 mai, 1 500 villes se sont réunies à Bruxelles."
ENGLISH = "On 3 May, 1,500 cities met in Brussels."


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Le 4 mai, 1 500 villes se sont réunies à Bruxelles.", "On 4 May, 1,500 cities met in Brussels."),
        ("Le 3 mai, 12 000 villes se sont réunies à Bruxelles.", "On 3 May, 12,000 cities met in Brussels."),
        ("Le 3 mai, 1 500 villes se sont réunies à Londres.", "On 3 May, 1,500 cities met in London."),
        ("Le 3 juin, 1 500 villes se sont réunies à Bruxelles.", "On 3 June, 1,500 cities met in Brussels."),
    ],
)
def test_sentence_with_one_changed_number_month_or_name_comes_with_it_replaced(
    source: str, target: str
) -> None:
    (offer,) = memory("fr", "en", (FRENCH, ENGLISH)).offers(source)
    assert (offer.target, offer.fits, len(offer.put)) == (target, True, 1)


def test_number_that_nobody_counts_to_is_no_error() -> None:
    long = ".".join(["100"] * 2_000)
    assert memory("es", "en", (f"Son {long} ciudades.", f"They are {long} cities.")).offers(
        f"Son {long.replace('100', '200', 1)} ciudades."
    )


def test_what_is_replaced_is_shown() -> None:
    (offer,) = memory("fr", "es", ("12,5 % à Londres.", "12,5 % en Londres.")).offers("13,5 % à Bruxelles.")
    assert offer.target == "13,5 % en Bruselas."
    assert set(offer.put) == {Put("12,5", "13,5"), Put("Londres", "Bruselas")}


def test_word_that_stands_as_it_is_in_both_is_replaced() -> None:
    (offer,) = memory("fr", "en", ("Anne Hidalgo a parlé.", "Anne Hidalgo spoke.")).offers(
        "Anne Colau a parlé."
    )
    assert (offer.target, offer.put) == ("Anne Colau spoke.", (Put("Hidalgo", "Colau"),))


@pytest.mark.parametrize(
    ("one", "source"),
    [
        (Remembered("De 3 à 3 villes.", "From 3 to 3 cities."), "De 3 à 4 villes."),
        (Remembered("Trois fois 3 villes.", "Three times three cities."), "Trois fois 4 villes."),
        (Remembered("3 villes vinrent.", "3 cities came."), "3 villes partirent."),
        (Remembered("À Londres.", "In the British capital."), "À Bruxelles."),
    ],
)
def test_what_does_not_stand_plainly_in_the_translation_is_not_replaced(one: Remembered, source: str) -> None:
    offer = adapt(one, source, languages("fr", "en"))
    assert (offer.target, offer.put, offer.fits) == (one.target, (), False)


def test_same_sentence_in_context_comes_first_then_the_same_then_the_near() -> None:
    here = memory(
        "fr", "en",
        ("Nous. Ils sont venus. Vous.", "We. They have come. You."),
        ("Elle. Ils sont venus. Lui.", "She. They came. Him."),
        ("Ils sont revenus.", "They came back."),
    )  # fmt: skip
    offers = here.offers("Ils sont venus.", "Nous.", "Vous.")
    assert [(one.target, one.score, one.in_context) for one in offers] == [
        ("They have come.", 100, True), ("They came.", 100, False), ("They came back.", offers[2].score, False),
    ]  # fmt: skip
    assert 70 <= offers[2].score < 100


def test_nothing_is_offered_for_what_is_far() -> None:
    assert memory("fr", "en", (FRENCH, ENGLISH)).offers("Rien de tout cela.") == ()
    assert memory("fr", "en").offers(FRENCH) == ()


# --- names and terms --------------------------------------------------------------------------------------


def said(faults: object) -> list[str]:
    return [str(fault) for fault in faults]  # type: ignore[attr-defined]  # an iterator of faults


def test_names_are_held_to_in_both_directions() -> None:
    fidelity = Fidelity([], CITIES, "fr")
    assert said(fidelity.names_that_differ("À Bruxelles.", "En Bruselas.", "es")) == []
    assert said(fidelity.names_that_differ("À Bruxelles.", "En Londres.", "es")) == [
        "Bruxelles is not named", "Londres is named, which the source does not name",
    ]  # fmt: skip
    assert said(fidelity.names_that_differ("Pour la paix.", "Por la paz.", "es")) == []


def test_terms_are_held_to_in_both_directions() -> None:
    fidelity = Fidelity([], NameIndex(), "fr", TERMS)
    assert said(fidelity.terms_that_differ("Le Secrétaire général.", "The Secretary General.", "en")) == []
    assert said(fidelity.terms_that_differ("Le Secrétaire général.", "The chief clerk.", "en")) == [
        "“Secrétaire général” is called “Secretary General” here"
    ]
    assert said(fidelity.terms_that_differ("La cheffe.", "The Secretary General.", "en")) == [
        "“Secretary General” stands for “Secrétaire général”, which the source does not say"
    ]


def test_term_without_a_name_in_the_language_asks_for_nothing() -> None:
    fidelity = Fidelity([], NameIndex(), "fr", TERMS)
    assert said(fidelity.terms_that_differ("Le Conseil d’administration.", "La junta.", "es")) == []
