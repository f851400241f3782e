"""The life of a draft in the back office: reviewed, published, withdrawn, taken up again; each step in the trail."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from wagtail.models import ModelLogEntry, Workflow

from rapporteur.base.core import editorial
from rapporteur.base.core.editorial import AlreadyInReview, NothingReviews, NotInReview
from rapporteur.base.core.models import Association, AuditEntry, PublishedPastTheEngine, SourceLanguageMissing
from rapporteur.base.core.permissions import Role, operator
from rapporteur.base.words.say import say_failure
from rapporteur.interfaces.office.reviews.setting_up import set_up_reviews
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db
PUBLISH, SUBMIT = {"action-publish": "anyway"}, {"action-submit": "x"}
ANA = operator("ana")


@pytest.fixture(autouse=True)
def association() -> Association:
    association: Association = make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    return association


@pytest.fixture
def activity() -> Activity:
    activity: Activity = make.ActivityFactory(
        slug="forum", title={"fr": "Le forum"}, text={"fr": "<p>Un.</p>"}
    )
    return activity


@pytest.fixture
def review() -> Workflow:
    set_up_reviews("en")
    return Workflow.objects.get(name="Review")


@pytest.fixture
def officer() -> Client:
    return signed_in(Role.OFFICER, name="olga")


@pytest.fixture
def reviewer() -> Client:
    return signed_in(Role.REVIEWER, name="rui")


def edited(client: Client, record: Any, **changes: Any) -> Any:
    address = url(type(record), "edit", record.pk)
    return send(client, address, form_of(shown(client, address)), **changes)


def first_buttons(client: Client, activity: Activity) -> tuple[bool, list[str]]:
    """Return whether the form says that its draft is to be submitted first, and what stands beside its menu."""
    (buttons,) = shown(client, url(Activity, "edit", activity.pk)).xpath(
        "//*[contains(concat(' ', @class, ' '), ' form-buttons ')]"
    )
    return "form-buttons-ready" in buttons.get("class"), buttons.xpath("./button/@name")


def test_buttons_of_a_review_say_what_all_pages_say_and_a_returned_draft_has_one(
    review: Workflow, officer: Client
) -> None:
    draft = make.ActivityFactory(title={"fr": "Le forum"}, live=False)

    def buttons() -> dict[str, str]:
        found = shown(officer, url(Activity, "edit", draft.pk)).xpath(
            "//footer//button[starts-with(@name, 'action-')]"
        )
        return {one.get("name"): " ".join(one.text_content().split()) for one in found}

    assert buttons()["action-submit"] == "Put to review"
    assert edited(officer, draft, **SUBMIT) is None
    draft.refresh_from_db()
    assert "workflow" not in shown(officer, url(Activity, "edit", draft.pk)).xpath("string(//footer)").lower()
    reviewer = operator("bea")
    editorial.return_for_changes(draft, by=reviewer, rights=RIGHTS, comment="Who was there?")
    assert buttons()["action-submit"] == "Put to review again"
    assert "action-restart-workflow" not in buttons()
    assert buttons().get("action-cancel-workflow", "End the review") == "End the review"


def test_submit_stands_beside_save_and_comes_first_once_the_draft_has_its_texts(
    review: Workflow, officer: Client
) -> None:
    draft = make.ActivityFactory(title={"fr": "Le forum"}, live=False)
    assert first_buttons(officer, draft) == (True, ["action-submit"])
    untitled = make.ActivityFactory(title={"en": "The forum"}, live=False)
    assert first_buttons(officer, untitled) == (False, ["action-submit"])
    published = make.ActivityFactory(title={"fr": "Le forum"}, live=True)
    assert first_buttons(officer, published) == (False, ["action-submit"])
    assert edited(officer, draft, **SUBMIT) is None
    page = shown(officer, url(Activity, "edit", draft.pk))
    assert not page.xpath("//*[contains(@class, 'form-buttons')]")  # it waits for somebody else now


def trail() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("by", "action"))


def test_a_draft_is_reviewed_returned_approved_and_published(
    activity: Activity, review: Workflow, officer: Client, reviewer: Client
) -> None:
    assert edited(officer, activity, title_fr="Le grand forum", **SUBMIT) is None
    steps = activity.current_workflow_task_state.pk
    returned = url(Activity, "workflow_action", activity.pk, "reject", steps)
    reviewer.post(returned, {"comment": "Where was it?"})
    assert edited(officer, activity, note="In Lyon", **SUBMIT) is None
    activity = Activity.objects.get()
    approved = url(
        Activity, "workflow_action", activity.pk, "approve", activity.current_workflow_task_state.pk
    )
    assert not officer.post(approved, {"comment": ""})["Location"].endswith(f"/edit/{activity.pk}/")
    assert not Activity.objects.get().last_published_at
    reviewer.post(approved, {"comment": "Good"})
    activity = Activity.objects.get()
    assert (activity.title, activity.note) == ({"fr": "Le grand forum"}, "In Lyon")
    assert not activity.has_unpublished_changes
    assert trail() == [
        ("olga", "recorded"), ("olga", "submitted"), ("rui", "returned"), ("olga", "recorded"), ("olga", "submitted"),
        ("rui", "approved"), ("rui", "published"),
    ]  # fmt: skip
    published = AuditEntry.objects.get(action="published")
    assert published.changes == {
        "title": [{"fr": "Le forum"}, {"fr": "Le grand forum"}],
        "note": ["", "In Lyon"],
    }
    assert AuditEntry.objects.get(action="returned").changes == {"comment": "Where was it?"}
    assert [one.user.username for one in activity.revisions.order_by("pk")] == ["olga", "olga"]
    assert not ModelLogEntry.objects.exists()


def test_an_address_of_another_step_takes_none(
    activity: Activity, review: Workflow, reviewer: Client, officer: Client
) -> None:
    other = make.ActivityFactory(slug="fair")
    other.save_revision(clean=False)
    review.start(other, None)
    assert edited(officer, activity, **SUBMIT) is None
    step = other.current_workflow_task_state
    told = reviewer.post(url(Activity, "workflow_action", activity.pk, "approve", step.pk), follow=True)
    assert "“Le forum” is in no review now" in told.content.decode()
    step.refresh_from_db()
    assert step.status == "in_progress"


def test_a_review_is_ended_by_who_asked_for_it(activity: Activity, review: Workflow, officer: Client) -> None:
    assert edited(officer, activity, **SUBMIT) is None
    assert edited(officer, activity, **{"action-cancel-workflow": "x"}) is None
    assert Activity.objects.get().current_workflow_state is None
    assert trail() == [("olga", "submitted"), ("olga", "review ended")]


def test_what_is_not_in_review_is_not_approved_and_what_nothing_reviews_is_not_submitted(
    activity: Activity,
) -> None:
    activity.save_revision(clean=False)
    with pytest.raises(NothingReviews, match="an administrator switches it on"):
        editorial.submit(activity, by=ANA, rights=RIGHTS)
    for step in (editorial.approve, editorial.return_for_changes, editorial.end_review):
        with pytest.raises(NotInReview, match="“Le forum” is in no review now"):
            step(activity, by=ANA, rights=RIGHTS)
    assert trail() == []


def test_what_is_in_review_is_not_submitted_once_more_and_a_sentence_says_so(
    activity: Activity, review: Workflow
) -> None:
    editorial.submit(activity, by=ANA, rights=RIGHTS)
    with override("fr"), pytest.raises(AlreadyInReview) as refused:
        editorial.submit(activity, by=ANA, rights=RIGHTS)
    assert say_failure(refused.value, "fr") == (
        "activité « Le forum » est déjà en relecture : mettez d'abord fin à cette relecture, ou attendez-en l'issue"
    ).replace("'", "’").replace(" :", "\u00a0:").replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    assert trail() == [("ana", "submitted")]


def test_a_draft_counts_in_nothing_until_it_is_published_and_the_trail_says_what_was_there_before(
    activity: Activity,
) -> None:
    ana = superuser()
    assert edited(ana, activity, title_fr="La foire") is None
    assert Activity.objects.get().title == {"fr": "Le forum"}
    assert edited(ana, activity, **PUBLISH) is None
    assert Activity.objects.get().title == {"fr": "La foire"}
    assert AuditEntry.objects.get(action="published").changes == {
        "title": [{"fr": "Le forum"}, {"fr": "La foire"}]
    }
    assert edited(ana, activity, **PUBLISH) is None
    assert trail() == [("ana", "recorded"), ("ana", "published")]  # the last changed nothing


def test_a_draft_that_was_never_published_is_listed_as_it_is(officer: Client) -> None:
    values = {"slug": "fair", "kind": "MEETING", "start_date": "2018-05-02", "end_date": "2018-05-03"}
    address = url(Activity, "add")
    new = {**form_of(shown(officer, address)), **values, "date_precision": "DAY", "title_fr": "La foire"}
    assert send(officer, address, new) is None
    assert edited(officer, Activity.objects.get(), title_fr="La grande foire") is None
    activity = Activity.objects.get()
    assert (activity.title, activity.live) == ({"fr": "La grande foire"}, False)


def test_an_older_version_is_taken_up_again_as_a_draft(activity: Activity) -> None:
    ana = superuser()
    assert edited(ana, activity, title_fr="La foire", **PUBLISH) is None
    assert edited(ana, activity, title_fr="Le marché", **PUBLISH) is None
    old, _ = activity.revisions.order_by("pk")
    history = shown(ana, url(Activity, "history", activity.pk))
    again = url(Activity, "revisions_revert", activity.pk, old.pk)
    assert again in history.xpath("//a/@href")
    assert send(ana, again, form_of(shown(ana, again))) is None
    activity = Activity.objects.get()
    assert activity.title == {"fr": "Le marché"}
    assert activity.get_latest_revision_as_object().title == {"fr": "La foire"}
    taken_up = AuditEntry.objects.latest("pk")
    assert taken_up.changes == {"title": [{"fr": "Le marché"}, {"fr": "La foire"}]}


def test_what_is_withdrawn_says_why(activity: Activity) -> None:
    ana, address = superuser(), url(Activity, "unpublish", activity.pk)
    page = send(ana, address, {})
    assert any("This field is required" in told for told in errors(page))
    assert send(ana, address, {}, reason="It never happened") is None
    assert not Activity.objects.get().live
    assert AuditEntry.objects.get().changes == {"reason": "It never happened"}


def test_nothing_is_published_past_the_engine(activity: Activity) -> None:
    activity.title = {"fr": "La foire"}
    revision = activity.save_revision(clean=False)
    for trick in ({}, {"skip_permission_checks": True}):
        with pytest.raises(PublishedPastTheEngine, match="'forum' was to be published past the engine"):
            revision.publish(**trick)
    activity.title = {"en": "The fair"}
    with pytest.raises(SourceLanguageMissing):
        activity.save_revision(clean=False).publish()
    assert Activity.objects.get().title == {"fr": "Le forum"}
