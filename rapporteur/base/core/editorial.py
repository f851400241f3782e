"""The life of a record that has drafts: put to review, approved or returned, published, withdrawn.

The rooms that have such records name these verbs and what each needs. Reviews are Wagtail's workflows; who may take a
step is asked here, and each step stands in the trail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from wagtail.models import TaskState, Workflow, WorkflowState

from rapporteur.base.core.approvals import (
    ApprovedBefore,
    NotPublishedYet,
    approvals_of,
    check_not_alone,
    check_reviewed,
    has_further_step,
)
from rapporteur.base.core.audit import audit, plain_rows
from rapporteur.base.core.engine import Saved, comparable, differences, publish_revision, row_fields, rows_of
from rapporteur.base.core.models import Editorial, name_in
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.reach import check_reaches, check_writable
from rapporteur.base.core.translations import child_relations, sync_translations
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message


class EditorialState(StrEnum):
    """How far the last version of a record has come; what is published may lie beside a later draft."""

    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"
    RETURNED = "RETURNED"
    PUBLISHED = "PUBLISHED"


TRANSITIONS: Mapping[EditorialState, Mapping[str, EditorialState]] = {
    EditorialState.DRAFT: {
        "submit": EditorialState.IN_REVIEW,
        "publish_draft": EditorialState.PUBLISHED,
    },
    EditorialState.IN_REVIEW: {
        "approve": EditorialState.PUBLISHED,
        "return_for_changes": EditorialState.RETURNED,
        "end_review": EditorialState.DRAFT,
        "publish_draft": EditorialState.PUBLISHED,
    },
    EditorialState.RETURNED: {
        "submit": EditorialState.IN_REVIEW,
        "end_review": EditorialState.DRAFT,
        "publish_draft": EditorialState.PUBLISHED,
    },
    EditorialState.PUBLISHED: {
        "withdraw": EditorialState.DRAFT,
        "submit": EditorialState.IN_REVIEW,
    },
}
"""By state and verb the state after it; a verb that is not there is refused, or changes nothing."""


@dataclass(frozen=True)
class EditorialRights:
    """What is needed to see a kind of record, to write drafts of it, to review and publish them, to withdraw one."""

    view: Right
    draft: Right
    publish: Right
    withdraw: Right

    def to_save(self, *, publish: bool) -> Right:
        """Return what is needed to save: published at once, or as a draft."""
        return self.publish if publish else self.draft


class NotInReview(Foreseeable):
    """A record is in no review, so no step of one can be taken."""

    def __init__(self, record: Editorial) -> None:
        super().__init__(
            Message("{place} “{name}” is in no review now: submit it first"),
            place=str(record._meta.verbose_name),
            name=name_in(record),
        )


class AlreadyInReview(Foreseeable):
    """A record is in review, so it cannot be put to review once more."""

    def __init__(self, record: Editorial) -> None:
        super().__init__(
            Message("{place} “{name}” is in review already: end that review first, or wait for its outcome"),
            place=str(record._meta.verbose_name),
            name=name_in(record),
        )


class NothingReviews(Foreseeable):
    """A record cannot be put to review, because no review is set up for its kind."""

    def __init__(self, record: Editorial) -> None:
        super().__init__(
            Message(
                "no review is set up for {place}: an administrator switches it on under Reviews → What is reviewed"
            ),
            place=str(record._meta.verbose_name_plural),
        )


@transaction.atomic
def publish_draft(
    record: Editorial, *, by: Actor, rights: EditorialRights, minor: bool = False
) -> Saved[Editorial]:
    """Publish the last draft of a record; the trail keeps what was published before beside what is now.

    A review in progress ends with it. A `minor` change of what is published needs no other review: that it is minor
    says `by` in the trail. Raises NotAllowed, OwnDraft where that review is of `by` themselves,
    ReviewedAgain and MoreApprovalsNeeded where a review is set up that this would leave out, NotPublishedYet,
    SourceLanguageMissing and PeriodsOverlap.
    """
    check_reaches(by, rights.publish, record)
    check_not_alone(record.current_workflow_state, record, by)
    if not minor:
        check_reviewed(record, by)
    elif not record.live:
        raise NotPublishedYet(record)
    return _publish(record, by=by, action="published as minor" if minor else "published")


def _publish(record: Editorial, *, by: Actor, action: str) -> Saved[Editorial]:
    """Publish the last draft; who may was asked for."""
    record = type(record)._default_manager.select_for_update(of=("self",)).get(pk=record.pk)
    if record.live and not record.has_unpublished_changes:
        return Saved(record, created=False)
    draft = record.get_latest_revision_as_object()
    check_writable([record, draft], by=by)
    changes = _between(record, draft) if record.live else {}
    publish_revision(draft, record.latest_revision or record.save_revision(clean=False))
    sync_translations(draft, by=by, relations=child_relations(type(record)))
    audit(by=by, action=action, record=draft, changes=changes)
    return Saved(draft, created=False, changes=changes)


def _between(record: Editorial, draft: Editorial) -> dict[str, tuple[object, object]]:
    """Return what differs between two versions of a record: old and new value of each field, old and new rows."""
    from modelcluster.models import get_all_child_relations

    kept_by_wagtail = {column.name for column in Editorial._meta.fields} - {"slug"}
    names = [
        column.name
        for column in record._meta.concrete_fields
        if column.editable and not column.primary_key and column.name not in kept_by_wagtail
    ]
    changes = differences(record, {name: getattr(draft, name) for name in names})
    for relation in get_all_child_relations(type(record)):
        name, model = relation.get_accessor_name(), relation.related_model
        before, after = (rows_of(getattr(one, name).all(), row_fields(model)) for one in (record, draft))
        if comparable(before) != comparable(after):
            changes[name] = (plain_rows(model, before), plain_rows(model, after))
    return changes


@transaction.atomic
def withdraw(record: Editorial, *, by: Actor, rights: EditorialRights, reason: str) -> None:
    """Take what is published out of all figures; its text and history stay. What is not published stays as it is.

    Raises NotAllowed.
    """
    check_reaches(by, rights.withdraw, record)
    if not record.live:
        return
    check_writable([record], by=by)
    record.unpublish(log_action=False)
    audit(by=by, action="withdrawn", record=record, changes={"reason": reason})


@transaction.atomic
def submit(record: Editorial, *, by: Actor, rights: EditorialRights) -> None:
    """Put the last draft of a record to review, again where changes were asked for.

    Raises NotAllowed, AlreadyInReview and NothingReviews.
    """
    check_reaches(by, rights.draft, record)
    check_writable([record], by=by)
    if record.latest_revision is None:  # a record from before there were drafts
        record.save_revision(user=_account(by), clean=False, changed=False)
    state: WorkflowState | None = record.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(user=_account(by))
    elif state is not None:
        raise AlreadyInReview(record)
    else:
        workflow: Workflow | None = record.get_workflow()
        if workflow is None:
            raise NothingReviews(record)
        workflow.start(record, _account(by))
    audit(by=by, action="submitted", record=record, changes={})


@transaction.atomic
def approve(record: Editorial, *, by: Actor, rights: EditorialRights, comment: str = "") -> None:
    """Approve the draft that is in review; the last approval that its kind needs publishes it.

    Raises NotAllowed, NotInReview, OwnDraft, ApprovedBefore, SourceLanguageMissing and PeriodsOverlap.
    """
    check_reaches(by, rights.publish, record)
    check_writable([record], by=by)
    state = _step(record)
    check_not_alone(state.workflow_state, record, by)
    before = approvals_of(state.workflow_state)
    if by.user is not None and any(one.finished_by_id == by.user for one in before):
        raise ApprovedBefore(record)
    audit(by=by, action="approved", record=record, changes={"comment": comment})
    if len(before) + 1 < record.approvals_needed and not has_further_step(state):
        _ask_once_more(state, by=by, comment=comment)
        return
    state.approve(user=_account(by), comment=comment)
    state.workflow_state.refresh_from_db()
    if state.workflow_state.status == WorkflowState.STATUS_APPROVED:
        _publish(record, by=by, action="published")


def _ask_once_more(state: TaskState, *, by: Actor, comment: str) -> None:
    """Keep an approval, and begin the same step for somebody else."""
    state.approve(user=_account(by), update=False, comment=comment)
    review = state.workflow_state
    review.current_task_state = state.task.specific.start(review, user=_account(by))
    review.save(update_fields=["current_task_state"])


@transaction.atomic
def return_for_changes(record: Editorial, *, by: Actor, rights: EditorialRights, comment: str = "") -> None:
    """Give the draft that is in review back to be changed. Raises NotAllowed and NotInReview."""
    check_reaches(by, rights.publish, record)
    state = _step(record)
    audit(by=by, action="returned", record=record, changes={"comment": comment})
    state.reject(user=_account(by), comment=comment)


def review_again(record: Editorial, *, by: Actor, rights: EditorialRights) -> None:
    """Put the changes of a published record to review, where one is set up and none goes on; else do nothing.

    For who changed what was approved and may not publish it. Raises NotAllowed.
    """
    check_reaches(by, rights.draft, record)
    changed = record.live and record.has_unpublished_changes
    if changed and record.current_workflow_state is None and record.get_workflow() is not None:
        submit(record, by=by, rights=rights)


@transaction.atomic
def end_review(record: Editorial, *, by: Actor, rights: EditorialRights) -> None:
    """End the review of a record without a result. Raises NotAllowed and NotInReview."""
    check_reaches(by, rights.draft, record)
    state: WorkflowState | None = record.current_workflow_state
    if state is None:
        raise NotInReview(record)
    audit(by=by, action="review ended", record=record, changes={})
    state.cancel(user=_account(by))


def _step(record: Editorial) -> TaskState:
    state: TaskState | None = record.current_workflow_task_state
    if state is None or state.status != TaskState.STATUS_IN_PROGRESS:
        raise NotInReview(record)
    return state


def _account(by: Actor) -> AbstractBaseUser | None:
    """Return the account of somebody: Wagtail's mails go to its address."""
    return get_user_model()._default_manager.filter(pk=by.user).first() if by.user else None
