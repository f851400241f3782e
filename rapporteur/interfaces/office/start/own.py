"""What somebody logged of the activities, and how far each has come: drafts, in review, returned, published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import WorkflowState

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.values.messages import Message
from rapporteur.records.activities.models import Activity

OWN = {
    "draft": Message("drafts", context="what somebody logged"),
    "waits": Message("put to review", context="what somebody logged"),
    "returned": Message("returned", context="what somebody logged"),
    "published": Message("published", context="what somebody logged"),
}
"""Each activity that somebody logged is one of these: what is in a review counts there, published before or not."""
_IN_REVIEW = {
    WorkflowState.STATUS_IN_PROGRESS: "waits",
    WorkflowState.STATUS_NEEDS_CHANGES: "returned",
}


def logged_by(user: Any, activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Return those of the activities that an account began, or wrote last: an import or a colleague began others."""
    begun = AuditEntry.objects.filter(
        by=user.get_username(), record_type=Activity._meta.label_lower, action="created"
    )
    return activities.filter(Q(latest_revision__user=user) | Q(slug__in=begun.values("record")))


def in_review() -> dict[int, str]:
    """Return by key what is in a review, with how it stands there."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Activity), status__in=_IN_REVIEW
    )
    return {int(key): _IN_REVIEW[status] for key, status in states.values_list("object_id", "status")}


def standing(rows: Sequence[tuple[int, bool]]) -> dict[str, int]:
    """Count activities, given as key and whether published, by how far they have come, in the order of `OWN`."""
    reviewed, counts = in_review() if rows else {}, dict.fromkeys(OWN, 0)
    for key, live in rows:
        counts[reviewed.get(key) or ("published" if live else "draft")] += 1
    return counts


def that_stand(activities: QuerySet[Activity], state: str) -> QuerySet[Activity]:
    """Return those of the activities that :func:`standing` counts under a state."""
    reviewed = in_review()
    if state in _IN_REVIEW.values():
        return activities.filter(pk__in=[key for key, found in reviewed.items() if found == state])
    return activities.filter(live=state == "published").exclude(pk__in=reviewed)
