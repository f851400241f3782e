"""What became of a draft that was sent: what came back says why, what waits is no draft of whoever sent it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core import editorial
from rapporteur.base.core.permissions import Actor, Role
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.interfaces.office.start.lists import lists_for
from rapporteur.interfaces.office.start.rows import StartList, Visitor
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db
WHY = "The number of participants is missing."


@pytest.fixture(autouse=True)
def officer() -> Client:
    """An officer, beside a reviewer; activities are reviewed."""
    make.AssociationFactory()
    set_up_reviews("en")
    signed_in(Role.REVIEWER)
    return signed_in(Role.OFFICER)


def account(name: str) -> Any:
    return get_user_model()._default_manager.get(username=name)


def actor(name: str) -> Actor:
    return actor_with_roles(account(name))


def sent(by: str = "officer") -> Activity:
    """Return an activity that somebody wrote and put to review."""
    activity: Activity = make.ActivityFactory(title={"en": "The forum", "fr": "Le forum"}, live=False)
    activity.save_revision(clean=False, user=account(by))
    editorial.submit(activity, by=actor(by), rights=RIGHTS)
    return Activity.objects.get(pk=activity.pk)


def returned(comment: str = WHY) -> Activity:
    activity = sent()
    editorial.return_for_changes(activity, by=actor("reviewer"), rights=RIGHTS, comment=comment)
    return Activity.objects.get(pk=activity.pk)


def edit(activity: Activity) -> str:
    return reverse(Activity.snippet_viewset.get_url_name("edit"), args=[activity.pk])


def lists_of(name: str) -> dict[str, StartList]:
    user = account(name)
    return {one.name: one for one in lists_for(Visitor(user, actor_of(user), "en", timezone.localdate()))}


def heads(client: Client, address: str) -> list[str]:
    found = shown(client, address).xpath("//p[@class='remarks-returned']")
    return [" ".join(one.text_content().split()) for one in found]


def test_form_of_what_came_back_says_at_its_top_who_returned_it_and_why(officer: Client) -> None:
    activity = returned()
    day = lists_day(activity)
    assert heads(officer, edit(activity)) == [f"↩ Returned by reviewer, {day}: “{WHY}”"]
    editorial.submit(activity, by=actor("officer"), rights=RIGHTS)
    assert heads(officer, edit(activity)) == []


def lists_day(activity: Activity) -> str:
    at = timezone.localtime(activity.current_workflow_state.current_task_state.finished_at)
    return f"{at.day} {at:%B %Y}"


def test_form_says_so_where_nobody_gave_a_reason(officer: Client) -> None:
    assert heads(officer, edit(returned("")))[0].endswith(", without a reason.")


def test_start_page_says_why_below_the_title_of_what_came_back(officer: Client) -> None:
    returned("First line.\nSecond line.")
    (row,) = lists_of("officer")["returned"].rows
    assert (row.text, row.why) == ("The forum", "First line. Second line.")
    page = shown(officer, reverse("wagtailadmin_home"))
    (why,) = page.xpath("//section[@aria-labelledby='start-returned']//*[@class='start-why']")
    assert why.text_content() == row.why


def names_in(name: str, *lists: str) -> dict[str, list[str]]:
    found = lists_of(name)
    return {one: [row.text for row in found[one].rows] if one in found else [] for one in lists}


def test_what_is_sent_is_no_draft_of_whoever_sent_it_but_waits() -> None:
    activity = sent()
    assert names_in("officer", "drafts", "sent", "returned") == {
        "drafts": [],
        "sent": ["The forum"],
        "returned": [],
    }
    (row,) = lists_of("officer")["sent"].rows
    assert row.address == reverse("reviews:review", args=["activity", activity.pk])


def test_what_waits_is_found_by_its_keys_not_among_all_that_somebody_wrote() -> None:
    sent()
    with CaptureQueriesContext(connection) as asked:
        assert names_in("officer", "sent")["sent"]
    by_writer = [
        one["sql"] for one in asked.captured_queries if '"wagtailcore_revision"."user_id" = ' in one["sql"]
    ]
    bounded = ('NOT "activities_activity"."live"', '"activities_activity"."start_date" <')
    unbounded = [one for one in by_writer if not any(bound in one for bound in bounded)]
    assert unbounded == [], "but for drafts, and for the activities of one period"


def test_what_came_back_stands_once() -> None:
    returned()
    assert names_in("officer", "drafts", "sent", "returned") == {
        "drafts": [],
        "sent": [],
        "returned": ["The forum"],
    }


def test_what_somebody_mends_of_what_another_sent_waits_and_what_came_back_to_another_is_a_draft() -> None:
    signed_in(Role.SECRETARY_GENERAL)
    activity = sent()
    activity.save_revision(clean=False, user=account("secretary-general"))
    assert names_in("secretary-general", "drafts", "sent") == {"drafts": [], "sent": ["The forum"]}
    editorial.return_for_changes(activity, by=actor("reviewer"), rights=RIGHTS, comment=WHY)
    assert names_in("secretary-general", "drafts", "sent") == {"drafts": ["The forum"], "sent": []}


def test_where_there_are_too_many_lists_one_without_rows_gives_way() -> None:
    sent("reviewer")
    make.MembershipFactory()
    assert list(lists_of("reviewer")) == ["returned", "drafts", "sent", "waiting", "asleep"]
