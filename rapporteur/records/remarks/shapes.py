"""What the verbs of remarks take."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.base import Shape
from rapporteur.records.remarks.passages import QuotedPassage


class CommentShape(Shape, frozen=True, kw_only=True):
    """A comment on a passage of a field, as it is printed in a language."""

    field: str
    language: str
    passage: QuotedPassage
    text: str


class FollowUpShape(Shape, frozen=True, kw_only=True):
    """What is to be done, by which account (its name), up to and with which day; None for no day.

    `awaits_answer` where whom it is about was asked and is to answer by then.
    """

    text: str
    owner: str
    due_date: date | None = None
    awaits_answer: bool = False
