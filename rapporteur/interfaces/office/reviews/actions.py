"""Writes to how records are reviewed: whether drafts of a kind are, before they are published."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from rapporteur.base.core.audit import audit
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.models import ReviewTask

NAME = Message("Review", context="what is set up first")


@transaction.atomic
def set_reviewed(*, by: Actor, kind: type[models.Model], reviewed: bool, language: str) -> bool:
    """Have drafts of a kind reviewed before they are published, or published by whoever may; tell whether it changed.

    What is in review stays in review. `language` is that of the review's name where there is none yet.
    """
    check_can(by, Right.CHANGE_ASSOCIATION)
    held = WorkflowContentType.objects.filter(content_type=ContentType.objects.get_for_model(kind))
    before = held.select_related("workflow").first()
    if (before is not None and before.workflow.active) is reviewed:
        return False
    held.delete()
    if reviewed:
        workflow = before.workflow if before else _review(language)
        if not workflow.active:  # ended elsewhere: another one is taken
            workflow = _review(language)
        of = ContentType.objects.get_for_model(kind)
        record = WorkflowContentType.objects.create(workflow=workflow, content_type=of)
    else:
        record = before
    change = {"reviewed": (not reviewed, reviewed)}
    audit(by=by, action="review set", record=record, changes=change)
    return True


def _review(language: str) -> Workflow:
    """Return a review that is set up and has a step of ours, made where there is none."""
    for found in Workflow.objects.filter(active=True).order_by("pk"):
        if ReviewTask.objects.filter(workflow_tasks__workflow=found, active=True).exists():
            return found
    workflow = Workflow.objects.create(name=say(NAME, language))
    task = ReviewTask.objects.filter(active=True).order_by("pk").first()
    task = task or ReviewTask.objects.create(name=say(NAME, language))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow
