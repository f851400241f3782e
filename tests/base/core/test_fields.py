"""A model field that holds a text per language."""

from __future__ import annotations

import json

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Region
from tests.factories import make
from tests.support.publishing import publish

FIELD = Region._meta.get_field("name")


def test_whatever_is_assigned_is_a_localized_text() -> None:
    region = Region(name={"en": "Africa", "fr": ""})
    assert region.name == LocalizedText({"en": "Africa"})
    assert isinstance(region.name, LocalizedText)
    region.name = None
    assert region.name == LocalizedText()


def test_each_record_has_its_own_empty_text() -> None:
    assert Region().name == LocalizedText()


@pytest.mark.django_db
def test_it_is_read_back_as_it_was_written() -> None:
    make.RegionFactory(slug="africa", name={"fr": "Afrique", "en": "Africa"})
    assert Region.objects.get().name == LocalizedText({"en": "Africa", "fr": "Afrique"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM members_region")
        assert json.loads(cursor.fetchone()[0]) == {"en": "Africa", "fr": "Afrique"}


@pytest.mark.django_db
def test_a_language_can_be_looked_up() -> None:
    africa = make.RegionFactory(name={"fr": "Afrique", "en": "Africa"})
    make.RegionFactory(name={"en": "Europe"})
    assert Region.objects.get(name__fr="Afrique") == africa
    assert Region.objects.get(name__fr__icontains="AFRI") == africa
    assert Region.objects.get(name__has_key="fr") == africa
    assert Region.objects.get(name={"en": "Africa", "fr": "Afrique"}) == africa
    assert list(Region.objects.order_by("order").values_list("name__fr", flat=True)) == ["Afrique", None]


@pytest.mark.django_db
def test_it_can_be_deferred_and_updated_by_an_expression() -> None:
    make.RegionFactory(name={"en": "Africa"})
    region = Region.objects.defer("name").get()
    assert "name" in region.get_deferred_fields()
    assert region.name == {"en": "Africa"}
    Region.objects.update(name=F("name"))
    assert Region.objects.get().name == {"en": "Africa"}


@pytest.mark.django_db
def test_it_survives_a_revision() -> None:
    activity = make.ActivityFactory(title={"en": "Forum", "fr": "Forum"}, text={"en": "<p>Text</p>"})
    activity.title = {"en": "World Forum", "fr": "Forum"}
    revision = activity.save_revision()
    again = revision.as_object()
    assert isinstance(again.title, LocalizedText)
    assert again.title == {"en": "World Forum", "fr": "Forum"}
    assert again.text == {"en": "<p>Text</p>"}
    publish(revision)
    assert Activity.objects.get().title == {"en": "World Forum", "fr": "Forum"}


@pytest.mark.django_db
def test_it_survives_a_fixture() -> None:
    make.RegionFactory(name={"en": "Africa"})
    written = serializers.serialize("json", Region.objects.all())
    (read,) = serializers.deserialize("json", written)
    assert isinstance(read.object, Region)
    assert read.object.name == LocalizedText({"en": "Africa"})


def test_what_is_no_mapping_is_refused() -> None:
    with pytest.raises(ValidationError, match="expected a mapping of language to text"):
        FIELD.clean("Africa", None)


def test_languages_that_the_form_did_not_offer_stay() -> None:
    region = Region(name={"en": "Africa", "pt": "África"})
    FIELD.save_form_data(region, {"en": None, "fr": "Afrique"})
    assert region.name == {"fr": "Afrique", "pt": "África"}


def test_what_forms_need_is_kept_by_a_clone_and_is_no_part_of_the_schema() -> None:
    field = LocalizedTextField(rich=True)
    assert (field.clone().rich, field.clone().long) == (True, True)
    assert field.deconstruct()[3] == {"default": LocalizedText, "blank": True}
