"""Comments on passages and follow-ups: whom they wait for, what the trail tells, what the database refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from wagtail.models import WorkflowState

from rapporteur.base.core import editorial
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, NotAllowed, Right, Role
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.core.references import RecordNotFound
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity
from rapporteur.records.remarks import actions
from rapporteur.records.remarks.models import Comment, FollowUp
from rapporteur.records.remarks.passages import QuotedPassage
from rapporteur.records.remarks.refusals import NothingWritten, OwnerCannotSee
from rapporteur.records.remarks.shapes import CommentShape, FollowUpShape
from tests.factories import make
from tests.support.verbs import reviewed

pytestmark = pytest.mark.django_db
AT = datetime(2018, 7, 2, 9, tzinfo=UTC)
LATER = datetime(2018, 7, 3, 9, tzinfo=UTC)
DUE = date(2018, 7, 20)
ABOUT = {"view": Right.VIEW_ACTIVITIES, "write": Right.DRAFT_ACTIVITIES}


def somebody(name: str, role: Role, region: str = "") -> Actor:
    account = make.AccountFactory(username=name)
    make.RoleAssignmentFactory(user=account, role=role, region_code=region)
    return actor_with_roles(account)


@pytest.fixture
def lia() -> Actor:
    return somebody("lia", Role.OFFICER)


@pytest.fixture
def agnes() -> Actor:
    return somebody("agnes", Role.REVIEWER)


@pytest.fixture
def activity(lia: Actor) -> Activity:
    make.AssociationFactory()
    record: Activity = make.ActivityFactory(slug="forum", live=False, text={"en": "<p>The forum met.</p>"})
    record.save_revision(clean=False)
    reviewed(record)
    editorial.submit(record, by=lia, rights=RIGHTS)
    return Activity.objects.get()


def said(text: str = "Which?") -> CommentShape:
    return CommentShape(field="text", language="en", passage=QuotedPassage("The forum met."), text=text)


def comment(record: Activity, by: Actor, text: str = "Which?") -> Comment:
    return actions.comment_on(record, by=by, rights=RIGHTS, comment=said(text), at=AT).record


def waits_for(found: Comment) -> str | None:
    account: Any = Comment.objects.get(pk=found.pk).waits_for
    return account.get_username() if account else None


def test_a_comment_waits_for_who_put_it_to_review_then_for_who_wrote_it(
    activity: Activity, lia: Actor, agnes: Actor
) -> None:
    found = comment(activity, agnes)
    assert waits_for(found) == "lia"
    actions.answer_comment(activity, by=lia, rights=RIGHTS, comment=found, text="The first", at=LATER)
    assert waits_for(found) == "agnes"
    actions.answer_comment(activity, by=agnes, rights=RIGHTS, comment=found, text="Say so", at=LATER)
    assert waits_for(found) == "lia"
    actions.resolve_comment(activity, by=agnes, rights=RIGHTS, comment=found, at=LATER)
    assert waits_for(found) is None
    entries = AuditEntry.objects.filter(record="forum").order_by("pk").values_list("action", "by", "changes")
    assert list(entries)[1:] == [
        ("commented", "agnes", {"passage": "The forum met.", "language": "en", "comment": "Which?"}),
        ("answered", "lia", {"comment": "Which?", "answer": "The first"}),
        ("answered", "agnes", {"comment": "Which?", "answer": "Say so"}),
        ("resolved", "agnes", {"comment": "Which?"}),
    ]


def test_ones_own_comment_waits_for_nobody(activity: Activity, lia: Actor) -> None:
    assert waits_for(comment(activity, lia)) is None


def test_a_reason_of_a_return_carries_the_open_comments(activity: Activity, lia: Actor, agnes: Actor) -> None:
    actions.resolve_comment(
        activity, by=agnes, rights=RIGHTS, comment=comment(activity, agnes, "Settled"), at=AT
    )
    for number in range(actions.MOST_CARRIED + 2):
        comment(activity, agnes, f"No {number}")
    actions.return_with_comments(activity, by=agnes, rights=RIGHTS, reason=" See below ")
    review = WorkflowState.objects.get()
    assert review.status == WorkflowState.STATUS_NEEDS_CHANGES
    lines = review.current_task_state.comment.splitlines()
    assert lines[:2] == ["See below", "“The forum met.” (en): No 0"]
    assert lines[-1] == "+ 2"
    assert len(lines) == 2 + actions.MOST_CARRIED


def test_nothing_is_returned_without_a_reason_or_a_comment(activity: Activity, agnes: Actor) -> None:
    with pytest.raises(NothingWritten):
        actions.return_with_comments(activity, by=agnes, rights=RIGHTS, reason=" ")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS


def test_a_comment_without_words_is_refused(activity: Activity, agnes: Actor) -> None:
    with pytest.raises(NothingWritten):
        comment(activity, agnes, " \n")


def test_a_comment_of_another_record_is_not_answered(activity: Activity, agnes: Actor) -> None:
    other: Activity = make.ActivityFactory(slug="other")
    with pytest.raises(Comment.DoesNotExist):
        actions.resolve_comment(other, by=agnes, rights=RIGHTS, comment=comment(activity, agnes), at=LATER)


def test_a_regional_secretary_comments_in_their_region_only(activity: Activity) -> None:
    north, south = (make.RegionFactory(slug=slug) for slug in ("north", "south"))
    make.ActivationFactory(activity=activity, organisation=make.OrganisationFactory(region=south))
    assert comment(activity, somebody("sud", Role.REGIONAL_SECRETARY, south.slug)).by == "sud"
    with pytest.raises(NotAllowed):
        comment(activity, somebody("nord", Role.REGIONAL_SECRETARY, north.slug))


def follow_up(record: Activity, by: Actor, owner: str) -> FollowUp:
    shape = FollowUpShape(text="Send the minutes", owner=owner, due_date=DUE)
    return actions.add_follow_up(record, by=by, **ABOUT, follow_up=shape, at=AT).record


def test_a_follow_up_is_done_by_its_owner_who_may_not_write_the_record(
    activity: Activity, lia: Actor
) -> None:
    owner = somebody("fin", Role.FINANCE)
    found = follow_up(activity, lia, "fin")
    other = somebody("tra", Role.TRANSLATOR)
    with pytest.raises(NotAllowed):
        actions.finish_follow_up(activity, by=other, **ABOUT, follow_up=found, at=LATER)
    actions.finish_follow_up(activity, by=owner, **ABOUT, follow_up=found, at=LATER)
    found.refresh_from_db()
    assert (found.done_by, found.done_at) == ("fin", LATER)
    with pytest.raises(NotAllowed):
        follow_up(activity, owner, "fin")
    entries = AuditEntry.objects.filter(action__startswith="follow-up").order_by("pk")
    assert [(one.action, one.by) for one in entries] == [
        ("follow-up added", "lia"),
        ("follow-up done", "fin"),
    ]


def test_a_follow_up_is_owned_by_who_may_see_the_record(activity: Activity, lia: Actor) -> None:
    somebody("jury", Role.JUROR)
    with pytest.raises(OwnerCannotSee):
        follow_up(activity, lia, "jury")
    with pytest.raises(RecordNotFound):
        follow_up(activity, lia, "nobody")


def test_a_changed_follow_up_tells_what_was_before(activity: Activity, lia: Actor, agnes: Actor) -> None:
    found = follow_up(activity, lia, "lia")
    to = FollowUpShape(text="Send the minutes", owner="agnes", due_date=None)
    saved = actions.change_follow_up(activity, by=lia, **ABOUT, follow_up=found, to=to)
    assert saved.changes == {"owner": ("lia", "agnes"), "due": ("2018-07-20", None)}
    assert AuditEntry.objects.get(action="follow-up changed").changes == {
        "owner": ["lia", "agnes"],
        "due": ["2018-07-20", None],
    }
