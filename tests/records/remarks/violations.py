"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from rapporteur.records.remarks.models import Comment, CommentAnswer, FollowUp

AT = datetime(2018, 7, 2, 9, tzinfo=UTC)
OF = {"record_type": "activities.activity", "record": "forum", "by": "lia", "at": AT}


def a_comment(**values: object) -> Comment:
    """Write a comment on a passage, or what `values` make of it."""
    fixed = {**OF, "text": "Which?", "quote": "The forum", "field": "text", "language": "en"}
    return Comment.objects.create(**{**fixed, **values})


def an_answer(**values: object) -> CommentAnswer:
    """Write an answer, or what `values` make of it."""
    return CommentAnswer.objects.create(
        **{"comment": a_comment(), "text": "Yes", "by": "lia", "at": AT, **values}
    )


def a_follow_up(**values: object) -> FollowUp:
    """Write a follow-up, or what `values` make of it."""
    return FollowUp.objects.create(**{**OF, "text": "Send it", "owner_name": "lia", **values})


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "comment_says_something": lambda: a_comment(text=" "),
    "comment_on_a_passage": lambda: a_comment(quote=""),
    "comment_names_who_and_what": lambda: a_comment(by=""),
    "comment_resolved_by_somebody": lambda: a_comment(resolved_at=AT),
    "answer_says_something": lambda: an_answer(text="\n"),
    "answer_names_who": lambda: an_answer(by=""),
    "follow_up_says_something": lambda: a_follow_up(text=" \n"),
    "follow_up_names_who_and_what": lambda: a_follow_up(owner_name=""),
    "follow_up_done_by_somebody": lambda: a_follow_up(done_by="lia"),
}
