"""What records are called for good: made once of what a form says, never shown in it, never changed with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import models
from django.test import Client

from rapporteur.interfaces.office.doors.slugs import WORDS, free_slug
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.records.activities.models import BilateralMeeting, MediaMention
from rapporteur.records.governance.models import Body, Person, Seat
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.plan.models import Level
from tests.factories import make
from tests.support.office import form_of, send, shown, superuser, url

pytestmark = pytest.mark.django_db
TYPED: Mapping[type[models.Model], tuple[dict[str, Any], str]] = {
    Region: ({"name_fr": "Amérique du Sud", "order": 3}, "amerique-du-sud"),
    Person: ({"name": "Ana Núñez"}, "ana-nunez"),
    Body: ({"name_fr": "Bureau exécutif", "kind": "BOARD"}, "bureau-executif"),
    MediaMention: (
        {"start_date": "2018-05-02", "end_date": "2018-05-02", "date_precision": "DAY", "outlet": "Le Soir",
         "channels": ["PRESS"], "position": 1},
        "2018-05-le-soir",
    ),
    BilateralMeeting: (
        {"start_date": "2018-05-02", "end_date": "2018-05-02", "date_precision": "DAY", "place_name_fr": "Lyon",
         "country": "FR"},
        "2018-05-meeting-lyon",
    ),
}  # fmt: skip


@pytest.fixture
def ana() -> Client:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    return superuser()


def added(client: Client, model: type[models.Model], **typed: Any) -> list[str]:
    """Fill in the form of a new record; return the slugs of all of its kind."""
    address = url(model, "add")
    left = send(client, address, form_of(shown(client, address)), **typed)
    assert left is None, left.text_content() if left is not None else ""
    rows: Any = model._default_manager.order_by("pk")
    return list(rows.values_list("slug", flat=True))


@pytest.mark.parametrize("model", TYPED, ids=lambda model: model.__name__)
def test_slug_is_made_of_what_a_form_says_and_differs_from_those_that_are_there(
    ana: Client, model: type[models.Model]
) -> None:
    typed, slug = TYPED[model]
    if model is BilateralMeeting:
        typed = {**typed, "participants": [make.OrganisationFactory().slug]}
    assert added(ana, model, **typed) == [slug]
    if model is not Region:
        assert added(ana, model, **typed) == [slug, f"{slug}-2"]


def test_slug_of_an_organisation_is_that_of_its_present_name(ana: Client) -> None:
    rows = {"names-TOTAL_FORMS": 2, "names-0-name_fr": "Constantinople", "names-0-end": "1930-03-27",
            "names-1-name_fr": "Istanbul", "names-1-start": "1930-03-28"}  # fmt: skip
    assert added(ana, Organisation, kind="CITY", country="TR", **rows) == ["istanbul"]


def test_slug_stays_when_the_name_changes(ana: Client) -> None:
    person = make.PersonFactory(slug="ana-nunez", name="Ana Núñez")
    address = url(Person, "edit", person.pk)
    assert send(ana, address, form_of(shown(ana, address)), name="Ana Torres", slug="ana-torres") is None
    person.refresh_from_db()
    assert (person.slug, person.name) == ("ana-nunez", "Ana Torres")


def test_no_form_asks_for_a_slug(ana: Client) -> None:
    asked = [
        model.__name__
        for model in DOORS
        if any(name == "slug" or name.endswith("-slug") for name in form_of(shown(ana, url(model, "add"))))
    ]
    assert asked == []


def test_every_kind_with_a_slug_that_a_form_makes_has_words_for_it(ana: Client) -> None:
    with_slugs = {model for model in DOORS if any(one.name == "slug" for one in model._meta.concrete_fields)}
    of_other_fields = {"Node", "Report"}  # of its code, of its period
    assert {model.__name__ for model in with_slugs - set(WORDS)} == of_other_fields


def test_words_without_letters_of_ours_get_the_name_of_the_kind(ana: Client) -> None:
    assert free_slug("東京", Person) == "person"
    assert len(free_slug("a" * 300, Region)) <= 50
    make.SeatFactory(slug="board-president")
    assert free_slug("board president", Seat) == "board-president-2"


def test_a_level_has_a_key_of_its_name_which_no_form_shows(ana: Client) -> None:
    version = make.PlanVersionFactory()
    address = url(Level, "add")
    for depth in range(2):
        page = shown(ana, address)
        assert not page.xpath("//*[@name='key']")
        typed = {"version": version.pk, "depth": depth, "name_fr": "Axe stratégique", "plural_fr": "Axes"}
        assert send(ana, address, form_of(page), **typed) is None
    levels = Level.objects.order_by("depth")
    assert list(levels.values_list("key", flat=True)) == ["axe-strategique", "axe-strategique-2"]
    page = shown(ana, url(Level, "edit", levels[0].pk))
    assert send(ana, url(Level, "edit", levels[0].pk), form_of(page), name_fr="Ligne") is None
    assert levels[0].key == "axe-strategique"
