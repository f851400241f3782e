"""The form of a draft: it offers what its verbs do, tells a refusal once, says what lacks text, as a review asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from lxml import html
from wagtail.models import WorkflowContentType

from rapporteur.base.core import editorial
from rapporteur.base.core.permissions import Actor, Role
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.values.periods import Period
from rapporteur.interfaces.office.report_room.standing import findings_of
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.proof.checks.subject import check_period
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import form_of, shown, signed_in, url

pytestmark = pytest.mark.django_db
PUBLISH, MINOR, SUBMIT = "action-publish", "action-publish_minor", "action-submit"


@pytest.fixture(autouse=True)
def secretary() -> Client:
    """A secretary general, who may publish, beside an officer and a reviewer; activities are reviewed."""
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    set_up_reviews("en")
    signed_in(Role.OFFICER)
    signed_in(Role.REVIEWER)
    return signed_in(Role.SECRETARY_GENERAL)


def account(name: str) -> Any:
    return get_user_model()._default_manager.get(username=name)


def actor(name: str) -> Actor:
    return actor_with_roles(account(name))


def written(by: str, *, live: bool = False, text: str = "<p>Un.</p>") -> Activity:
    activity: Activity = make.ActivityFactory(title={"fr": "Le forum"}, text={"fr": text}, live=live)
    activity.note = "changed"
    activity.save_revision(clean=False, user=account(by))
    if live:
        Activity.objects.filter(pk=activity.pk).update(has_unpublished_changes=True)
    return Activity.objects.get(pk=activity.pk)


def offered(client: Client, address: str) -> set[str]:
    names = shown(client, address).xpath("//button/@name")
    return {PUBLISH, MINOR, SUBMIT} & set(names)


def test_publishing_is_offered_where_the_verb_does_it(secretary: Client) -> None:
    edit = lambda one: url(Activity, "edit", one.pk)  # noqa: E731
    assert offered(secretary, edit(written("secretary-general"))) == {SUBMIT}
    assert offered(secretary, edit(written("secretary-general", live=True))) == {SUBMIT, MINOR}
    assert offered(secretary, edit(make.ActivityFactory(live=True))) == {SUBMIT, MINOR}
    assert offered(secretary, edit(written("officer"))) == {SUBMIT, PUBLISH}
    assert offered(secretary, url(Activity, "add")) == {SUBMIT}


def test_publishing_is_offered_where_nothing_is_reviewed(secretary: Client) -> None:
    WorkflowContentType.objects.all().delete()
    assert PUBLISH in offered(secretary, url(Activity, "edit", written("secretary-general").pk))
    assert PUBLISH in offered(secretary, url(Activity, "add"))


def test_a_refusal_is_told_once_and_names_the_record_by_its_name(secretary: Client) -> None:
    activity = written("secretary-general", live=True)
    address = url(Activity, "edit", activity.pk)
    page = secretary.post(address, {**form_of(shown(secretary, address)), PUBLISH: PUBLISH}).content.decode()
    assert page.count("the change is your own") == 1
    assert "activity “Le forum”: the change is your own" in page
    assert activity.slug not in page.partition("the change is your own")[0].rpartition("Nothing is saved:")[2]


NEXT = "/cms/report-room/2018-Q2/#room-findings"


def test_who_came_from_the_findings_is_brought_back_to_them(secretary: Client) -> None:
    activity = written("officer")
    address = url(Activity, "edit", activity.pk)
    form = form_of(shown(secretary, f"{address}?next=/cms/report-room/2018-Q2/%23room-findings"))
    assert form["next"] == NEXT
    kept = secretary.post(address, form)
    assert kept["location"] == f"{address}?next=%2Fcms%2Freport-room%2F2018-Q2%2F%23room-findings"
    assert secretary.post(address, {**form, MINOR: "", SUBMIT: SUBMIT})["location"] == NEXT
    city = make.OrganisationFactory()
    address = url(type(city), "edit", city.pk)
    assert "next" not in form_of(shown(secretary, address))


def test_findings_lead_to_the_form_and_back() -> None:
    activity = make.ActivityFactory(live=True, title={"fr": "Le forum"}, text={})
    period = Period.parse(f"{activity.start_date.year}-Q{(activity.start_date.month - 1) // 3 + 1}")
    found = findings_of(check_period(period), period, "en", account("secretary-general"), None)
    rows = [row for severity in found.by_severity for row in severity.rows if row.record == "Le forum"]
    assert rows
    back = f"?next=%2Fcms%2Freport-room%2F{period.code}%2F%23room-findings"
    form = url(Activity, "edit", activity.pk) + back
    desk = {
        reverse("desk:sheet", args=[period.code, one, "activities.activity", activity.slug]) + back
        for one in ("en", "es")
    }
    addresses = {row.address for row in rows}
    assert {one for one in addresses if not one.startswith(form)} & desk  # what is to be translated
    assert all(one.startswith(form) or one in desk for one in addresses)
    assert any(one.startswith(form) for one in addresses)


def test_what_lacks_text_is_said_when_it_is_sent() -> None:
    officer = signed_in(Role.OFFICER, name="lia")
    activity = written("lia", text="")
    address = url(Activity, "edit", activity.pk)
    page = officer.post(address, {**form_of(shown(officer, address)), SUBMIT: SUBMIT}, follow=True)
    assert "“Le forum” has no text in any language. Write one" in page.content.decode()


def test_what_lacks_text_is_published_where_the_reviewer_says_so_when_asked() -> None:
    reviewer = signed_in(Role.REVIEWER, name="agnes")
    activity = written("officer", text="")
    editorial.submit(activity, by=actor("officer"), rights=RIGHTS)
    page = reverse("reviews:review", args=["activity", activity.pk])
    asked = reviewer.post(page, {"step": "approve", "comment": "Fine"}).content.decode()
    assert "No text in any language. Publish all the same?" in asked
    assert "Fine" in asked
    assert not Activity.objects.get(pk=activity.pk).live
    reviewer.post(page, {"step": "approve", "anyway": "yes"})
    assert Activity.objects.get(pk=activity.pk).live


def test_what_has_a_text_is_approved_without_a_question() -> None:
    reviewer = signed_in(Role.REVIEWER, name="agnes")
    activity = written("officer")
    editorial.submit(activity, by=actor("officer"), rights=RIGHTS)
    reviewer.post(reverse("reviews:review", args=["activity", activity.pk]), {"step": "approve"})
    assert Activity.objects.get(pk=activity.pk).live


def test_the_form_asks_before_it_publishes_what_blocks_its_report(secretary: Client) -> None:
    activity = written("officer", text="")
    address = url(Activity, "edit", activity.pk)
    form = form_of(shown(secretary, address))
    revisions = activity.revisions.count()
    page: Any = html.fromstring(secretary.post(address, {**form, PUBLISH: PUBLISH}).content)
    told = page.text_content()
    assert "activity “Le forum” would keep its report from being frozen: “Le forum” has no text" in told
    assert page.xpath("//textarea[@name='note']")[0].text.strip() == "changed"  # what was typed stays
    (button,) = page.xpath("//button[@value='anyway']")
    assert (button.get("name"), button.text) == (PUBLISH, "Publish all the same")
    kept = Activity.objects.get(pk=activity.pk)
    assert (kept.live, kept.revisions.count()) == (False, revisions)  # nothing was written
    assert secretary.post(address, {**form, PUBLISH: "anyway"}).status_code == 302
    assert Activity.objects.get(pk=activity.pk).live


def test_a_minor_change_is_asked_too_and_what_blocks_nothing_is_not(secretary: Client) -> None:
    blocks, fine = written("officer", live=True, text=""), written("officer", live=True)
    for activity, status in ((blocks, 200), (fine, 302)):
        address = url(Activity, "edit", activity.pk)
        form = {**form_of(shown(secretary, address)), MINOR: MINOR}
        assert secretary.post(address, form).status_code == status
    address = url(Activity, "edit", blocks.pk)
    form = form_of(shown(secretary, address))
    assert secretary.post(address, {**form, MINOR: "anyway"}).status_code == 302
    assert not Activity.objects.get(pk=blocks.pk).has_unpublished_changes


def test_the_step_of_a_review_in_the_form_and_in_its_window_ask_too(secretary: Client) -> None:
    activity = written("officer", text="")
    editorial.submit(activity, by=actor("officer"), rights=RIGHTS)
    activity = Activity.objects.get(pk=activity.pk)
    address = url(Activity, "edit", activity.pk)
    step = {**form_of(shown(secretary, address)), "workflow-action-name": "approve"}
    page: Any = html.fromstring(secretary.post(address, {**step, "action-workflow-action": "true"}).content)
    (button,) = page.xpath("//button[@value='anyway']")
    assert button.get("name") == "action-workflow-action"
    assert page.xpath("//input[@name='workflow-action-name']/@value") == ["approve"]
    task = activity.current_workflow_task_state
    window = url(Activity, "workflow_action", activity.pk, "approve", task.pk)
    answer = secretary.post(window, {"comment": ""})
    assert answer["location"] == reverse("reviews:review", args=["activity", activity.pk])
    assert not Activity.objects.get(pk=activity.pk).live
    assert secretary.post(address, {**step, "action-workflow-action": "anyway"}).status_code == 302
    assert Activity.objects.get(pk=activity.pk).live


def test_the_review_names_what_blocks_beside_the_text(secretary: Client) -> None:
    make.make_plan("1", "1.1", "1.1.1")
    activity = written("officer")
    editorial.submit(activity, by=actor("officer"), rights=RIGHTS)
    page = reverse("reviews:review", args=["activity", activity.pk])
    asked: Any = html.fromstring(secretary.post(page, {"step": "approve"}).content)
    (told,) = asked.xpath("//*[@class='review-asked']")
    assert "This keeps its report from being frozen. Publish all the same?" in told.text_content()
    assert "reported under no line of the plan" in told.text_content()
    assert "Text missing" not in told.text_content()  # a translation comes afterwards
    assert not Activity.objects.get(pk=activity.pk).live
    secretary.post(page, {"step": "approve", "anyway": "yes"})
    assert Activity.objects.get(pk=activity.pk).live
