"""What the form of a record shows of what is said about it: open comments at their fields, follow-ups at its head."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from rapporteur.base.core.models import Editorial
from rapporteur.base.core.permissions import Actor, Right, can, roles_with
from rapporteur.base.core.queries import association_languages
from rapporteur.base.words.say import say, say_around
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.follow_ups.showing import address_of, by_urgency, row_of
from rapporteur.interfaces.office.follow_ups.words import OPEN_COMMENTS, OPEN_FOLLOW_UPS
from rapporteur.interfaces.office.periods.standing import name_period
from rapporteur.interfaces.office.periods.words import FORM_LOCKED
from rapporteur.interfaces.office.reviews.printing import compile_draft, print_pieces
from rapporteur.interfaces.office.reviews.queue import name_account
from rapporteur.interfaces.office.reviews.reading import day_in_words, show_comments
from rapporteur.interfaces.office.reviews.words import PAGE, RETURNED_BY, RETURNED_UNEXPLAINED
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.models import Activity
from rapporteur.records.periods.locks import HeldByPeriods
from rapporteur.records.periods.refusals import PeriodLocked
from rapporteur.records.remarks.models import Comment, FollowUp

MOST_AT_HEAD = 3
"""Follow-ups at the head of a form: it is there to be written in, the rest is one click away."""


def put_comments(form: Any, record: Any) -> int:
    """Put the open comments on a record at the boxes of its form; return how many there are."""
    if not isinstance(record, Editorial):
        return 0
    comments = list(Comment.objects.about(record).open().prefetch_related("answers").order_by("at", "pk"))
    if not comments:
        return 0
    draft: Any = record.get_latest_revision_as_object()
    compiled = compile_draft(draft) if isinstance(draft, Activity) else None
    pieces = print_pieces(draft, association_languages(), reader(), compiled)
    address = _review_of(record)
    at: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for one, row in zip(comments, show_comments(comments, pieces, reader()), strict=True):
        more = {
            "reader": reader(),
            "gone_words": PAGE["gone"],
            "answer_words": PAGE["answer"],
            "address": f"{address}#comment-{row.number}" if address else "",
        }
        at[one.field][one.language].append({**asdict(row), **more})
    for name, by_language in at.items():
        if name in form.fields:
            form.fields[name].widget.comments = dict(by_language)
    return len(comments)


def head_of(record: Any, comments: int, by: Actor) -> dict[str, Any]:
    """Return what stands above the form of a record: its review, its follow-ups, where it goes out."""
    found = FollowUp.objects.about(record).open()
    rows = list(by_urgency(found))
    is_activity = isinstance(record, Activity) and can(by, DOORS[Activity].view)
    return {
        "title": PAGE["title"],
        "locked": _say_lock(record, by),
        "returned": _say_return(record) if isinstance(record, Editorial) else "",
        "review": _review_of(record) if isinstance(record, Editorial) else "",
        "comments": say(OPEN_COMMENTS, reader(), count=comments) if comments else "",
        "follow_ups": say(OPEN_FOLLOW_UPS, reader(), count=len(rows)),
        "address": address_of(record),
        "rows": [row_of(one, by, reader(), timezone.localdate()) for one in rows[:MOST_AT_HEAD]],
        "take_out": reverse("reviews:take_out", args=[record.pk]) if is_activity and record.live else "",
        "take_out_words": PAGE["take_out"],
    }


def _say_lock(record: Any, by: Actor) -> str:
    """Say that a locked period holds a record, before somebody writes in vain; nothing where an exception opens it."""
    if not isinstance(record, HeldByPeriods):
        return ""
    try:
        record.check_writable([record], by=by)
    except PeriodLocked as refused:
        roles = roles_with(Right.GRANT_EXCEPTIONS, reader())
        return say(FORM_LOCKED, reader(), period=name_period(refused.lock.period, reader()), roles=roles)
    return ""


def _say_return(record: Editorial) -> str:
    """Say who returned a record, when and why; nothing where it is not to be taken up again."""
    state = record.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return ""
    step = state.current_task_state
    who = name_account(step.finished_by) if step.finished_by else "–"
    day = day_in_words(step.finished_at, reader())
    if not step.comment:  # the window of a step takes none
        return say(RETURNED_UNEXPLAINED, reader(), who=who, day=day)
    return say_around(RETURNED_BY, reader(), who=who, day=day, reason=step.comment)


def _review_of(record: Any) -> str:
    if record.current_workflow_state is None:
        return ""
    return reverse("reviews:review", args=[record._meta.model_name, record.pk])
