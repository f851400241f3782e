"""A review from the first day: without one, an officer could put nothing to anybody."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from rapporteur.base.words.say import say
from rapporteur.interfaces.office.models import ReviewTask
from rapporteur.interfaces.office.reviews.actions import NAME
from rapporteur.interfaces.office.reviews.queue import DRAFTED


@transaction.atomic
def set_up_reviews(language: str) -> bool:
    """Have every kind of record that has drafts reviewed once, where nobody has ever set up a review; tell whether.

    What an administrator set up, changed or ended stays as it is. `language` is that of the review's name.
    """
    if ReviewTask.objects.exists():  # Wagtail brings a workflow of its own, for pages
        return False
    workflow = Workflow.objects.create(name=say(NAME, language))
    task = ReviewTask.objects.create(name=say(NAME, language))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for model, _ in DRAFTED.values():
        kind = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.create(workflow=workflow, content_type=kind)
    return True
