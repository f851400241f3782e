"""What a review calls things: fields and lists in the reader's language, what is printed in that of its column."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override
from modelcluster.models import get_all_child_relations

from rapporteur.base.core import editorial
from rapporteur.base.core.permissions import Role
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.reviews.queue import DRAFTED
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import shown, signed_in

FRENCH = {"headers": {"accept-language": "fr"}}


def test_lists_of_a_record_have_a_name_in_the_language_of_whoever_reads() -> None:
    rows = [one.related_model for model in DOORS for one in get_all_child_relations(model)]
    assert rows
    assert [one for one in rows if not isinstance(one._meta.verbose_name_plural, Promise)] == []
    with override("fr"):
        assert {str(one._meta.verbose_name_plural) for one in rows} >= {
            "lieux", "membres activés", "livrables", "photographies",
        }  # fmt: skip


def test_fields_that_a_review_compares_have_a_name_in_the_language_of_whoever_reads() -> None:
    kept = {column.name for column in next(iter(DRAFTED.values()))[0].__mro__[1]._meta.fields}
    shown_fields = [
        column
        for model, _ in DRAFTED.values()
        for column in model._meta.concrete_fields
        if column.editable and not column.primary_key and column.name not in kept
    ]
    assert [one.name for one in shown_fields if not isinstance(one.verbose_name, Promise)] == []


@pytest.fixture
def people(db: None) -> tuple[Client, Client]:
    """An officer and a reviewer; reviews were set up by somebody who reads English."""
    make.AssociationFactory(languages=["fr", "en", "es"], source_language="fr")
    set_up_reviews("en")
    return signed_in(Role.OFFICER), signed_in(Role.REVIEWER)


def in_review() -> Activity:
    activity: Activity = make.ActivityFactory(title={"fr": "Le forum", "en": "The forum", "es": "El foro"})
    make.ActivationFactory(activity=activity)
    make.ActivityDeliverableFactory(activity=activity)
    activity.save_revision(clean=False)
    editorial.submit(activity, by=actor("officer"), rights=RIGHTS)
    return Activity.objects.get(pk=activity.pk)


def actor(name: str) -> Any:
    return actor_with_roles(get_user_model()._default_manager.get(username=name))


def test_boxes_of_what_is_printed_are_called_in_the_language_of_their_column(
    people: tuple[Client, Client],
) -> None:
    page = shown(people[1], reverse("reviews:review", args=["activity", in_review().pk]))
    boxes = {
        piece.get("lang"): " ".join(piece.text_content().split(" "))
        for piece in page.xpath("//div[@role='group' and contains(@class, 'review-piece')]")
    }
    assert "Activated members:" in boxes["en"]
    assert "Membres activés\u00a0:" in boxes["fr"]
    assert "Miembros activados:" in boxes["es"]


def buttons(client: Client, activity: Activity) -> str:
    address = reverse(Activity.snippet_viewset.get_url_name("edit"), args=[activity.pk])
    page = client.get(address, **FRENCH).content.decode()  # type: ignore[arg-type]
    return page[page.index("form-buttons") :] if "form-buttons" in page else page


def test_buttons_of_a_review_say_it_in_the_language_of_whoever_reads(people: tuple[Client, Client]) -> None:
    officer, _ = people
    draft = make.ActivityFactory(live=False, title={"fr": "Un atelier"})
    draft.save_revision(clean=False)
    assert "Soumettre à relecture" in buttons(officer, draft)
    activity = in_review()
    editorial.return_for_changes(activity, by=actor("reviewer"), rights=RIGHTS, comment="Non")
    found = buttons(officer, activity)
    assert "Soumettre de nouveau à relecture" in found
    assert "à Review" not in found
