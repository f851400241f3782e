"""The association, the audit trail, and what the records of all rooms have in common."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self, TypeGuard

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import FilteredRelation, Q
from django.db.models.functions import Now
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from rapporteur.core.fields import LocalizedTextField

COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", "expected a colour such as #1b4f8f")
COUNTRY = RegexValidator(r"^[A-Z]{2}$", "expected an ISO 3166 code of two letters such as FR")
CURRENCY = RegexValidator(r"^[A-Z]{3}$", "expected an ISO 4217 code such as EUR")
LATITUDE = (MinValueValidator(-90), MaxValueValidator(90))
LONGITUDE = (MinValueValidator(-180), MaxValueValidator(180))
LINE_COLOURS = ["#1f4e8c", "#1c6b45", "#8a2445", "#7a4b00", "#5b3a8e", "#00646b"]


def line_colours() -> list[str]:
    """Return the colours that lines of a plan get unless the association chooses its own."""
    return list(LINE_COLOURS)


def one_language() -> list[str]:
    """Return the languages of an association that has chosen none."""
    return ["en"]


class Association(models.Model):
    """The network itself; an installation serves exactly one."""

    singleton = models.BooleanField(default=True, editable=False, unique=True)
    slug = models.SlugField(unique=True)
    name = LocalizedTextField()
    short_name = models.CharField(max_length=80)
    report_name = LocalizedTextField(help_text="What the report is called: “Progress report”.")
    seat = LocalizedTextField()
    seat_country = models.CharField(max_length=2, blank=True, validators=[COUNTRY])
    address = models.JSONField(default=list, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.CharField(max_length=200, blank=True)
    hashtag = models.CharField(max_length=60, blank=True)
    languages = models.JSONField(default=one_language)
    source_language = models.CharField(max_length=12)
    currency = models.CharField(max_length=3, default="EUR", validators=[CURRENCY])
    fiscal_year_start = models.CharField(max_length=5, default="01-01")
    colour = models.CharField(max_length=7, default="#1d3c5a", validators=[COLOUR])
    line_colours = models.JSONField(default=line_colours)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(singleton=True), name="association_is_one"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="association_currency_code"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class AuditEntry(models.Model):
    """Who did what to which record; written by actions only, never changed."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    record_type = models.CharField(max_length=60)
    record = models.CharField(max_length=120)
    changes = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=""), name="audit_names_who"),
            models.CheckConstraint(condition=~Q(action=""), name="audit_names_what"),
        ]
        indexes = [models.Index(fields=["record_type", "record"], name="audit_record")]

    def __str__(self) -> str:
        return f"{self.action} {self.record_type} {self.record} by {self.by}"


class PublishedQuerySet(models.QuerySet[Any]):
    """Questions to records that have drafts."""

    def published(self) -> Self:
        """Only what is published; figures count nothing else."""
        return self.filter(live=True)


class SourceLanguageMissing(ValidationError):
    """A record is to be published without an essential text in the language that the association writes in first."""

    def __init__(self, record: Editorial, language: str, fields: list[str]) -> None:
        names = ", ".join(fields)
        super().__init__(
            f"{record._meta.verbose_name} '{record.slug}' cannot be published: {names} is empty in the source language "
            f"({language}). Write it, and publish again."
        )

    def __str__(self) -> str:
        return " ".join(self.messages)


class Editorial(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """A record with drafts, revisions, locking and workflow.

    What is published has its `essential` texts in the source language, however it comes to be published.
    """

    essential: ClassVar[tuple[str, ...]] = ()

    slug = models.SlugField(max_length=120, unique=True)

    objects: ClassVar[Any] = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish a revision of the record. Raises SourceLanguageMissing."""
        self.check_essential(Association.objects.values_list("source_language", flat=True).first())
        return super().publish(revision, *args, **kwargs)

    def check_essential(self, source: str | None) -> None:
        """Raise SourceLanguageMissing where an essential text is empty in the language `source`."""
        empty = [name for name in self.essential if source and source not in getattr(self, name)]
        if source and empty:
            raise SourceLanguageMissing(self, source, empty)


def end_after_start(name: str) -> models.CheckConstraint:
    """Constrain `end` (excluded, empty while it lasts) to lie after `start` (empty: before the records)."""
    return models.CheckConstraint(
        condition=Q(end__isnull=True) | Q(start__isnull=True) | Q(end__gt=models.F("start")),
        name=name,
    )


def on_earth(name: str) -> models.CheckConstraint:
    """Constrain `latitude` and `longitude` to be both absent, or both there and possible.

    Absence is spelt out: a comparison with NULL is neither true nor false, and a check that is not false holds.
    """
    return models.CheckConstraint(
        condition=Q(latitude__isnull=True, longitude__isnull=True)
        | Q(
            latitude__isnull=False,
            longitude__isnull=False,
            latitude__range=(-90, 90),
            longitude__range=(-180, 180),
        ),
        name=name,
    )


class DatedQuerySet(models.QuerySet[Any]):
    """Questions to records that hold from `start` (included) to `end` (excluded)."""

    def in_force(self, on: Any) -> Self:
        """Only what holds on the day `on`."""
        return self.filter(_holds_on(on))


def _holds_on(on: Any, relation: str = "") -> Q:
    start, end = f"{relation}start", f"{relation}end"
    return (Q((f"{start}__isnull", True)) | Q((f"{start}__lte", on))) & (
        Q((f"{end}__isnull", True)) | Q((f"{end}__gt", on))
    )


def joined_in_force(relation: str, on: Any) -> FilteredRelation:
    """Return the records of `relation` that hold on the day `on`, as a join that keeps rows which have none."""
    return FilteredRelation(relation, condition=_holds_on(on, f"{relation}__"))


def begins_later(start: date | None, than: date | None) -> TypeGuard[date]:
    """Tell whether `start` lies after another start; None is a day before the records."""
    return start is not None and (than is None or start > than)


class Dated(models.Model):
    """Something that holds from `start` (empty: since before the records) up to, without, `end`."""

    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class TranslationState(models.Model):
    """Which revision of the source a translated text was made from; kept by :mod:`rapporteur.core.translations`.

    `field` is the field's name, for a part of the record with its relation and place (`places.0.name`). The source is
    kept as it was, to be shown beside what it has become.
    """

    record_type = models.CharField(max_length=60)
    record = models.CharField(max_length=120)
    field = models.CharField(max_length=80)
    language = models.CharField(max_length=12)
    source_hash = models.CharField(max_length=64)
    source_text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=64)
    machine = models.BooleanField(default=False)
    by = models.CharField(max_length=150)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record_type", "record", "field", "language"], name="one_state_per_translation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record} {self.field} {self.language}"
