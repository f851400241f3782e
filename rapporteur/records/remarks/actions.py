"""Writes to comments and follow-ups: whoever may see a record comments on it, whoever may write it gives follow-ups.

Each stands in the trail of the record that it is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction

from rapporteur.base.core.audit import audit, record_name
from rapporteur.base.core.editorial import EditorialRights, return_for_changes
from rapporteur.base.core.engine import Saved
from rapporteur.base.core.models import Editorial
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.reach import check_reaches
from rapporteur.records.remarks.models import Comment, CommentAnswer, FollowUp
from rapporteur.records.remarks.owners import owner_called
from rapporteur.records.remarks.refusals import NothingWritten
from rapporteur.records.remarks.shapes import CommentShape, FollowUpShape

MOST_CARRIED = 5
"""Comments that a reason of a return tells in words: it is read in a row of a list; more are counted."""


@transaction.atomic
def comment_on(
    record: Editorial, *, by: Actor, rights: EditorialRights, comment: CommentShape, at: datetime
) -> Saved[Comment]:
    """Comment on a passage; it waits for whoever put the record to review, else for who wrote its last draft.

    The same words on the same passage, sent twice, are one comment. Raises NotAllowed and NothingWritten.
    """
    check_reaches(by, rights.view, record)
    values = {
        "field": comment.field,
        "language": comment.language,
        "quote": comment.passage.quote,
        "text": _check_words(comment.text),
        "by": by.in_trail,
    }
    same = Comment.objects.about(record).open().filter(**values).first()
    if same is not None:
        return Saved(same, created=False)
    asked = _asked_of(record)
    saved = Comment.objects.create(
        **_of(record),
        **values,
        before=comment.passage.before,
        after=comment.passage.after,
        at=at,
        account_id=by.user,
        waits_for_id=asked if asked != by.user else None,
    )
    said = {"passage": comment.passage.quote, "language": comment.language, "comment": saved.text}
    audit(by=by, action="commented", record=record, changes=said)
    return Saved(saved, created=True)


@transaction.atomic
def answer_comment(
    record: Editorial, *, by: Actor, rights: EditorialRights, comment: Comment, text: str, at: datetime
) -> Saved[CommentAnswer]:
    """Answer a comment; it waits then for whoever wrote it, or, where they answer themselves, for who is asked.

    Raises NotAllowed, NothingWritten.
    """
    check_reaches(by, rights.view, record)
    found = _comment(record, comment)
    words = _check_words(text)
    last = found.answers.order_by("at", "pk").last()
    if last is not None and (last.by, last.text) == (by.in_trail, words):
        return Saved(last, created=False)
    saved = CommentAnswer.objects.create(comment=found, text=words, by=by.in_trail, at=at)
    asked = _asked_of(record) if found.account_id == by.user else found.account_id
    found.waits_for_id = asked if asked != by.user else None
    found.save(update_fields=["waits_for"])
    audit(by=by, action="answered", record=record, changes={"comment": found.text, "answer": words})
    return Saved(saved, created=True)


@transaction.atomic
def resolve_comment(
    record: Editorial, *, by: Actor, rights: EditorialRights, comment: Comment, at: datetime
) -> Saved[Comment]:
    """Close a comment: what it asked for is done or answered. Raises NotAllowed."""
    check_reaches(by, rights.view, record)
    found = _comment(record, comment)
    if found.resolved_at is not None:
        return Saved(found, created=False)
    found.resolved_at, found.resolved_by, found.waits_for = at, by.in_trail, None
    found.save(update_fields=["resolved_at", "resolved_by", "waits_for"])
    audit(by=by, action="resolved", record=record, changes={"comment": found.text})
    return Saved(found, created=False, changes={"resolved_at": (None, at.isoformat())})


@transaction.atomic
def return_with_comments(record: Editorial, *, by: Actor, rights: EditorialRights, reason: str) -> None:
    """Return a draft that is in review; its reason carries the open comments on passages.

    Raises NotAllowed, NotInReview, and NothingWritten where there is neither a reason nor a comment.
    """
    comments = list(Comment.objects.about(record).open().order_by("at", "pk"))
    if not reason.strip() and not comments:
        raise NothingWritten
    lines = [f"“{one.quote}” ({one.language}): {one.text}" for one in comments[:MOST_CARRIED]]
    more = [f"+ {len(comments) - MOST_CARRIED}"] if len(comments) > MOST_CARRIED else []
    told = "\n".join(filter(None, [reason.strip(), *lines, *more]))
    return_for_changes(record, by=by, rights=rights, comment=told)


# --- follow-ups -------------------------------------------------------------------------------------


@transaction.atomic
def add_follow_up(
    record: models.Model, *, by: Actor, view: Right, write: Right, follow_up: FollowUpShape, at: datetime
) -> Saved[FollowUp]:
    """Say what is to be done about a record, by whom; the rights are those of its kind.

    The owner is somebody who may see the record. Raises NotAllowed, NothingWritten, RecordNotFound, OwnerCannotSee.
    """
    check_reaches(by, write, record)
    words, owner = _check_words(follow_up.text), owner_called(follow_up.owner, record, view)
    same = FollowUp.objects.about(record).open().filter(text=words, owner=owner).first()
    if same is not None and (same.due_date, same.awaits_answer) == (
        follow_up.due_date,
        follow_up.awaits_answer,
    ):
        return Saved(same, created=False)
    saved = FollowUp.objects.create(
        **_of(record), text=words, owner=owner, owner_name=owner.get_username(), due_date=follow_up.due_date,
        awaits_answer=follow_up.awaits_answer, by=by.in_trail, at=at,
    )  # fmt: skip
    said: dict[str, object] = {
        "follow-up": words,
        "owner": saved.owner_name,
        "due": _plain(follow_up.due_date),
    }
    if saved.awaits_answer:
        said["awaits_answer"] = True
    audit(by=by, action="follow-up added", record=record, changes=said)
    return Saved(saved, created=True)


@transaction.atomic
def change_follow_up(
    record: models.Model,
    *,
    by: Actor,
    view: Right,
    write: Right,
    follow_up: FollowUp,
    to: FollowUpShape,
) -> Saved[FollowUp]:
    """Give a follow-up other words, another owner or another day. Raises what :func:`add_follow_up` raises."""
    check_reaches(by, write, record)
    found, words, owner = (
        _follow_up(record, follow_up),
        _check_words(to.text),
        owner_called(to.owner, record, view),
    )
    changes: dict[str, tuple[object, object]] = {
        name: (old, new)
        for name, old, new in (
            ("text", found.text, words),
            ("owner", found.owner_name, owner.get_username()),
            ("due", _plain(found.due_date), _plain(to.due_date)),
            ("awaits_answer", found.awaits_answer, to.awaits_answer),
        )
        if old != new
    }
    if not changes:
        return Saved(found, created=False)
    found.text, found.owner, found.owner_name = words, owner, owner.get_username()
    found.due_date, found.awaits_answer = to.due_date, to.awaits_answer
    found.save()
    audit(by=by, action="follow-up changed", record=record, changes=changes)
    return Saved(found, created=False, changes=changes)


@transaction.atomic
def finish_follow_up(
    record: models.Model, *, by: Actor, view: Right, write: Right, follow_up: FollowUp, at: datetime
) -> Saved[FollowUp]:
    """Say that a follow-up is done: whoever has it and may see the record, or who may write it. Raises NotAllowed."""
    found = _follow_up(record, follow_up)
    owns = by.user is not None and found.owner_id == by.user
    check_reaches(by, view if owns else write, record)
    if found.done_at is not None:
        return Saved(found, created=False)
    found.done_at, found.done_by = at, by.in_trail
    found.save(update_fields=["done_at", "done_by"])
    audit(by=by, action="follow-up done", record=record, changes={"follow-up": found.text})
    return Saved(found, created=False, changes={"done_at": (None, at.isoformat())})


def _asked_of(record: Editorial) -> int | None:
    """Return the account of who put a record to review, else of who wrote its last draft."""
    review = record.current_workflow_state
    if review is not None and review.requested_by_id is not None:
        asked: int = review.requested_by_id
        return asked
    last = record.latest_revision
    return last.user_id if last is not None else None


def _of(record: models.Model) -> Mapping[str, str]:
    return {"record_type": record._meta.label_lower, "record": record_name(record)}


def _comment(record: models.Model, comment: Comment) -> Comment:
    """Return a comment as it is now; raise DoesNotExist where it is about another record."""
    found: Comment = Comment.objects.select_for_update(of=("self",)).about(record).get(pk=comment.pk)
    return found


def _follow_up(record: models.Model, follow_up: FollowUp) -> FollowUp:
    """Return a follow-up as it is now; raise DoesNotExist where it is about another record."""
    found: FollowUp = FollowUp.objects.select_for_update(of=("self",)).about(record).get(pk=follow_up.pk)
    return found


def _check_words(text: str) -> str:
    words = text.strip()
    if not words:
        raise NothingWritten
    return words


def _plain(day: Any) -> str | None:
    return day.isoformat() if day else None
