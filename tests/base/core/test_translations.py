"""Which revision of the source each translation was made from."""

from __future__ import annotations

import pytest

from rapporteur.base.core.engine import save_record
from rapporteur.base.core.models import TranslationState
from rapporteur.base.core.permissions import Actor, Right, operator
from rapporteur.base.core.translations import Status, revision, status
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.actions import record_organisation, record_region
from rapporteur.records.members.models import Organisation
from rapporteur.records.members.shapes import DatedName, OrganisationShape, RegionShape
from tests.support import small_network as small

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def network(db: None) -> None:
    small.record_network()


def state(field: str = "title", record: str = "fair", language: str = "fr") -> TranslationState:
    return TranslationState.objects.get(record=record, field=field, language=language)


def stands(field: str = "title", record: str = "fair") -> Status:
    texts = getattr(Activity.objects.get(slug=record), field)
    return status(texts["en"], texts.get("fr", ""), state(field, record))


RIGHT = Right.PUBLISH_ACTIVITIES
NAME = operator("B. Name")


def retitle(by: Actor = NAME, **texts: str) -> None:
    before = Activity.objects.get(slug="fair").title
    values = {"title": before.merged(texts)}
    save_record(Activity, by=by, right=RIGHT, key={"slug": "fair"}, values=values)


def test_translation_that_is_given_with_its_source_is_done() -> None:
    assert stands() is Status.DONE
    assert (state().source_hash, state().source_text, state().by) == (
        revision("The fair"),
        "The fair",
        "test",
    )


def test_source_that_changes_makes_the_translation_stale_and_keeps_it_with_the_old_source() -> None:
    retitle(en="The great fair")
    assert stands() is Status.STALE
    assert Activity.objects.get(slug="fair").title["fr"] == "Titre : fair"
    assert state().source_text == "The fair"


def test_stale_translation_written_anew_is_done() -> None:
    retitle(en="The great fair")
    retitle(fr="La grande foire")
    assert stands() is Status.DONE
    assert (state().source_text, state().by) == ("The great fair", "B. Name")


def test_source_that_returns_to_what_it_was_makes_the_translation_done_again() -> None:
    retitle(en="The great fair")
    retitle(en="The fair")
    assert stands() is Status.DONE


def test_source_and_translation_changed_together_are_in_step() -> None:
    retitle(en="The great fair", fr="La grande foire")
    assert stands() is Status.DONE


def test_translation_that_is_taken_away_has_no_state() -> None:
    save_record(
        Activity,
        by=operator("x"),
        right=RIGHT,
        key={"slug": "fair"},
        values={"title": LocalizedText({"en": "The fair"})},
    )
    assert not TranslationState.objects.filter(record="fair", field="title").exists()


def test_translation_of_a_text_without_a_source_is_stale_once_there_is_one() -> None:
    for name in (LocalizedText({"fr": "Nord"}), LocalizedText({"fr": "Nord", "en": "North"})):
        record_region(by=operator("x"), region=RegionShape(slug="north", name=name, order=9))
    assert status("North", "Nord", state("name", "north")) is Status.STALE


def test_machine_translation_is_marked_until_a_person_writes_or_confirms_it() -> None:
    retitle(NAME.as_machine(), fr="Foire automatique")
    assert stands() is Status.MACHINE
    retitle(en="The great fair")
    assert stands() is Status.STALE
    retitle(NAME.confirming())
    assert stands() is Status.DONE


def test_draft_of_a_published_record_changes_no_state() -> None:
    before = Activity.objects.get(slug="fair").title
    values = {"title": before.merged({"en": "Something else"})}
    save_record(Activity, by=operator("x"), right=RIGHT, key={"slug": "fair"}, values=values, publish=False)
    assert stands() is Status.DONE


def test_rows_of_a_record_keep_their_state_when_their_order_changes() -> None:
    places = [{"name": small.text("Old port", "Vieux port")}, {"name": small.text("Castle", "Château")}]

    def record(rows: list[dict[str, LocalizedText]]) -> None:
        save_record(
            Activity, by=operator("x"), right=RIGHT, key={"slug": "fair"}, values={},
            children={
                "places": [
                    {"position": n, "organisation": None, "country": "", "latitude": None, "longitude": None, **row}
                    for n, row in enumerate(rows)
                ]
            },
        )  # fmt: skip

    record(places)
    stale = {"name": small.text("The old port", "Vieux port")}
    record([stale, places[1]])
    assert state("places.0.name").source_text == "Old port"
    record([places[1], stale])
    assert state("places.1.name").source_text == "Old port"
    assert state("places.0.name").source_text == "Castle"
    record([places[1]])
    assert not TranslationState.objects.filter(field="places.1.name").exists()


def test_names_of_organisations_are_texts_too() -> None:
    assert state("names.0.name", "lugo").source_text == "Lugo"
    lugo = Organisation.objects.get(slug="lugo")
    names = (DatedName(name=small.text("City of Lugo", "Lugo")),)
    shape = OrganisationShape(slug="lugo", kind=lugo.kind, country=lugo.country, names=names)
    record_organisation(by=operator("x"), organisation=shape)
    assert status("City of Lugo", "Lugo", state("names.0.name", "lugo")) is Status.STALE


def test_unchanged_save_writes_no_state() -> None:
    before = list(TranslationState.objects.order_by("pk").values())
    small.record_activity("fair", ("lugo",))
    assert list(TranslationState.objects.order_by("pk").values()) == before


def test_text_of_a_record_without_a_state_counts_as_done() -> None:
    TranslationState.objects.all().delete()
    assert status("The fair", "Titre : fair", None) is Status.DONE
    assert status("The fair", "", None) is Status.MISSING
    retitle(en="The great fair")
    assert state().source_text == "The great fair"
