"""Comments on passages on the page of a review and at the fields of the form; minor changes; what goes out."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow, WorkflowState

from rapporteur.base.core import editorial
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.approvals import ApprovalRule
from rapporteur.records.activities.models import Activity
from rapporteur.records.remarks.models import Comment
from tests.factories import make
from tests.support.office import form_of, send, shown, signed_in, url
from tests.support.verbs import reviewed

pytestmark = pytest.mark.django_db
ENGLISH = "<p>The forum met. Forty cities came.</p>"
SENTENCE = "en|text|Forty cities came."


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


@pytest.fixture
def officer() -> Client:
    return signed_in(Role.OFFICER)


@pytest.fixture
def reviewer() -> Client:
    return signed_in(Role.REVIEWER)


def draft(*, live: bool = False) -> Activity:
    """Return an activity that the officer has put to review."""
    record: Activity = make.ActivityFactory(
        slug="forum",
        live=live,
        title={"en": "The forum", "fr": "Le forum"},
        text={"en": ENGLISH, "fr": "<p>Le forum s’est tenu.</p>"},
    )
    reviewed(record)
    account = get_user_model()._default_manager.get(username="officer")
    record.online = True
    record.save_revision(user=account, clean=False)
    editorial.submit(record, by=actor_with_roles(account), rights=RIGHTS)
    return Activity.objects.get(slug="forum")


def page_of(activity: Activity) -> str:
    return reverse("reviews:review", args=["activity", activity.pk])


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def comment(client: Client, activity: Activity, passage: str = SENTENCE, text: str = "Which ones?") -> Any:
    return client.post(page_of(activity), {"step": "comment", "passage": passage, "text": text})


def test_a_comment_stands_at_its_sentence_and_at_the_field(officer: Client, reviewer: Client) -> None:
    activity = draft()
    assert comment(reviewer, activity).status_code == 302
    page = shown(officer, page_of(activity))
    (marked,) = page.xpath("//span[contains(@class, 'review-commented')]")
    assert text_of(marked) == "Forty cities came."
    assert text_of(page.get_element_by_id("comment-1")).startswith("1 reviewer")
    form = shown(officer, url(Activity, "edit", activity.pk))
    (at_field,) = form.xpath("//p[@class='comment-at-field']")
    assert "Which ones?" in text_of(at_field)
    assert at_field.getparent().get("aria-label") == "English (en)"
    asked = shown(officer, "/cms/").get_element_by_id("start-asked").getparent()
    assert "reviewer comments: Which ones?" in text_of(asked)


def test_marked_words_across_sentences_are_a_passage(officer: Client, reviewer: Client) -> None:
    activity = draft()
    comment(reviewer, activity, "en|text|forum met. Forty")
    page = shown(reviewer, page_of(activity))
    marked = page.xpath("//span[contains(@class, 'review-commented')]")
    assert [text_of(one) for one in marked] == ["The forum met.", "Forty cities came."]


def test_a_passage_that_was_rewritten_is_said_to_be_gone(officer: Client, reviewer: Client) -> None:
    activity = draft()
    comment(reviewer, activity)
    for text, gone in (
        ("<p>In May the forum met. Forty cities came.</p>", False),
        ("<p>Few came.</p>", True),
    ):
        newest: Any = activity.get_latest_revision_as_object()
        newest.text = {"en": text}
        newest.save_revision(clean=False)
        activity = Activity.objects.get()
        shown_comment = shown(reviewer, page_of(activity)).get_element_by_id("comment-1")
        assert ("The passage is no longer there." in text_of(shown_comment)) is gone


@pytest.mark.parametrize("passage", ["en|text|Sixty cities came.", "xx|text|The forum met.", "nonsense", ""])
def test_words_that_are_not_there_are_no_passage(officer: Client, reviewer: Client, passage: str) -> None:
    answer = comment(reviewer, draft(), passage)
    assert "the text has no passage" in answer.content.decode()
    assert "Which ones?" in answer.content.decode()  # what was typed is there still
    assert not Comment.objects.exists()


def test_a_comment_is_answered_resolved_and_goes_with_the_reason(officer: Client, reviewer: Client) -> None:
    activity = draft()
    comment(reviewer, activity)
    comment(reviewer, activity, text="And when?")
    first, second = Comment.objects.order_by("pk")
    officer.post(page_of(activity), {"step": "answer", "key": first.pk, "text": "Those of the north"})
    reviewer.post(page_of(activity), {"step": "resolve", "key": first.pk})
    assert reviewer.post(page_of(activity), {"step": "resolve", "key": "0"}).status_code == 404
    page = shown(reviewer, page_of(activity))
    assert "Those of the north" in text_of(page.get_element_by_id("comment-2"))  # what is resolved comes last
    reviewer.post(page_of(activity), {"step": "return", "comment": ""})
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == "“Forty cities came.” (en): And when?"
    assert second.pk in set(Comment.objects.open().values_list("pk", flat=True))


def test_an_unknown_step_is_not_there(officer: Client, reviewer: Client) -> None:
    assert reviewer.post(page_of(draft()), {"step": "burn"}).status_code == 404


def test_the_review_shows_checks_and_history(officer: Client, reviewer: Client) -> None:
    page = shown(reviewer, page_of(draft()))
    assert "names no members" in text_of(page) or page.get_element_by_id("review-checks") is not None
    history = page.get_element_by_id("review-history").getparent()
    assert "officer · put to review" in text_of(history)
    assert shown(officer, page_of(Activity.objects.get())).xpath("//*[@id='review-history']") == []


def counted(client: Client, address: str, django_assert_max_num_queries: Any) -> int:
    with django_assert_max_num_queries(120) as queries:
        shown(client, address)
    return len(queries.captured_queries)


def test_queries_do_not_grow_with_comments(
    officer: Client, reviewer: Client, django_assert_max_num_queries: Any
) -> None:
    activity = draft()
    comment(reviewer, activity)
    shown(reviewer, page_of(activity))
    few = counted(reviewer, page_of(activity), django_assert_max_num_queries)
    for number in range(10):
        comment(reviewer, activity, text=f"No {number}")
    assert counted(reviewer, page_of(activity), django_assert_max_num_queries) == few


# --- an approved record that changes ----------------------------------------------------------------


def test_an_officers_change_of_what_is_published_goes_to_review_by_itself(
    officer: Client, reviewer: Client
) -> None:
    activity: Activity = make.ActivityFactory(title={"en": "The forum", "fr": "Le forum"}, live=True)
    review: Workflow = reviewed(activity)
    address = url(Activity, "edit", activity.pk)
    assert send(officer, address, form_of(shown(officer, address)), online="on") is None
    activity.refresh_from_db()
    assert not activity.online
    state = WorkflowState.objects.get(workflow=review)
    assert state.requested_by.get_username() == "officer"
    assert (
        send(officer, address, form_of(shown(officer, address)), online="on") is None
    )  # again: it is there already
    assert WorkflowState.objects.count() == 1


def test_a_reviewer_publishes_their_own_change_as_minor_only(officer: Client, reviewer: Client) -> None:
    texts = {"en": "<p>One.</p>", "fr": "<p>Un.</p>"}
    activity: Activity = make.ActivityFactory(
        title={"en": "The forum", "fr": "Le forum"}, text=texts, live=True
    )
    reviewed(activity)
    address = url(Activity, "edit", activity.pk)
    values = form_of(shown(reviewer, address))
    refused = send(reviewer, address, values, online="on", **{"action-publish": "x"})
    assert "publish it as a minor change" in text_of(refused)
    assert not WorkflowState.objects.exists()
    assert send(reviewer, address, values, online="on", **{"action-publish_minor": "x"}) is None
    activity.refresh_from_db()
    assert activity.online
    assert AuditEntry.objects.filter(action="published as minor", by="reviewer").count() == 1
    assert shown(officer, address).xpath("//button[@name='action-publish_minor']") == []


# --- how many approve -------------------------------------------------------------------------------


def test_approvals_are_set_by_who_may_change_the_association(reviewer: Client) -> None:
    address = reverse("reviews:approvals")
    assert reviewer.get(address).status_code in (302, 403)
    secretary = signed_in(Role.SECRETARY_GENERAL)
    (form,) = [one for one in shown(secretary, address).forms if one.xpath(".//select")]
    values = dict(form.form_values())
    assert set(values.values()) - {values.get("csrfmiddlewaretoken")} == {"1"}
    secretary.post(address, {**values, "TRAINING": "2"})
    assert list(ApprovalRule.objects.values_list("kind", "approvals")) == [("TRAINING", 2)]
    secretary.post(address, {**values, "TRAINING": "3"})
    assert list(ApprovalRule.objects.values_list("kind", "approvals")) == [("TRAINING", 2)]


# --- what goes out ----------------------------------------------------------------------------------


def test_a_published_activity_goes_out_in_every_language(officer: Client) -> None:
    activity: Activity = make.ActivityFactory(
        slug="forum", live=True, title={"en": "The <forum>", "fr": "Le forum"}, text={"en": ENGLISH}
    )
    address = reverse("reviews:take_out", args=[activity.pk])
    page = shown(officer, address)
    assert page.get_element_by_id("text-en").text.startswith("The <forum>\n\n")
    assert "<h2>The &lt;forum&gt;</h2>" in page.get_element_by_id("html-en").text
    sent = officer.get(f"{address}?language=en&as=txt")
    assert sent["Content-Disposition"] == 'attachment; filename="forum.en.txt"'
    assert "Forty cities" in sent.content.decode()
    for wrong in ("language=es&as=txt", "language=en&as=exe"):
        assert officer.get(f"{address}?{wrong}").status_code == 404


def test_nothing_goes_out_of_what_is_not_published(officer: Client) -> None:
    activity: Activity = make.ActivityFactory(live=False, title={"en": "The forum"})
    page = shown(officer, reverse("reviews:take_out", args=[activity.pk]))
    assert page.xpath("//main//textarea") == []
    assert "It is not published yet" in text_of(page)
