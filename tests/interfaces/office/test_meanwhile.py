"""Two who have the form of one record open: neither undoes what the other wrote, and both see it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from rapporteur.records.members.models import Organisation
from tests.factories import make
from tests.support.office import Values, form_of, send, shown, signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def ana() -> Client:
    return signed_in(Role.SECRETARY_GENERAL, name="ana")


@pytest.fixture
def bea() -> Client:
    return signed_in(Role.SECRETARY_GENERAL, name="bea")


def opened(client: Client, record: Any) -> Values:
    return form_of(shown(client, url(type(record), "edit", record.pk)))


def saved(client: Client, record: Any, form: Values, **changes: Any) -> Any:
    return send(client, url(type(record), "edit", record.pk), form, **changes)


def text_of(page: Any) -> str:
    return " ".join(page.text_content().split())


def test_what_one_wrote_stays_where_the_other_left_it_alone(ana: Client, bea: Client) -> None:
    activity = make.ActivityFactory(title={"fr": "Le forum", "en": "The forum"}, note="")
    of_ana, of_bea = opened(ana, activity), opened(bea, activity)
    saved(ana, activity, of_ana, title_fr="Le grand forum", note="Called")
    answer = saved(bea, activity, of_bea, title_en="The great forum")
    draft = Activity.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert draft.title == {"fr": "Le grand forum", "en": "The great forum"}
    assert draft.note == "Called"
    assert answer is None
    told = text_of(shown(bea, url(Activity, "edit", activity.pk)))
    assert "What ana wrote meanwhile is kept: note, title." in told


def test_rows_that_the_other_added_stay(ana: Client, bea: Client) -> None:
    organisation = make.OrganisationFactory(named=False)
    make.OrganisationNameFactory(organisation=organisation, name={"fr": "Lyon", "en": "Lyon"})
    of_ana, of_bea = opened(ana, organisation), opened(bea, organisation)
    more = {"aliases-TOTAL_FORMS": "1", "aliases-0-text": "Lugdunum", "aliases-0-kind": "SPELLING"}
    more |= {"aliases-0-language": "und", "aliases-0-id": "", "aliases-0-DELETE": ""}
    saved(ana, organisation, of_ana, **more)
    assert [one.text for one in organisation.aliases.all()] == ["Lugdunum"]
    saved(bea, organisation, of_bea, note="Twinned")
    found = Organisation.objects.get(pk=organisation.pk)
    assert found.note == "Twinned"
    assert [one.text for one in found.aliases.all()] == ["Lugdunum"]


def test_whoever_changes_the_same_sees_who_wrote_what_and_keeps_their_own(ana: Client, bea: Client) -> None:
    activity = make.ActivityFactory(title={"fr": "Le forum", "en": "The forum"}, note="")
    of_ana, of_bea = opened(ana, activity), opened(bea, activity)
    saved(ana, activity, of_ana, title_fr="Le forum de Quito", note="Called")
    refused = saved(bea, activity, of_bea, title_fr="Le forum de Lima")
    told = text_of(refused)
    assert "ana has written" in told
    assert "Le forum de Quito" in told
    assert form_of(refused)["title_fr"] == "Le forum de Lima"
    draft = Activity.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert draft.title["fr"] == "Le forum de Quito"
    again = form_of(refused)
    saved(bea, activity, again)
    draft = Activity.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert draft.title["fr"] == "Le forum de Lima"
    assert draft.note == "Called"


def test_theirs_is_taken_where_it_is_ticked(ana: Client, bea: Client) -> None:
    activity = make.ActivityFactory(title={"fr": "Le forum", "en": "The forum"})
    of_ana, of_bea = opened(ana, activity), opened(bea, activity)
    saved(ana, activity, of_ana, title_fr="Le forum de Quito")
    refused = saved(bea, activity, of_bea, title_fr="Le forum de Lima", title_en="The forum of Lima")
    saved(bea, activity, form_of(refused), take_theirs="title")
    draft = Activity.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert draft.title == {"fr": "Le forum de Quito", "en": "The forum of Lima"}


def test_one_alone_is_asked_nothing(ana: Client) -> None:
    activity = make.ActivityFactory(title={"fr": "Le forum"})
    for title in ("Le forum de Quito", "Le forum de Lima"):
        assert saved(ana, activity, opened(ana, activity), title_fr=title) is None
    draft = Activity.objects.get(pk=activity.pk).get_latest_revision_as_object()
    assert draft.title["fr"] == "Le forum de Lima"


def test_a_form_that_is_taken_up_again_is_shown_as_typed_and_not_saved(ana: Client) -> None:
    activity = make.ActivityFactory(title={"fr": "Le forum"})
    page = saved(ana, activity, opened(ana, activity), title_fr="Le forum de Quito", take_up="1")
    assert form_of(page)["title_fr"] == "Le forum de Quito"
    assert Activity.objects.get(pk=activity.pk).get_latest_revision_as_object().title == {"fr": "Le forum"}
