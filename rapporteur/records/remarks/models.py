"""Comments on passages with their answers, and follow-ups; each names its record by kind and slug, as trails do."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapporteur.base.core.audit import record_name


class OfRecordsQuerySet(models.QuerySet[Any]):
    """Questions to what is said about records."""

    def about(self, record: models.Model) -> Self:
        """Only what is about one record."""
        return self.filter(record_type=record._meta.label_lower, record=record_name(record))


class OfRecord(models.Model):
    """Something that is said about a record of any kind, by whom and when."""

    record_type = models.CharField(max_length=60)
    record = models.CharField(max_length=120)
    text = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        abstract = True


class CommentQuerySet(OfRecordsQuerySet):
    """Questions to comments."""

    def open(self) -> Self:
        """Only those that nobody has resolved."""
        return self.filter(resolved_at=None)


class Comment(OfRecord):
    """What somebody says of a passage of a text in one language.

    `quote` is the passage as it was printed then, with some of what stood `before` and `after` it: found again by its
    words, wherever edits have moved it. `waits_for` is who is to answer or to change something, while it is open.
    """

    field = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    quote = models.TextField()
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments_written"
    )
    waits_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments_waiting"
    )
    resolved_by = models.CharField(max_length=150, blank=True)
    resolved_at = models.DateTimeField(null=True)

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="comment_says_something"),
            models.CheckConstraint(condition=Q(quote__regex=r"\S"), name="comment_on_a_passage"),
            models.CheckConstraint(
                condition=~Q(by="") & ~Q(record_type="") & ~Q(record=""), name="comment_names_who_and_what"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by="")
                | (Q(resolved_at__isnull=False) & ~Q(resolved_by="")),
                name="comment_resolved_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["record_type", "record"], name="comment_record")]

    def __str__(self) -> str:
        return f"{self.record}: {self.text[:40]}"


class CommentAnswer(models.Model):
    """What somebody answers to a comment."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="answers")
    text = models.TextField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="answer_says_something"),
            models.CheckConstraint(condition=~Q(by=""), name="answer_names_who"),
        ]

    def __str__(self) -> str:
        return self.text[:40]


class FollowUpQuerySet(OfRecordsQuerySet):
    """Questions to follow-ups."""

    def open(self) -> Self:
        """Only those that are not done."""
        return self.filter(done_at=None)


class FollowUp(OfRecord):
    """Something that is to be done about a record, by whom, up to and with which day.

    `owner_name` stays where the account is gone. One that `awaits_answer` says that whom it is about was asked, and
    answers by that day or does not.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="follow_ups"
    )
    owner_name = models.CharField(max_length=150)
    due_date = models.DateField(null=True)
    awaits_answer = models.BooleanField(default=False)
    done_by = models.CharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[FollowUpQuerySet] = FollowUpQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="follow_up_says_something"),
            models.CheckConstraint(
                condition=~Q(by="") & ~Q(owner_name="") & ~Q(record_type="") & ~Q(record=""),
                name="follow_up_names_who_and_what",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by="") | (Q(done_at__isnull=False) & ~Q(done_by="")),
                name="follow_up_done_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["record_type", "record"], name="follow_up_record")]

    def __str__(self) -> str:
        return f"{self.record}: {self.text[:40]}"
