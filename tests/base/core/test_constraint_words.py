"""Every constraint of our models says what it demands: a sentence in each language that names its fields."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import override

from rapporteur.base.core.constraints.held import our_models
from rapporteur.base.core.constraints.saying import Contradicts, of_constraint, of_unique
from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.words.catalogues import LANGUAGES, translate
from rapporteur.interfaces.office.words import FIELDS, KEPT
from rapporteur.records.members.models import Membership, Organisation
from tests.base.core.test_constraints import constraints, names_of
from tests.factories import make

QUOTED = {"en": "“{}”", "fr": "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»", "es": "«{}»"}
WORDS = {message.text: message for message in (*FIELDS, *KEPT)}


def demands(name: str) -> tuple[Any, list[Any]]:
    model, constraint, columns = constraints()[name]
    if constraint is None:
        return model, [of_unique(model, names_of(model, columns))]
    return model, of_constraint(model, constraint)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_constraint_has_a_sentence_that_names_its_fields(language: str) -> None:
    assert len(constraints()) > 250
    for name in constraints():
        model, demanded = demands(name)
        assert demanded
        for demand in demanded:
            with override(language):
                told = str(Contradicts(model, demand))
                called = [str(model._meta.get_field(one).verbose_name) for one in demand.fields]
            assert called, name
            assert name not in told
            assert "{" not in told, told
            for one in called:
                assert QUOTED[language].format(one) in told, (name, told)
            assert language == "en" or translate(demand.message, language), told


def test_every_field_that_a_constraint_is_about_has_a_word_of_the_catalogue() -> None:
    with override("en"):
        words = {
            str(model._meta.get_field(field).verbose_name)
            for model, demanded in map(demands, constraints())
            for demand in demanded
            for field in demand.fields
        }
    assert words - set(WORDS) == set()
    assert {message.text for message in KEPT} - words == set()
    lacking = [(word, one) for word in words for one in LANGUAGES[1:] if not translate(WORDS[word], one)]
    assert lacking == []


def test_every_word_of_a_model_is_about_a_constraint_that_it_has() -> None:
    spoken = {(model, name) for model in our_models() for name in getattr(model, "said", {})}
    assert len(spoken) >= 6
    assert {name for _, name in spoken} <= set(constraints())
    assert all(constraints()[name][0] is model for model, name in spoken)


def told(record: Any, exclude: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """What validation says of a record in French, by field."""
    with override("fr"), pytest.raises(ValidationError) as refused:
        record.validate_constraints(exclude=set(exclude))
    with override("fr"):
        return {
            name: [" ".join(one.split()) for one in said] for name, said in refused.value.message_dict.items()
        }


@pytest.mark.django_db
def test_of_several_demands_only_what_fails_is_said_at_its_own_field() -> None:
    city = Organisation(slug="lyon", kind="CITY", country="FR", latitude=91.0, longitude=2.0)
    assert told(city) == {"latitude": ["« latitude » doit être compris entre -90 et 90."]}
    city.longitude = None
    (said,) = told(city)["latitude"]
    assert said == "« latitude » et « longitude » vont ensemble : remplir tous ces champs, ou aucun."


@pytest.mark.django_db
def test_what_a_form_does_not_ask_stands_at_the_next_field_or_at_the_head() -> None:
    role = RoleAssignment(user=make.AccountFactory(), role="REGIONAL_SECRETARY")
    assert list(told(role)) == ["region_code"]
    taken = make.RegionFactory(slug="europe")
    again = type(taken)(slug="other", name={"fr": "Autre"}, order=taken.order)
    with override("fr"), pytest.raises(ValidationError) as refused:
        again.validate_unique()
    assert list(refused.value.message_dict) == ["order"]
    held = make.MembershipFactory(start=None, end=None)
    other = Membership(organisation=held.organisation, category="FULL")
    assert list(told(other)) == ["start"]
    assert NON_FIELD_ERRORS not in told(other)
