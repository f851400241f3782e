"""What an editor would mend by rule, and what must stay as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.base.values.typography import (
    bind,
    bind_runs,
    details,
    listed,
    normalise,
    normalise_runs,
    quoted,
    with_colon,
)

N, T = "\u00a0", "\u202f"

FRENCH = [
    ("Pourquoi ?", f"Pourquoi{T}?"),
    ("Pourquoi?", f"Pourquoi{T}?"),
    ("Vraiment ?!", f"Vraiment{T}?!"),
    ("oui; non !", f"oui{T}; non{T}!"),
    ("Lieu : Lyon", f"Lieu{N}: Lyon"),
    ("Lieu:", f"Lieu{N}:"),
    ("« oui »", f"«{N}oui{N}»"),
    ("«oui»", f"«{N}oui{N}»"),
    ('le "mot" juste', f"le «{N}mot{N}» juste"),
    ('le "mot".', f"le «{N}mot{N}»."),
    ('"Pourquoi ?" dit-elle', f"«{N}Pourquoi{T}?{N}» dit-elle"),
    ("l'eau, d'11 villes, l'«eau»", f"l’eau, d’11 villes, l’«{N}eau{N}»"),
    ("40 % de 12 €", f"40{T}% de 12{T}€"),
    ("et puis...", "et puis…"),
]
KEPT_IN_FRENCH = [
    "à 10:30 précises",
    "un rapport de 16:9",
    "https://example.org/a?b=1;c!d:e",
    "example.org/papers?v=1;2",
    "secretariat@example.org",
    "mailto:secretariat@example.org",
    "(?)",
    "L1M7D2",
    'un écran de 12" et un autre de 14"',
    "5'30",
    "Avez-vous lu:ceci",
    "",
    "!",
    "trois....",
]


@pytest.mark.parametrize("typed, printed", FRENCH)
def test_french_is_mended(typed: str, printed: str) -> None:
    assert normalise(typed, "fr") == printed


@pytest.mark.parametrize("text", KEPT_IN_FRENCH)
def test_french_leaves_alone(text: str) -> None:
    assert normalise(text, "fr") == text


def test_french_signs_after_an_address() -> None:
    assert normalise("Voir https://example.org/a ?", "fr") == f"Voir https://example.org/a{T}?"
    assert normalise("a@example.org: oui", "fr") == f"a@example.org{N}: oui"


@pytest.mark.parametrize(
    "language, typed, printed",
    [
        ("en", "the cities' \"plan\", it's 'open'", "the cities’ “plan”, it’s ‘open’"),
        ("en", "5-10 May, the '90s", "5-10 May, the '90s"),
        ("en", "Why ? Note: this; that!", "Why ? Note: this; that!"),
        ("es", '¿ Por qué ? "Sí": 40 %', f"¿Por qué? “Sí”: 40{N}%"),
        ("pt", 'Porquê ? "Sim"', "Porquê? “Sim”"),
        ("fr-CA", "Quoi ?", f"Quoi{T}?"),
        ("ja", 'it\'s "raw" ?', 'it\'s "raw" ?'),
    ],
)
def test_other_languages(language: str, typed: str, printed: str) -> None:
    assert normalise(typed, language) == printed


def test_marks_around_values_are_those_of_the_language() -> None:
    assert [with_colon("Avis", one) for one in ("fr", "en", "es-MX")] == [f"Avis{N}:", "Avis:", "Avis:"]
    assert [listed(["a", "b", "c"], one) for one in ("fr", "en")] == [f"a{T}; b{T}; c", "a; b; c"]
    assert [quoted("mot", one) for one in ("fr-CA", "es", "en")] == [f"«{T}mot{T}»", "«mot»", "“mot”"]
    assert listed([], "fr") == ""


def test_runs_are_read_as_one_text_and_keep_their_own_characters() -> None:
    runs = ["l'", "eau", " ?", ' Un "', "mot", '"', " : https://example.org/?q ", "", "fin !"]
    mended = normalise_runs(runs, "fr")
    assert mended == [
        "l’",
        "eau",
        f"{T}?",
        f" Un «{N}",
        "mot",
        f"{N}»",
        f"{N}: https://example.org/?q ",
        "",
        f"fin{T}!",
    ]
    assert "".join(mended) == normalise("".join(runs), "fr")


_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("ab1 .,;:!?«»\"'“”‘’()[]-–@/%€¿¡\u00a0\u202f\u2009\n\ts")),
        st.characters(codec="utf-8"),
    ),
    max_size=40,
)
_LANGUAGE = st.sampled_from(["fr", "en", "es", "pt"])


@settings(max_examples=400, deadline=None)
@given(_TEXT, _LANGUAGE)
def test_twice_is_once(text: str, language: str) -> None:
    once = normalise(text, language)
    assert normalise(once, language) == once


@settings(max_examples=200, deadline=None)
@given(st.lists(_TEXT, max_size=5), _LANGUAGE)
def test_runs_join_to_the_whole(texts: list[str], language: str) -> None:
    mended = normalise_runs(texts, language)
    assert len(mended) == len(texts)
    assert "".join(mended) == normalise("".join(texts), language)


@settings(max_examples=200, deadline=None)
@given(_TEXT, _LANGUAGE)
def test_letters_and_digits_are_never_touched(text: str, language: str) -> None:
    def kept(value: str) -> str:
        return "".join(character for character in value if character.isalnum())

    assert kept(normalise(text, language)) == kept(text)


BOUND = [
    ("le 30 juin 2018", f"le 30{N}juin 2018"),
    ("45 activités de 137 membres", f"45{N}activités de 137{N}membres"),
    (f"2{T}018 habitants", f"2{T}018{N}habitants"),
    ("1,250 people", f"1,250{N}people"),
    ("page 4", f"page{N}4"),
    ("pág. 4", f"pág.{N}4"),
    ("SDG 9, said Mr Kissack", f"SDG{N}9, said Mr{N}Kissack"),
    ("en 2018 et après", "en 2018 et après"),
    ("en 2018, 4 villes", f"en 2018, 4{N}villes"),
]


@pytest.mark.parametrize("typed, printed", BOUND)
def test_numbers_stay_with_what_they_count(typed: str, printed: str) -> None:
    assert bind(typed) == printed
    assert bind(printed) == printed


def test_last_line_is_no_shorter_than_26_mm_whatever_the_styles() -> None:
    runs = ["Les villes ont tenu une réunion et ont ", "adopté", " un texte commun à la fin."]
    bound = bind_runs(runs)
    assert "".join(bound).replace(N, " ") == "".join(runs)
    assert [len(run) for run in bound] == [len(run) for run in runs]
    assert len("".join(bound).rpartition(" ")[2]) >= 17
    assert bound[:2] == runs[:2]


def test_words_that_would_fill_a_line_are_not_bound() -> None:
    for text in ("une seule", "sin", "", "institutionnalisation de l’intercommunalisation métropolitaine"):
        assert max((len(word) for word in bind_runs([text])[0].split(" ")), default=0) <= 34


def test_ordinals_are_raised_and_names_kept_whole() -> None:
    assert details("Le 1er mai, Île-de-France et la 2e réunion") == [
        ("Le 1", ""),
        ("er", "RAISED"),
        (" mai, ", ""),
        ("Île-de-France", "WHOLE"),
        (" et la 2", ""),
        ("e", "RAISED"),
        (" réunion", ""),
    ]


@pytest.mark.parametrize(
    "text", ["", "co-organised in mid-May", "L1M7-D2", "Clermont-Auvergne-Métropole-sur-Loire"]
)
def test_what_is_no_ordinal_and_no_name_is_set_as_it_is(text: str) -> None:
    assert details(text) == ([(text, "")] if text else [])


@given(st.text())
def test_details_lose_no_letter(text: str) -> None:
    assert "".join(stretch for stretch, _ in details(text)) == text
