"""How messages are said: in a language or else in English, with values as it prints them, quoted and ended once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message, Printed
from rapporteur.base.values.money import Money
from rapporteur.base.words.fields import FieldName
from rapporteur.base.words.say import Language, in_each_language, say, say_around

# Three messages of the catalogues, and their French and Spanish words with them.
QUOTED = Message("“{activity}” activates no member.")
ENDS = Message("“{activity}” ends before it begins: start {start}, end {end}.")
COUNTED = Message(
    "“{record}”, {field}: a code is not in every language ({codes}).",
    "“{record}”, {field}: some codes are not in every language ({codes}).",
    by="codes",
)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "« Le “Bilan” » et « Carnet {2} » n’active aucun membre."),
        ("en", "“Le ‘Bilan’” and “Carnet {2}” activates no member."),
        ("es", "«Le “Bilan”» y «Carnet {2}» no activa a ningún miembro."),
    ],
)
def test_titles_are_quoted_one_by_one_with_inner_marks(language: str, said: str) -> None:
    titles = (LocalizedText({"fr": "Le « Bilan »"}), "Carnet {2}")
    assert plain(say(QUOTED, language, activity=titles)) == said


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize(
    ("text", "end"), [("Un plan.", "plan."), ("Un plan ?", "?"), ("Un plan", "plan."), ("Et…", "Et…")]
)
def test_a_sentence_ends_once(language: str, text: str, end: str) -> None:
    said = say(ENDS, language, activity="A", start="1", end=text)
    assert said.endswith(end)
    assert not said.endswith(("..", "?.", "….", "! ."))


def test_a_quoted_sentence_leaves_its_full_stop_out() -> None:
    assert say(QUOTED, "en", activity="A plan.") == "“A plan” activates no member."


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (("L1",), "« Plan », titre : un code ne figure pas dans toutes les langues (L1)."),
        (("L1", "L2"), "« Plan », titre : des codes ne figurent pas dans toutes les langues (L1 et L2)."),
        (0, "« Plan », titre : un code ne figure pas dans toutes les langues (0)."),
        (1, "« Plan », titre : un code ne figure pas dans toutes les langues (1)."),
        (2, "« Plan », titre : des codes ne figurent pas dans toutes les langues (2)."),
    ],
)
def test_words_agree_with_how_many_there_are(codes: object, said: str) -> None:
    assert plain(say(COUNTED, "fr", record="Plan", field=FieldName("title"), codes=codes)) == said


@pytest.mark.parametrize(("count", "form"), [(0, "some codes are"), (1, "a code is"), (2, "some codes are")])
def test_english_needs_no_catalogue_for_its_plural(count: int, form: str) -> None:
    assert form in say(COUNTED, "en", record="Plan", field="title", codes=count)


@pytest.mark.parametrize("language", ["de", "pt", "../fr"])
def test_what_no_catalogue_has_is_said_in_english(language: str) -> None:
    assert say(QUOTED, language, activity="A") == "“A” activates no member."


def test_a_region_says_the_words_of_its_language() -> None:
    assert plain(say(QUOTED, "fr-CA", activity="A")) == "« A » n’active aucun membre."


def test_a_message_that_a_catalogue_lacks_is_said_in_english_with_the_names_of_the_reader() -> None:
    assert say("met in {month} by {people}", "fr", month=date(2018, 5, 1), people=("A", "B")) == (
        "met in 1er mai 2018 by A et B"
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Dates(date(2018, 5, 23), date(2018, 5, 25)), "23–25 May 2018"),
        (Money(Decimal(1500), "EUR"), "€1,500"),
        (Decimal("1500.5"), "1,500.5"),
        (12345, "12,345"),
        (Language("fr"), "French"),
        (FieldName("places.12.name"), "name of the place"),
        (Message("nothing"), "nothing"),
        (("a", "b", "c"), "a, b and c"),
    ],
)
def test_values_are_said_as_the_language_prints_them(value: object, said: str) -> None:
    assert say("{value}", "en", value=value) == said


def test_a_message_may_be_a_value_of_another() -> None:
    assert say("{what}", "es", what=Message("nothing")) == "nada"


def test_what_is_quoted_to_the_letter_keeps_its_letters() -> None:
    assert (
        say_around(Message("{file} is damaged"), "en", file='it\'s "raw".txt') == 'it\'s "raw".txt is damaged'
    )


def test_documents_and_program_do_not_share_their_words() -> None:
    assert say(Printed("Contents"), "fr") == "Sommaire"
    assert say(Message("Contents"), "fr") == "Contents"


def test_a_word_in_each_language_is_as_data_keep_it() -> None:
    assert in_each_language(Message("Members in the statement of dues")).as_dict() == {
        "en": "Members in the statement of dues",
        "fr": "Membres d'après l'état des cotisations",
        "es": "Miembros según el estado de las cuotas",
    }
