"""What people call the fields of records: every text that is translated has a name for people."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps

from rapporteur.base.core.translations import child_relations, has_texts, text_fields
from rapporteur.base.words.fields import FIELDS, FieldName
from rapporteur.base.words.say import show


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
    assert paths - {"formula"} <= set(FIELDS)  # that of a call for dues is not printed


@pytest.mark.parametrize(
    ("language", "said"), [("en", "name of the place"), ("fr", "nom du lieu"), ("es", "nombre del lugar")]
)
def test_a_field_is_said_in_the_language_of_the_message(language: str, said: str) -> None:
    assert show(FieldName("places.12.name"), language) == said


def test_a_field_that_has_no_name_for_people_is_called_by_its_own() -> None:
    assert show(FieldName("prospects"), "fr") == "prospects"
