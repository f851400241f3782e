"""A text in several languages is a value: blanks are missing, nothing falls back by accident."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from rapporteur.base.values.localized import EMPTY, LocalizedText

TEXTS = st.dictionaries(st.sampled_from(["fr", "en", "es", "pt", "zh-hans"]), st.text(max_size=20))


def test_blank_texts_are_missing() -> None:
    text = LocalizedText({"fr": "Lyon", "en": "", "es": " \n", "pt": None})
    assert dict(text) == {"fr": "Lyon"}
    assert text.missing(("en", "fr", "es")) == ("en", "es")


def test_a_missing_language_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        LocalizedText({"fr": "Lyon"})["en"]


def test_best_takes_the_first_language_that_has_a_text() -> None:
    text = LocalizedText({"fr": "Londres", "en": "London"})
    assert text.best(("es", "fr", "en")) == "Londres"
    assert text.best(("de",)) == "Londres"
    assert EMPTY.best(("de",)) == ""


def test_merged_keeps_what_is_not_named_and_empties_what_is_blank() -> None:
    text = LocalizedText({"fr": "Londres", "en": "London", "es": "Londres"})
    assert text.merged({"en": "London (UK)", "fr": None}) == {"en": "London (UK)", "es": "Londres"}
    assert text == {"fr": "Londres", "en": "London", "es": "Londres"}


def test_same_repeats_a_proper_name() -> None:
    assert LocalizedText.same("Lyon", ("fr", "en")) == {"fr": "Lyon", "en": "Lyon"}


def test_the_order_of_languages_does_not_matter() -> None:
    one, other = LocalizedText({"fr": "a", "en": "b"}), LocalizedText({"en": "b", "fr": "a"})
    assert one == other
    assert hash(one) == hash(other)
    assert list(one.as_dict()) == list(other.as_dict()) == ["en", "fr"]


def test_it_cannot_be_changed() -> None:
    text = LocalizedText({"fr": "a"})
    with pytest.raises(TypeError):
        text["fr"] = "b"  # type: ignore[index]  # what is tested
    with pytest.raises(AttributeError):
        text.fr = "b"  # type: ignore[attr-defined]  # what is tested


def test_it_does_not_equal_other_things() -> None:
    assert LocalizedText({"fr": "a"}) != "a"
    assert LocalizedText({"fr": "a"}) != LocalizedText({"en": "a"})


@given(TEXTS)
def test_it_survives_copying_pickling_and_json(texts: dict[str, str]) -> None:
    text = LocalizedText(texts)
    adapter = TypeAdapter(LocalizedText)
    assert copy.deepcopy(text) == text
    assert pickle.loads(pickle.dumps(text)) == text  # noqa: S301  # its own pickle
    assert adapter.validate_json(adapter.dump_json(text)) == text


def test_pydantic_refuses_what_is_no_text() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(LocalizedText).validate_python({"fr": 3})
    with pytest.raises(ValidationError):
        TypeAdapter(LocalizedText).validate_python("Lyon")


@given(TEXTS, TEXTS)
def test_merging_twice_changes_nothing_more(texts: dict[str, str], changes: dict[str, str]) -> None:
    once = LocalizedText(texts).merged(changes)
    assert once.merged(changes) == once
