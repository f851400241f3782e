"""What a reviewer reads beside the text: comments, checks of this record, its history, what it was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from rapporteur.base.core.approvals import approvals_of
from rapporteur.base.core.models import Editorial
from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.pages.looking import entries_of
from rapporteur.interfaces.office.reviews.checking import findings_on
from rapporteur.interfaces.office.reviews.printing import PrintedPiece, compile_quarter, span_of
from rapporteur.interfaces.office.reviews.queue import Review, name_readers
from rapporteur.interfaces.office.reviews.words import STEPS, VERBS
from rapporteur.interfaces.office.words import field_label
from rapporteur.proof.rules.finding import Severity
from rapporteur.records.activities.models import Activity
from rapporteur.records.remarks.models import Comment

MOST_ENTRIES = 12
"""Entries of the history beside a text: the last round of a review, the rest is on a page of its own."""
SEVERITY_SIGNS: Mapping[Severity, str] = {
    Severity.BLOCKING: "✖",
    Severity.WARNING: "!",
    Severity.INFORMATION: "i",
}


@dataclass(frozen=True)
class AnswerRow:
    """An answer: who, when, what."""

    by: str
    day: str
    text: str


@dataclass(frozen=True)
class CommentRow:
    """A comment as it is shown: its number in the text, its passage and whether that is still there, its answers."""

    pk: int
    number: int
    field: str
    language: str
    quote: str
    gone: bool
    text: str
    by: str
    day: str
    answers: tuple[AnswerRow, ...]
    resolved: str


@dataclass(frozen=True)
class FindingLine:
    """What a check says of the draft, and what mends it."""

    sign: str
    message: str
    mend: str
    blocks: bool
    rule: str


@dataclass(frozen=True)
class HistoryLine:
    """An entry of the trail: when, who, what in words."""

    day: str
    by: str
    action: str


@dataclass(frozen=True)
class StepLine:
    """An approval that a record needs: who has given it and when, or whom it waits for."""

    sign: str
    text: str


def comments_of(record: Editorial) -> list[Comment]:
    """Return the comments on a record, open ones first, each with its answers: two queries."""
    found: list[Comment] = list(
        Comment.objects.about(record).prefetch_related("answers").order_by("at", "pk")
    )
    return sorted(found, key=lambda one: one.resolved_at is not None)


def show_comments(
    comments: Sequence[Comment], pieces: Sequence[PrintedPiece], language: str
) -> list[CommentRow]:
    """Return comments as they are shown beside the text as it is now."""
    by_language = {one.language: one for one in pieces}
    rows = []
    for number, one in enumerate(comments, 1):
        piece = by_language.get(one.language)
        rows.append(
            CommentRow(
                pk=one.pk,
                number=number,
                field=str(field_label(one.field)),
                language=one.language,
                quote=one.quote,
                gone=piece is None or span_of(piece, one) is None,
                text=one.text,
                by=one.by,
                day=day_in_words(one.at, language),
                answers=tuple(
                    AnswerRow(answer.by, day_in_words(answer.at, language), answer.text)
                    for answer in sorted(one.answers.all(), key=lambda answer: (answer.at, answer.pk))
                ),
                resolved=one.resolved_by,
            )
        )
    return rows


def check_draft(draft: Activity, language: str) -> list[FindingLine]:
    """Return what the checks of its quarter find of an activity, as if its draft were published."""
    compiled = compile_quarter(draft)
    order = list(Severity)
    return [
        FindingLine(
            sign=SEVERITY_SIGNS[one.severity],
            message=one.message(language),
            mend=one.cure(language),
            blocks=one.severity is Severity.BLOCKING,
            rule=one.rule.id,
        )
        for one in sorted(findings_on([draft], compiled), key=lambda one: order.index(one.severity))
    ]


def history_of(record: Editorial, by: Actor, language: str) -> list[HistoryLine]:
    """Return the last entries of the trail of a record, for whoever may read it."""
    if not can(by, Right.VIEW_TRAIL):
        return []
    return [
        HistoryLine(
            day_in_words(entry.at, language),
            entry.by,
            say(VERBS[entry.action], language) if entry.action in VERBS else entry.action,
        )
        for entry in entries_of(record)[:MOST_ENTRIES]
    ]


def steps_of(review: Review, language: str, by: Actor) -> list[StepLine]:
    """Return the approvals that a record needs, in order: given by whom, waiting for whom."""
    record, state = review.record, review.state
    given = approvals_of(state)
    needed = max(record.approvals_needed, state.workflow.workflow_tasks.count(), len(given))
    lines = [
        StepLine(
            "●",
            say(
                STEPS["given"], language, number=number, count=needed,
                who=one.finished_by.get_username() if one.finished_by else "–",
                day=day_in_words(one.finished_at, language),
            ),
        )
        for number, one in enumerate(given, 1)
    ]  # fmt: skip
    for number in range(len(given) + 1, needed + 1):
        message = STEPS["waits"] if number == len(given) + 1 else STEPS["later"]
        said = say(message, language, number=number, count=needed, who=name_readers(review, language, by))
        lines.append(StepLine("◔" if number == len(given) + 1 else "○", said))
    return lines


def version_before(record: Any) -> Any:
    """Return what a reviewer has seen last: the version that was returned, else what is published; None for neither."""
    state = record.current_workflow_state
    refused = (
        state.task_states.filter(status=TaskState.STATUS_REJECTED).order_by("-finished_at").first()
        if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS
        else None
    )
    if refused is not None:
        seen = (
            record.revisions.filter(created_at__lte=refused.finished_at)
            .order_by("-created_at", "-pk")
            .first()
        )
        if seen is not None:
            return seen.as_object()
    return record if record.live else None


def day_in_words(at: datetime | date | None, language: str) -> str:
    """Return the day of a moment, here."""
    if at is None:
        return ""
    day = timezone.localtime(at).date() if isinstance(at, datetime) else at
    return format_day(day, language)
