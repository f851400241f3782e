"""A draft that is saved while somebody types: one revision and one entry a sitting, and nothing of others in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Revision

from rapporteur.base.core import editorial
from rapporteur.base.core.engine import SITTING
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, Role
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.activities.actions import RIGHTS, record_activity
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import ActivityShape
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def actor(name: str) -> Actor:
    account = get_user_model().objects.filter(username=name).first() or make.AccountFactory(username=name)
    return Actor(name, frozenset({Role.REVIEWER}), user=account.pk)


def typed(title: str, by: str = "lia", *, sitting: bool = True, publish: bool = False) -> Activity:
    shape = ActivityShape(
        slug="forum", dates=Dates(date(2018, 5, 2)), title=LocalizedText({"fr": title}), kind="MEETING"
    )
    return record_activity(by=actor(by), activity=shape, publish=publish, sitting=sitting).record


def entries() -> list[tuple[str, str, Any]]:
    return list(AuditEntry.objects.order_by("pk").values_list("by", "action", "changes"))


def revisions() -> int:
    return int(Activity.objects.get().revisions.count())


def test_what_is_typed_in_one_sitting_is_one_revision_and_one_entry() -> None:
    for title in ("F", "For", "Forum"):
        typed(title)
    assert (revisions(), entries()) == (1, [("lia", "created", {})])
    assert Activity.objects.get().get_latest_revision_as_object().title["fr"] == "Forum"


def test_without_a_sitting_each_save_stands_for_itself() -> None:
    for title in ("F", "For"):
        typed(title, sitting=False)
    assert revisions() == 2
    assert [action for _, action, _ in entries()] == ["created", "recorded"]


def test_the_entry_of_a_sitting_keeps_what_was_before_it_and_says_what_is_now() -> None:
    typed("Forum", sitting=False, publish=True)
    for title in ("Forum d", "Forum de", "Forum de Quito"):
        typed(title)
    assert entries()[1:] == [
        ("lia", "recorded", {"title": [{"fr": "Forum"}, {"fr": "Forum de Quito"}]}),
    ]
    assert revisions() == 2, "what is published is kept beside the draft"
    typed("Forum")
    assert entries()[1:] == [("lia", "recorded", {})], "what was taken back changes nothing"


def test_somebody_else_begins_a_revision_and_an_entry_of_their_own() -> None:
    typed("Forum")
    typed("Forum, dit Agnès", by="agnes")
    typed("Forum, dit Lia")
    assert revisions() == 3
    assert [(by, action) for by, action, _ in entries()] == [
        ("lia", "created"), ("agnes", "recorded"), ("lia", "recorded"),
    ]  # fmt: skip


def test_a_later_sitting_is_another_one() -> None:
    typed("Forum")
    for revision in Revision.objects.all():
        revision.created_at -= SITTING
        revision.save(update_fields=["created_at"])
    typed("Forum, le lendemain")
    assert revisions() == 2
    assert [action for _, action, _ in entries()] == ["created", "recorded"]


def test_what_was_published_from_a_sitting_is_not_written_over() -> None:
    activity = typed("Forum")
    editorial.publish_draft(activity, by=actor("lia"), rights=RIGHTS)
    typed("Forum, corrigé")
    activity = Activity.objects.get()
    assert (activity.live, activity.title["fr"]) == (True, "Forum")
    assert activity.live_revision_id != activity.latest_revision_id
    assert [action for _, action, _ in entries()] == ["created", "published", "recorded"]


def test_what_is_in_review_is_not_written_over() -> None:
    activity = typed("Forum")
    set_up_reviews("en")
    editorial.submit(activity, by=actor("lia"), rights=RIGHTS)
    typed("Forum, changé pendant la relecture")
    assert revisions() == 2
