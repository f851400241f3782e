"""The pages of reviews; an approval, a return and a comment are the verbs', which say who may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin import messages

from rapporteur.base.core import editorial
from rapporteur.base.core.approvals import is_own_review
from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.refusals import sentence
from rapporteur.interfaces.office.pages.saving import is_published_now
from rapporteur.interfaces.office.report_room.later import comes_later
from rapporteur.interfaces.office.reviews import reading
from rapporteur.interfaces.office.reviews.comparing import changes_between, facts_of
from rapporteur.interfaces.office.reviews.lacking import (
    AFTERWARDS,
    BlocksReport,
    check_blocks_nothing,
    lacks_text,
)
from rapporteur.interfaces.office.reviews.printing import compile_draft, print_pieces
from rapporteur.interfaces.office.reviews.queue import DRAFTED, draft_of, name_draft, queue, review_of
from rapporteur.interfaces.office.reviews.words import DONE, PAGE
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.queries import RemitsToCarry, remits_to_carry
from rapporteur.records.periods.refusals import ReasonMissing
from rapporteur.records.remarks import actions
from rapporteur.records.remarks.models import Comment
from rapporteur.records.remarks.passages import passage_in
from rapporteur.records.remarks.refusals import NothingWritten, PassageNotThere
from rapporteur.records.remarks.shapes import CommentShape

REFUSALS = (Foreseeable, ValidationError, IntegrityError)


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """All that waits: for whom, since when."""
    by = actor_of(request.user)
    may_set = can(by, Right.CHANGE_ASSOCIATION)
    context = {
        "words": PAGE,
        "rows": queue(by, reader(), timezone.now()),
        "may_set": may_set,
        "to_carry": may_set and remits_to_carry(timezone.localdate()) != RemitsToCarry(),
    }
    return TemplateResponse(request, "office/reviews/index.html", context)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, kind: str, pk: int) -> HttpResponseBase:
    """One draft in review, or returned: as it will be printed, what it changes; comment, approve or return it."""
    if kind not in DRAFTED:
        raise Http404
    model, rights = DRAFTED[kind]
    by, record = actor_of(request.user), model._default_manager.filter(pk=pk).first()
    if record is None or not reaches(by, rights.draft, record) or record.current_workflow_state is None:
        raise Http404
    if request.method == "POST":
        return _post(request, record, by, rights)
    return _page(request, record, by, rights)


def _post(
    request: HttpRequest, record: Any, by: Actor, rights: editorial.EditorialRights
) -> HttpResponseBase:
    """Take a step, and go on where it leads: a decision to the queue, a comment back to the text."""
    step = request.POST.get("step", "")
    if step not in STEPS:
        raise Http404
    try:
        with transaction.atomic():
            STEPS[step](record, by, rights, request.POST)
            if step in PUBLISHING and not request.POST.get("anyway") and is_published_now(record):
                check_blocks_nothing(draft_of(record), reader())
    except BlocksReport:
        record = type(record)._default_manager.get(pk=record.pk)  # as it is, without what was taken back
        return _page(request, record, by, rights, typed=request.POST, asks=step)
    except REFUSALS as refused:
        messages.error(request, sentence(refused))
        return _page(request, record, by, rights, typed=request.POST)
    waits = type(record)._default_manager.get(pk=record.pk).current_workflow_state is not None
    done = "more" if step == "approve" and waits else step
    messages.success(request, say(DONE[done], reader(), name=name_draft(record, reader())))
    if step in DECISIONS:
        return redirect(reverse("reviews:index"))
    return redirect(f"{request.path}#comments")


def _approve(record: Any, by: Actor, rights: editorial.EditorialRights, sent: Mapping[str, str]) -> None:
    editorial.approve(record, by=by, rights=rights, comment=sent.get("comment", "").strip())


def _return(record: Any, by: Actor, rights: editorial.EditorialRights, sent: Mapping[str, str]) -> None:
    try:
        actions.return_with_comments(record, by=by, rights=rights, reason=sent.get("comment", ""))
    except NothingWritten as nothing:
        raise ReasonMissing from nothing


def _comment(record: Any, by: Actor, rights: editorial.EditorialRights, sent: Mapping[str, str]) -> None:
    language, _, rest = sent.get("passage", "").partition("|")
    field, _, quote = rest.partition("|")
    draft = draft_of(record)
    compiled = compile_draft(draft) if isinstance(draft, Activity) else None
    pieces = print_pieces(draft, association_languages(), reader(), compiled)
    piece = next((one for one in pieces if one.language == language), None)
    passage = passage_in(piece.text_of(field), quote) if piece is not None else None
    if passage is None:
        raise PassageNotThere(quote)
    said = CommentShape(field=field, language=language, passage=passage, text=sent.get("text", ""))
    actions.comment_on(record, by=by, rights=rights, comment=said, at=timezone.now())


def _answer(record: Any, by: Actor, rights: editorial.EditorialRights, sent: Mapping[str, str]) -> None:
    found, at = _named(record, sent), timezone.now()
    actions.answer_comment(record, by=by, rights=rights, comment=found, text=sent.get("text", ""), at=at)


def _resolve(record: Any, by: Actor, rights: editorial.EditorialRights, sent: Mapping[str, str]) -> None:
    actions.resolve_comment(record, by=by, rights=rights, comment=_named(record, sent), at=timezone.now())


def _minor(record: Any, by: Actor, rights: editorial.EditorialRights, sent: Mapping[str, str]) -> None:
    editorial.publish_draft(record, by=by, rights=rights, minor=True)


def _named(record: Any, sent: Mapping[str, str]) -> Comment:
    key = sent.get("key", "")
    found: Comment = get_object_or_404(Comment.objects.about(record), pk=key if key.isdecimal() else 0)
    return found


STEPS: Mapping[str, Callable[[Any, Actor, editorial.EditorialRights, Mapping[str, str]], None]] = {
    "approve": _approve,
    "return": _return,
    "comment": _comment,
    "answer": _answer,
    "resolve": _resolve,
    "minor": _minor,
}
"""What is sent from the page of a review, and what it does."""
DECISIONS = frozenset({"approve", "return", "minor"})
PUBLISHING = frozenset({"approve", "minor"})


def _page(
    request: HttpRequest,
    record: Any,
    by: Actor,
    rights: editorial.EditorialRights,
    *,
    typed: Mapping[str, str] | None = None,
    asks: str = "",
) -> HttpResponseBase:
    """Show a review; `asks` is the step that would publish what blocks its report, and is asked for once more."""
    draft, language, today = draft_of(record), reader(), timezone.localdate()
    state, before = record.current_workflow_state, reading.version_before(record)
    waits = state.status == state.STATUS_IN_PROGRESS
    own, step = is_own_review(state, by), state.current_task_state
    publishes = can(by, rights.publish)
    comments = reading.comments_of(record)
    compiled = compile_draft(draft) if isinstance(draft, Activity) else None
    pieces = print_pieces(draft, association_languages(), language, compiled, comments)
    later = comes_later(request, compiled.period) if compiled is not None and not asks else None
    checks = reading.check_draft(draft, language) if compiled is not None and not later else []
    context = {
        "words": PAGE,
        "name": name_draft(record, language),
        "kind": str(record._meta.verbose_name),
        "printed": pieces,
        "comments": reading.show_comments(comments, pieces, language),
        "open_comments": any(one.resolved_at is None for one in comments),
        "is_checked": compiled is not None,
        "later": later,
        "checks": checks,
        "blocking": [one.message for one in checks if one.blocks and one.rule not in AFTERWARDS],
        "lacks_text": lacks_text(draft),
        "history": reading.history_of(record, by, language),
        "steps": reading.steps_of(review_of(record, str(record._meta.model_name), rights), language, by),
        "is_new": before is None,
        "was_returned": before is not None and before is not record,
        "changes": changes_between(before, draft, language, today) if before is not None else [],
        "facts": facts_of(draft, language, today),
        "own": own and waits,
        "may_decide": waits and not own and publishes,
        "may_return": waits and publishes,
        "may_call_minor": waits and not own and publishes and record.live,
        "typed": typed or {},
        "asks": asks,
        "returned": "" if waits or step is None else step.comment,
        "form": reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk]),
    }
    return TemplateResponse(request, "office/reviews/review.html", context)
