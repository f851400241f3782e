"""The words of the checks: complete in every language, and agreeing with what they count."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps

from rapporteur.core.localized import LocalizedText
from rapporteur.core.translations import child_relations, has_texts, text_fields
from rapporteur.reports.checking.wording import FieldName, say
from rapporteur.reports.checking.words import LANGUAGES, field_words, words_of
from rapporteur.reports.checks import ALL, Rule

KINDS = ("rules", "fields", "faults")


@pytest.mark.parametrize("kind", KINDS)
def test_every_language_has_the_same_words(kind: str) -> None:
    assert len({tuple(sorted(words_of(language)[kind])) for language in LANGUAGES}) == 1


def test_words_are_those_of_the_rules() -> None:
    assert set(words_of("en")["rules"]) == {rule.id for rule in ALL}


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_languages_name_the_same_values(rule: Rule) -> None:
    for template in (rule.message, rule.mend):
        named = {frozenset(re.findall(r"{(\w+)}", template[language])) for language in LANGUAGES}
        assert len(named) == 1


def test_every_translatable_field_has_a_name_for_people() -> None:
    models = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("rapporteur.") and has_texts(model)
    ]
    rows: dict[Any, str] = {}
    for model in models:
        for relation in child_relations(model):
            rows[model._meta.get_field(relation).related_model] = f"{relation}."
    paths = {rows.get(model, "") + name for model in models for name in text_fields(model)}
    assert paths - {"formula"} <= set(words_of("en")["fields"])  # that of a call for dues is not printed
    assert field_words("places.12.name") == {
        "en": "name of the place",
        "fr": "nom du lieu",
        "es": "nombre del lugar",
    }


def test_field_that_has_no_name_for_people_is_called_by_its_own() -> None:
    assert field_words("prospects")["fr"] == "prospects"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (("L1",), "Un code : L1"),
        (("L1", "L2"), "Des codes : L1 et L2"),
        (0, "Un code : 0"),
        (1, "Un code : 1"),
        (2, "Des codes : 2"),
    ],
)
def test_words_agree_with_how_many_there_are(value: object, said: str) -> None:
    template = LocalizedText({"fr": "{codes:Un code|Des codes} : {codes}"})
    assert say(template, {"codes": value}, "fr").replace("\u00a0", " ") == said


def test_field_is_said_in_the_language_of_the_message() -> None:
    template = LocalizedText({"fr": "{field}.", "es": "{field}."})
    assert say(template, {"field": FieldName("photos.0.caption")}, "es") == "pie de foto."
