"""Who must have approved a record before it is published: somebody else than its author, two where two are needed."""

from __future__ import annotations

from wagtail.models import TaskState, WorkflowState

from rapporteur.base.core.models import Editorial, name_in
from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message


class OwnDraft(Foreseeable):
    """Somebody is to publish alone what they put to review themselves."""

    def __init__(self, record: Editorial, who: str) -> None:
        super().__init__(
            Message(
                "{place} “{name}” was put to review by {who}: nobody approves their own alone, somebody else "
                "approves it"
            ),
            place=str(record._meta.verbose_name),
            name=name_in(record),
            who=who,
        )


class ReviewedAgain(Foreseeable):
    """Somebody is to publish what they wrote themselves, where a review is set up for it."""

    def __init__(self, record: Editorial) -> None:
        message = Message(
            "{place} “{name}”: the draft is your own, and nobody approves their own alone. Put it to review"
        )
        if record.live:
            message = Message(
                "{place} “{name}”: the change is your own, and what was approved is reviewed again. Put it to "
                "review, or publish it as a minor change, which the history tells with your name"
            )
        super().__init__(message, place=str(record._meta.verbose_name), name=name_in(record))


class MoreApprovalsNeeded(Foreseeable):
    """A record is to be published by one person alone, where its kind needs the approval of two."""

    def __init__(self, record: Editorial, needed: int) -> None:
        super().__init__(
            Message("{place} “{name}” needs {count} approvals before it is published: put it to review"),
            place=str(record._meta.verbose_name),
            name=name_in(record),
            count=str(needed),
        )


class ApprovedBefore(Foreseeable):
    """Somebody is to give the second approval who gave the first."""

    def __init__(self, record: Editorial) -> None:
        super().__init__(
            Message("{place} “{name}” has your approval already: the next is somebody else's"),
            place=str(record._meta.verbose_name),
            name=name_in(record),
        )


class NotPublishedYet(Foreseeable):
    """A change is to be minor of what was never published."""

    def __init__(self, record: Editorial) -> None:
        super().__init__(
            Message("{place} “{name}” was never published: only a change of what is published can be minor"),
            place=str(record._meta.verbose_name),
            name=name_in(record),
        )


def is_own_review(state: WorkflowState, who: Actor) -> bool:
    """Tell whether somebody put it to review themselves, or is the deputy of who did."""
    asked = state.requested_by
    if asked is None:
        return False
    return bool(asked.pk == who.user or asked.get_username() == who.acts_for)


def approvals_of(review: WorkflowState) -> list[TaskState]:
    """Return the approvals that hold in a review, the first first: those since it was last returned.

    What was returned has changed since, so whoever approved it before reads it again.
    """
    steps = _steps_of(review)
    refused = [n for n, step in enumerate(steps) if step.status == TaskState.STATUS_REJECTED]
    since = steps[refused[-1] + 1 :] if refused else steps
    return [step for step in since if step.status == TaskState.STATUS_APPROVED]


def refused_approvers(review: WorkflowState) -> list[int]:
    """Return the accounts that had approved what somebody returned after them: they are to hear of it."""
    steps = _steps_of(review)
    refused = [n for n, step in enumerate(steps) if step.status == TaskState.STATUS_REJECTED]
    if review.status != WorkflowState.STATUS_NEEDS_CHANGES or not refused:
        return []
    first = refused[-2] + 1 if len(refused) > 1 else 0
    approved = (step for step in steps[first : refused[-1]] if step.status == TaskState.STATUS_APPROVED)
    return [step.finished_by_id for step in approved if step.finished_by_id is not None]


def _steps_of(review: WorkflowState) -> list[TaskState]:
    """Return the steps of a review in their order, without a query where they were fetched with it."""
    return sorted(review.task_states.all(), key=lambda step: (step.started_at, step.pk))


def has_further_step(state: TaskState) -> bool:
    """Tell whether the review as it is set up goes on after this step by itself."""
    done = state.workflow_state.successful_task_states.values("task")
    steps = state.workflow_state.workflow.workflow_tasks.filter(task__active=True)
    return bool(steps.exclude(task__in=done).exclude(task=state.task_id).exists())


def check_not_alone(state: WorkflowState | None, record: Editorial, by: Actor) -> None:
    """Raise OwnDraft where `by` asked for the review of a draft that nobody else has approved at a step before."""
    if state is None or not is_own_review(state, by):
        return
    if not any(one.finished_by_id not in (None, by.user) for one in approvals_of(state)):
        raise OwnDraft(record, state.requested_by.get_username())


def check_reviewed(record: Editorial, by: Actor) -> None:
    """Raise where publishing would leave out a review that is set up: of one's own draft, or a second approval."""
    if (record.live and not record.has_unpublished_changes) or record.get_workflow() is None:
        return
    review = record.current_workflow_state
    others = [one for one in approvals_of(review) if one.finished_by_id != by.user] if review else []
    last = record.latest_revision
    if last is not None and by.user is not None and last.user_id == by.user and not others:
        raise ReviewedAgain(record)
    if len(others) + 1 < record.approvals_needed:
        raise MoreApprovalsNeeded(record, record.approvals_needed)


def is_publishable(record: Editorial, by: Actor) -> bool:
    """Tell whether `by` may publish what they write now, or what somebody else wrote, without a review.

    What they write is their own draft: where a review is set up it has to be put there, unless it is approved already.
    """
    if record.live and not record.has_unpublished_changes:
        return record.get_workflow() is None
    try:
        check_not_alone(record.current_workflow_state, record, by)
        check_reviewed(record, by)
    except (OwnDraft, ReviewedAgain, MoreApprovalsNeeded):
        return False
    return True
