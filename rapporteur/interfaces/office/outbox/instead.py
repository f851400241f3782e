"""Wagtail's own mails on reviews, which this room takes the place of.

They go to every superuser, at the moment and within the request, in words of the framework, and nothing keeps them.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

ITS_OWN = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def write_nothing(sender: Any, **kwargs: Any) -> None:
    """Write no mail: the outbox sees what waits by itself."""


def keep_wagtail_silent() -> None:
    """Take the places under which Wagtail connects its mails, before it does: who comes second is not heard."""
    for signal, sender, place in ITS_OWN:
        signal.connect(write_nothing, sender=sender, dispatch_uid=place)
