"""Who must approve before something is published: one or two people by its kind, in order; again after a change."""

from __future__ import annotations

import pytest
from wagtail.models import WorkflowState

from rapporteur.base.core import editorial
from rapporteur.base.core.approvals import (
    ApprovedBefore,
    MoreApprovalsNeeded,
    NotPublishedYet,
    OwnDraft,
    ReviewedAgain,
    refused_approvers,
)
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, NotAllowed, Role, operator
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.records.activities.actions import RIGHTS, set_approvals
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.shapes import ApprovalRuleShape
from tests.factories import make
from tests.support.verbs import reviewed

pytestmark = pytest.mark.django_db


def somebody(name: str, role: Role) -> Actor:
    account = make.AccountFactory(username=name)
    make.RoleAssignmentFactory(user=account, role=role)
    return actor_with_roles(account)


@pytest.fixture
def lia() -> Actor:
    return somebody("lia", Role.OFFICER)


@pytest.fixture
def agnes() -> Actor:
    return somebody("agnes", Role.REVIEWER)


@pytest.fixture
def sam() -> Actor:
    return somebody("sam", Role.SECRETARY_GENERAL)


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory()


def written(by: Actor, *, live: bool = True) -> Activity:
    """Return an activity of a kind that is reviewed, with a draft by somebody."""
    record: Activity = make.ActivityFactory(slug="forum", kind="MEETING", live=live)
    if not WorkflowState.objects.exists():
        reviewed(record)
    return changed(record, by)


def changed(record: Activity, by: Actor) -> Activity:
    record.online = not record.online
    user = make.AccountFactory._meta.model(pk=by.user) if by.user else None
    record.save_revision(user=user, clean=False)
    return now()


def now() -> Activity:
    return Activity.objects.get(slug="forum")


def submit(by: Actor) -> None:
    editorial.submit(now(), by=by, rights=RIGHTS)


def approve(by: Actor) -> None:
    editorial.approve(now(), by=by, rights=RIGHTS)


def two() -> None:
    set_approvals(by=operator("ana"), rule=ApprovalRuleShape(kind="MEETING", approvals=2))


def test_one_approval_publishes_unless_the_kind_needs_two(lia: Actor, agnes: Actor, sam: Actor) -> None:
    written(lia, live=False)
    submit(lia)
    two()
    approve(agnes)
    assert not now().live
    review = now().current_workflow_state
    assert review is not None
    assert review.status == WorkflowState.STATUS_IN_PROGRESS
    with pytest.raises(ApprovedBefore):
        approve(agnes)
    approve(sam)
    assert now().live
    trail = AuditEntry.objects.filter(record="forum").order_by("pk").values_list("action", "by")
    assert list(trail) == [
        ("submitted", "lia"),
        ("approved", "agnes"),
        ("approved", "sam"),
        ("published", "sam"),
    ]


def test_a_refusal_at_the_second_step_names_who_approved_at_the_first(
    lia: Actor, agnes: Actor, sam: Actor
) -> None:
    two()
    written(lia, live=False)
    submit(lia)
    approve(agnes)
    editorial.return_for_changes(now(), by=sam, rights=RIGHTS, comment="When?")
    assert refused_approvers(WorkflowState.objects.get()) == [agnes.user]
    changed(now(), lia)
    submit(lia)
    assert refused_approvers(WorkflowState.objects.get()) == []
    approve(sam)
    assert not now().live  # it has changed: both read it again
    approve(agnes)
    assert now().live


def test_a_refusal_at_the_first_step_names_nobody(lia: Actor, agnes: Actor) -> None:
    written(lia)
    submit(lia)
    editorial.return_for_changes(now(), by=agnes, rights=RIGHTS, comment="When?")
    assert refused_approvers(WorkflowState.objects.get()) == []


def test_an_approval_before_a_return_does_not_let_the_author_approve(
    lia: Actor, agnes: Actor, sam: Actor
) -> None:
    two()
    written(sam, live=False)
    submit(sam)
    approve(agnes)
    editorial.return_for_changes(now(), by=agnes, rights=RIGHTS, comment="When?")
    changed(now(), sam)
    submit(sam)
    with pytest.raises(OwnDraft):
        approve(sam)


def test_own_change_of_what_is_published_is_reviewed_again(agnes: Actor, sam: Actor) -> None:
    written(agnes)
    with pytest.raises(ReviewedAgain):
        editorial.publish_draft(now(), by=agnes, rights=RIGHTS)
    assert now().has_unpublished_changes
    editorial.publish_draft(now(), by=sam, rights=RIGHTS)  # somebody else: that is the review
    assert not now().has_unpublished_changes


def test_a_minor_change_is_published_with_a_name(agnes: Actor) -> None:
    written(agnes)
    editorial.publish_draft(now(), by=agnes, rights=RIGHTS, minor=True)
    assert not now().has_unpublished_changes
    entry = AuditEntry.objects.get(record="forum")
    assert (entry.action, entry.by, entry.changes) == (
        "published as minor",
        "agnes",
        {"online": [False, True]},
    )


def test_minor_is_said_by_who_may_publish_of_what_is_published(lia: Actor, agnes: Actor) -> None:
    written(lia, live=False)
    with pytest.raises(NotAllowed):
        editorial.publish_draft(now(), by=lia, rights=RIGHTS, minor=True)
    with pytest.raises(NotPublishedYet):
        editorial.publish_draft(now(), by=agnes, rights=RIGHTS, minor=True)


def test_who_has_put_a_change_to_review_does_not_call_it_minor(agnes: Actor) -> None:
    written(agnes)
    submit(agnes)
    with pytest.raises(OwnDraft):
        editorial.publish_draft(now(), by=agnes, rights=RIGHTS, minor=True)


def test_one_person_does_not_publish_where_two_approve(lia: Actor, agnes: Actor, sam: Actor) -> None:
    two()
    written(lia)
    with pytest.raises(MoreApprovalsNeeded):
        editorial.publish_draft(now(), by=agnes, rights=RIGHTS)
    submit(lia)
    approve(agnes)
    editorial.publish_draft(now(), by=sam, rights=RIGHTS)
    assert not now().has_unpublished_changes


def test_a_change_goes_to_review_once(lia: Actor) -> None:
    written(lia)
    for _ in range(2):
        editorial.review_again(now(), by=lia, rights=RIGHTS)
    assert WorkflowState.objects.count() == 1
    assert AuditEntry.objects.filter(action="submitted").count() == 1
