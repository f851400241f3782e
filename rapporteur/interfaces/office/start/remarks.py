"""What others ask of whoever looks: follow-ups, comments that wait for them, what was returned after their approval."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from wagtail.models import WorkflowState

from rapporteur.base.core.approvals import refused_approvers
from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.follow_ups.showing import by_urgency, rows_of
from rapporteur.interfaces.office.reviews.queue import DRAFTED, name_draft
from rapporteur.records.remarks.models import Comment, FollowUp

ANSWER = Message("{who} answers: {text}", context="start")
COMMENT = Message("{who} comments: {text}", context="start")
REFUSED = Message("returned after your approval: {reason}", context="start")
LONGEST = 90
"""Characters of a comment in a row of the start page."""


def asked_rows(by: Actor, user: Any, language: str, on: Any) -> list[tuple[str, str, str]]:
    """Return text, address and note of each thing that is asked of an account, what is late first."""
    rows = [
        (row.text, row.address, f"{row.when} · {row.record}")
        for row in rows_of(by_urgency(FollowUp.objects.open().filter(owner=user)), by, language, on)
    ]
    return [*rows, *_comments(by, user, language), *_refused(by, user, language)]


def _comments(by: Actor, user: Any, language: str) -> list[tuple[str, str, str]]:
    found = list(
        Comment.objects.open().filter(waits_for=user).prefetch_related("answers").order_by("at", "pk")
    )
    rows = []
    for word, (model, rights) in DRAFTED.items():
        slugs = {one.record for one in found if one.record_type == model._meta.label_lower}
        if not slugs:
            continue
        seen = within_reach(model._default_manager.all(), by, rights.draft).filter(slug__in=slugs)
        records = {record.slug: record for record in seen}
        waiting = _in_review(model, list(records.values()))
        for one in found:
            record = records.get(one.record) if one.record_type == model._meta.label_lower else None
            if record is None:
                continue
            address = reverse("reviews:review", args=[word, record.pk]) + "#comments"
            if record.pk not in waiting:
                address = reverse(model.snippet_viewset.get_url_name("edit"), args=[record.pk])
            last = max(one.answers.all(), key=lambda answer: (answer.at, answer.pk), default=None)
            said = last or one
            text = say(ANSWER if last else COMMENT, language, who=said.by, text=shortened(said.text))
            rows.append((name_draft(record, language), address, text))
    return rows


def _in_review(model: Any, records: list[Any]) -> set[int]:
    kind, keys = ContentType.objects.get_for_model(model), [str(record.pk) for record in records]
    states = WorkflowState.objects.active().filter(base_content_type=kind, object_id__in=keys)
    return {int(key) for key in states.values_list("object_id", flat=True)}


def _refused(by: Actor, user: Any, language: str) -> list[tuple[str, str, str]]:
    """Return what somebody returned after this account had approved it."""
    rows = []
    for word, (model, rights) in DRAFTED.items():
        kind = ContentType.objects.get_for_model(model)
        states = WorkflowState.objects.filter(
            base_content_type=kind,
            status=WorkflowState.STATUS_NEEDS_CHANGES,
            task_states__finished_by=user,
        ).select_related("current_task_state")
        found = {int(one.object_id): one for one in states.distinct() if user.pk in refused_approvers(one)}
        for record in within_reach(model._default_manager.all(), by, rights.draft).filter(pk__in=found):
            step = found[record.pk].current_task_state
            reason = shortened(step.comment if step else "")
            address = reverse("reviews:review", args=[word, record.pk])
            rows.append((name_draft(record, language), address, say(REFUSED, language, reason=reason)))
    return rows


def shortened(text: str) -> str:
    """Return what somebody wrote as one line that a row has room for."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
