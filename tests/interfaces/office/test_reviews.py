"""The queue of reviews: who waits for whom since when, what a reviewer reads; nobody approves their own alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowState, WorkflowTask

from rapporteur.base.core import editorial
from rapporteur.base.core.approvals import OwnDraft
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, Role
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.models import ReviewTask
from rapporteur.interfaces.office.report_room import later
from rapporteur.interfaces.office.reviews.printing import compile_draft, compile_quarter
from rapporteur.interfaces.office.reviews.queue import draft_of
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import shown, signed_in

pytestmark = pytest.mark.django_db
INDEX = "/cms/reviews/"


@pytest.fixture(autouse=True)
def review() -> Workflow:
    """The review that drafts of activities go through, in two languages."""
    make.AssociationFactory()
    set_up_reviews("en")
    return Workflow.objects.get(name="Review")


def actor(name: str) -> Actor:
    return actor_with_roles(get_user_model()._default_manager.get(username=name))


def text_of(page: Any) -> str:
    return " ".join(page.xpath("//main")[0].text_content().split())


def submitted(by: str, *, live: bool = True, **changes: Any) -> Activity:
    """Return an activity whose changes somebody has put to review."""
    title = {"fr": "Le forum", "en": "The forum"}
    text = {"fr": "<p>Un deux trois.</p>", "en": "<p>One two three.</p>"}
    activity: Activity = make.ActivityFactory(title=title, text=text, live=live)
    for name, value in changes.items():
        setattr(activity, name, value)
    activity.save_revision(clean=False)
    editorial.submit(activity, by=actor(by), rights=RIGHTS)
    return Activity.objects.get(pk=activity.pk)


def page_of(activity: Activity) -> str:
    return reverse("reviews:review", args=["activity", activity.pk])


def test_page_of_a_draft_reads_nothing_else_of_a_large_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "MANY_ACTIVITIES", 0)
    reviewer, _ = signed_in(Role.REVIEWER), signed_in(Role.OFFICER)
    activity = submitted("officer")
    other = make.ActivityFactory(title={"fr": "Un autre", "en": "Another"}, start_date=activity.start_date)
    shown(reviewer, page_of(activity))
    with CaptureQueriesContext(connection) as queries:
        page = shown(reviewer, page_of(activity))
    assert "There is much to look at" in text_of(page)
    of_days = [
        one for one in queries.captured_queries if '"activities_activity"."start_date" >=' in one["sql"]
    ]
    assert [one["sql"].count('"text"') for one in of_days] == [0], "they are counted, and not read"
    (address,) = page.xpath("//*[@id='part-checks']//a/@href")
    whole = shown(reviewer, address.partition("#")[0])
    assert "activates no member" in text_of(whole)
    assert other.title["en"] not in text_of(whole)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_draft_alone_is_printed_as_in_its_quarter(language: str) -> None:
    signed_in(Role.OFFICER)
    town, host = make.OrganisationFactory(slug="lugo"), make.OrganisationFactory(slug="avila")
    other = make.ActivityFactory(title={"fr": "Un autre", "en": "Another"})
    make.ActivationFactory(activity=other, organisation=town)
    line = make.NodeFactory(code="L1", slug="l1")
    below = make.LevelFactory(version=line.version, depth=1, key="deliverable")
    node = make.NodeFactory(level=below, parent=line, code="L1D1", slug="l1d1")
    activity = submitted("officer", line=line)
    make.ActivationFactory(activity=activity, organisation=town)
    make.ActivationFactory(activity=activity, organisation=host, role="HOST")
    make.ActivityPlaceFactory(activity=activity, organisation=host)
    make.ActivityDeliverableFactory(activity=activity, node=node)
    activity.save_revision(clean=False)
    draft: Any = draft_of(Activity.objects.get(pk=activity.pk))
    alone, whole = compile_draft(draft), compile_quarter(draft)
    assert len(whole.data.activities) == 2
    assert alone.view(draft, language) == whole.view(draft, language)
    assert [one.code for one in alone.view(draft, language).deliverables] == ["L1D1"]
    assert len(alone.view(draft, language).members) == 2
    assert alone.headings(language) == whole.headings(language)


def test_queue_says_who_waits_for_whom_since_when() -> None:
    officer, reviewer = signed_in(Role.OFFICER), signed_in(Role.REVIEWER)
    activity = submitted("officer")
    TaskState.objects.update(started_at=TaskState.objects.get().started_at - timedelta(days=2))
    for client, waits_for in (
        (officer, "any of administrator, secretary general, reviewer"),
        (reviewer, "you"),
    ):
        (row,) = shown(client, INDEX).xpath("//main//tbody/tr")
        cells = [" ".join(cell.text_content().split()) for cell in row]
        assert cells[:3] == ["The forum (activity)", "◔ waits for a review", waits_for]
        assert cells[3].endswith("(2 days)")
        assert cells[4:] == ["officer", "–"]
    editorial.return_for_changes(activity, by=actor("reviewer"), rights=RIGHTS, comment="Which year?")
    (row,) = shown(officer, INDEX).xpath("//main//tbody/tr")
    cells = [" ".join(cell.text_content().split()) for cell in row]
    assert cells[1:4] == ["↩ returned", "you", "today"]
    assert cells[5] == "Which year?"


def test_empty_queue_says_why() -> None:
    assert "Nothing waits." in text_of(shown(signed_in(Role.OFFICER), INDEX))


def test_reviewer_reads_what_is_printed_and_what_changes() -> None:
    signed_in(Role.OFFICER)
    reviewer = signed_in(Role.REVIEWER)
    activity = submitted(
        "officer",
        text={"fr": "<p>Un deux : trois.</p>", "en": "<p>One <b>four</b> three.</p>"},
        online=True,
    )
    page = shown(reviewer, page_of(activity))
    english, french = (
        page.xpath(f"//div[@lang='{language}']")[0].text_content() for language in ("en", "fr")
    )
    assert "One four three." in english.replace("\u00a0", " ")
    assert "Un\u00a0deux\u00a0:\u00a0trois." in french  # set as print sets it
    changes = page.xpath("//section[@aria-labelledby='review-changes']")[0]
    assert [one.text for one in changes.xpath(".//td[@lang='en']/del")] == ["two"]
    assert [one.text for one in changes.xpath(".//td[@lang='en']/ins")] == ["four"]
    rows = {
        row[0].text_content(): " ".join(row[1].text_content().split())
        for row in changes.xpath(".//table[not(contains(@class, 'review-facts'))]/tbody/tr")
    }
    assert rows["online"] == "no → yes"
    assert set(rows) == {"online", "text (English)", "text (French)"}


def test_markup_of_a_draft_is_printed_as_text() -> None:
    signed_in(Role.OFFICER)
    reviewer = signed_in(Role.REVIEWER)
    title = {"fr": "<script>alert(1)</script>", "en": "<script>alert(1)</script>"}
    page = shown(reviewer, page_of(submitted("officer", title=title)))
    assert "<script>alert(1)</script>" in page.xpath("//main")[0].text_content()


def test_reviewer_approves_and_it_is_published() -> None:
    signed_in(Role.OFFICER)
    reviewer = signed_in(Role.REVIEWER)
    activity = submitted("officer", online=True)
    reviewer.post(page_of(activity), {"step": "approve"})
    assert Activity.objects.get(pk=activity.pk).online
    assert WorkflowState.objects.active().count() == 0
    assert reviewer.get(page_of(activity)).status_code == 404


def test_draft_is_returned_with_a_reason_only() -> None:
    signed_in(Role.OFFICER)
    reviewer = signed_in(Role.REVIEWER)
    activity = submitted("officer", online=True)
    refused = reviewer.post(page_of(activity), {"step": "return", "comment": " "})
    assert "a reason is missing" in refused.content.decode()
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    reviewer.post(page_of(activity), {"step": "return", "comment": "Which year?"})
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    entry = AuditEntry.objects.get(action="returned")
    assert (entry.by, entry.changes) == ("reviewer", {"comment": "Which year?"})


def test_nobody_approves_their_own_alone() -> None:
    reviewer = signed_in(Role.REVIEWER)
    activity = submitted("reviewer", online=True)
    page = shown(reviewer, page_of(activity))
    assert "You put it to review yourself" in text_of(page)
    assert page.xpath("//button[@value='approve']") == []
    answer = reviewer.post(page_of(activity), {"step": "approve"}).content.decode()
    assert "nobody approves their own alone" in answer
    as_deputy = Actor("bo for reviewer", frozenset({Role.REVIEWER}), user=999, acts_for="reviewer")
    for by in (actor("reviewer"), as_deputy):
        for verb in (editorial.approve, editorial.publish_draft):
            with pytest.raises(OwnDraft):
                verb(Activity.objects.get(pk=activity.pk), by=by, rights=RIGHTS)
    assert not Activity.objects.get(pk=activity.pk).online
    signed_in(Role.SECRETARY_GENERAL).post(page_of(activity), {"step": "approve"})
    assert Activity.objects.get(pk=activity.pk).online


def test_own_draft_is_approved_at_the_last_step_once_somebody_else_has(review: Workflow) -> None:
    signed_in(Role.REVIEWER)
    signed_in(Role.SECRETARY_GENERAL)
    second = ReviewTask.objects.create(name="Second reading")
    WorkflowTask.objects.create(workflow=review, task=second, sort_order=1)
    activity = submitted("reviewer", online=True)
    editorial.approve(activity, by=actor("secretary-general"), rights=RIGHTS)
    editorial.approve(Activity.objects.get(pk=activity.pk), by=actor("reviewer"), rights=RIGHTS)
    assert Activity.objects.get(pk=activity.pk).online


def test_officer_sees_the_review_and_decides_nothing() -> None:
    officer = signed_in(Role.OFFICER)
    activity = submitted("officer", online=True)
    buttons = shown(officer, page_of(activity)).xpath("//main//button[@name='step']")
    assert buttons == []  # a comment is all that they may send
    for step in ("approve", "return"):
        answer = officer.post(page_of(activity), {"step": step, "comment": "x"})
        assert "may not" in answer.content.decode()
    assert not Activity.objects.get(pk=activity.pk).online


def test_review_of_another_region_is_not_there() -> None:
    north, south = (make.RegionFactory(slug=slug) for slug in ("north", "south"))
    signed_in(Role.OFFICER)
    activity = submitted("officer")
    city = make.OrganisationFactory(region=south)
    make.ActivationFactory(activity=activity, organisation=city)
    secretary = signed_in(Role.REGIONAL_SECRETARY, region=north.slug)
    assert secretary.get(page_of(activity)).status_code == 404
    assert "Nothing waits." in text_of(shown(secretary, INDEX))


def counted(client: Client, django_assert_max_num_queries: Any) -> int:
    with django_assert_max_num_queries(60) as queries:
        shown(client, INDEX)
    return len(queries.captured_queries)


def test_queries_do_not_grow_with_the_queue(django_assert_max_num_queries: Any) -> None:
    signed_in(Role.OFFICER)
    reviewer = signed_in(Role.REVIEWER)
    submitted("officer")
    shown(reviewer, INDEX)
    few = counted(reviewer, django_assert_max_num_queries)
    for _ in range(29):
        submitted("officer")
    assert counted(reviewer, django_assert_max_num_queries) == few
    assert len(shown(reviewer, INDEX).xpath("//main//tbody/tr")) == 30


def test_page_speaks_french() -> None:
    signed_in(Role.OFFICER)
    reviewer = signed_in(Role.REVIEWER)
    activity = submitted("officer", online=True)
    page = reviewer.get(page_of(activity), headers={"accept-language": "fr"}).content.decode()
    assert "Tel qu’il sera imprimé" in page or "Tel qu&#x27;il sera imprimé" in page
    assert "Approuver et publier" in page
