"""The association, the audit trail, and what the records of all rooms have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.permissions import REGIONAL_ROLES, Role
from rapporteur.base.core.rights import models as rights  # noqa: F401  # a model of this application
from rapporteur.base.core.searching import SearchQuerySet
from rapporteur.base.core.spans import has_begun, holds_on
from rapporteur.base.values.failures import Foreseeable, RecordKey
from rapporteur.base.values.links import WEB, link_target, site_target
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.sections import USUAL_SECTIONS, expected_sections, wrong_sections
from rapporteur.base.values.spans import Span

M = TypeVar("M", bound=models.Model)
COLOUR = RegexValidator(r"^#[0-9a-f]{6}$", "expected a colour such as #1b4f8f")
COUNTRY = RegexValidator(r"^[A-Z]{2}$", "expected an ISO 3166 code of two letters such as FR")
CURRENCY = RegexValidator(r"^[A-Z]{3}$", "expected an ISO 4217 code such as EUR")


def check_link(address: str) -> None:
    """Refuse what no link of a document may lead to; a validator of fields that hold an address of the web."""
    if link_target(address).partition(":")[0].lower() not in WEB:
        raise ValidationError("expected an address such as https://example.org")


def check_website(website: str) -> None:
    """Refuse what is no website, which may be written “www.example.org”."""
    if not site_target(website):
        raise ValidationError("expected a website such as https://example.org or www.example.org")


LATITUDE = (MinValueValidator(-90), MaxValueValidator(90))
LONGITUDE = (MinValueValidator(-180), MaxValueValidator(180))
ESCALATION_DAYS = 5
"""A week of work: reviewers read once a week at least."""
LINE_COLOURS = ["#1f4e8c", "#1c6b45", "#8a2445", "#7a4b00", "#5b3a8e", "#00646b"]


def line_colours() -> list[str]:
    """Return the colours that lines of a plan get unless the association chooses its own."""
    return list(LINE_COLOURS)


def default_languages() -> list[str]:
    """Return the languages of an association that has chosen none."""
    return ["en"]


def no_sections() -> list[str]:
    """Return the sections of an association that has chosen none: its reports have the usual ones."""
    return []


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
    website = models.CharField(max_length=200, blank=True, validators=[check_website])
    hashtag = models.CharField(max_length=60, blank=True)
    licence = models.CharField(
        max_length=120,
        blank=True,
        help_text="Under which others may use reports, as it is to be printed: “CC BY 4.0”.",
    )
    languages = models.JSONField(default=default_languages)
    source_language = models.CharField(max_length=12)
    currency = models.CharField(max_length=3, default="EUR", validators=[CURRENCY])
    fiscal_year_start = models.CharField(max_length=5, default="01-01")
    colour = models.CharField(max_length=7, default="#1d3c5a", validators=[COLOUR])
    line_colours = models.JSONField(default=line_colours)
    sections = models.JSONField(
        default=no_sections,
        blank=True,
        help_text="Of new reports, in their order; empty: the usual ones.",
    )
    escalation_days = models.PositiveSmallIntegerField(
        default=ESCALATION_DAYS,
        validators=[MaxValueValidator(365)],
        help_text="After how many days a review that waits is put before somebody else; 0: never.",
    )

    said: ClassVar[Mapping[str, Message]] = {
        "association_is_one": Message("{singleton}: there is one association only.", context="constraint")
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(singleton=True), name="association_is_one"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="association_currency_code"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def clean(self) -> None:
        """Refuse sections that no report has, and those that are given twice."""
        super().clean()
        if wrong := wrong_sections(self.sections):
            raise ValidationError({"sections": expected_sections(wrong)})

    @property
    def report_sections(self) -> tuple[str, ...]:
        """The sections of a report for which nobody chose any."""
        return tuple(self.sections) or USUAL_SECTIONS


class AuditEntry(models.Model):
    """Who did what to which record; written by actions only, never changed.

    But that a draft which is saved while somebody types has one entry a sitting (see
    :func:`rapporteur.base.core.audit.audit_sitting`).
    """

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
        indexes = [
            models.Index(fields=["record_type", "record"], name="audit_record"),
            models.Index(fields=["by", "record_type", "id"], name="audit_by"),  # what somebody wrote last
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.record_type} {self.record} by {self.by}"


_BOUND = [role.value for role in Role if role in REGIONAL_ROLES]


WHERE_BOUND = Message(
    "{region_code} is needed for the {role} that is bound to a region, and stays empty for any other.",
    context="constraint",
)


class RoleAssignment(models.Model):
    """What an account is to the association; a role that is bound to regions is given once for each of them.

    The region is named by its code: this room knows no regions.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role])
    region_code = models.SlugField(blank=True)

    said: ClassVar[Mapping[str, Message]] = {"role_names_region_where_bound": WHERE_BOUND}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "region_code"], name="role_given_once"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="role_known"),
            models.CheckConstraint(
                condition=(Q(role__in=_BOUND) & ~Q(region_code=""))
                | (~Q(role__in=_BOUND) & Q(region_code="")),
                name="role_names_region_where_bound",
            ),
        ]

    def __str__(self) -> str:
        of_region = f" ({self.region_code})" if self.region_code else ""
        return f"{self.user}: {self.get_role_display()}{of_region}"


class PublishedQuerySet(SearchQuerySet[M]):
    """Questions to records that have drafts."""

    def published(self) -> Self:
        """Only what is published; figures count nothing else."""
        return self.filter(live=True)


def name_in(record: models.Model) -> Callable[[str], str]:
    """Return what says in a language what a record is called, as far as it says so itself; else what it is known by."""
    for source in getattr(record, "called_by", ()):
        name = getattr(record, source)
        if isinstance(name, LocalizedText) and name:
            return partial(_in_language, name)
    return partial(_in_language, LocalizedText({"": str(getattr(record, "slug", record.pk))}))


def _in_language(name: LocalizedText, language: str) -> str:
    return name.best((language.partition("-")[0],))


class SourceLanguageMissing(Foreseeable, ValidationError):
    """A record is to be published without an essential text in the language that the association writes in first."""

    def __init__(self, record: Editorial, language: str, fields: list[str]) -> None:
        self.record, self.fields, self.language = record, tuple(fields), language
        names = ", ".join(fields)
        super().__init__(
            Message(
                "{place} '{value}' cannot be published: {names} is empty in the source language ({language}). "
                "Write it, and publish again."
            ),
            place=str(record._meta.verbose_name),
            value=RecordKey(record.slug, record),
            names=names,
            language=language,
        )

    def __str__(self) -> str:
        return " ".join(self.messages)


class PublishedPastTheEngine(RuntimeError):
    """A revision was to be published by something else than a verb."""

    def __init__(self, record: Editorial) -> None:
        super().__init__(
            f"{record._meta.verbose_name} '{record.slug}' was to be published past the engine of writes, which asks "
            "who may and keeps the trail: call the verb of its room"
        )


class Named(models.Model):
    """A record that others name by its slug: links, files and addresses keep what it is called for good.

    Forms ask for its `essential` texts in the source language.
    """

    essential: ClassVar[tuple[str, ...]] = ()
    found_by: ClassVar[tuple[str, ...]] = ("slug",)

    slug = models.SlugField(max_length=120, unique=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug


class Editorial(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, Named):
    """A record whose prose somebody writes and somebody else reads before it counts: drafts, locking, workflow.

    What is published has its `essential` texts in the source language, however it comes to be published.
    """

    class Meta:
        abstract = True

    @property
    def approvals_needed(self) -> int:
        """How many people approve it before it is published, where a review is set up for its kind."""
        return 1

    @property
    def approved_schedule(self) -> bool:
        """Whether a clock will publish it: never, somebody does; Wagtail asks for each row of a list."""
        return False

    def publish(self, revision: Any, *args: Any, by_engine: bool = False, **kwargs: Any) -> Any:
        """Publish a revision of the record, for the engine alone.

        Wagtail publishes by calling this too: what comes from there knows no `by_engine`. Raises SourceLanguageMissing
        and PublishedPastTheEngine.
        """
        self.check_essential(Association.objects.values_list("source_language", flat=True).first())
        if not by_engine:
            raise PublishedPastTheEngine(self)
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


class DatedQuerySet(SearchQuerySet[M]):
    """Questions to records that hold from `start` (included) to `end` (excluded)."""

    def in_force(self, on: date) -> Self:
        """Only what holds on the day `on`."""
        return self.filter(holds_on(on))

    def after_start(self, by: date) -> Self:
        """Only what has begun by the day `by`, whether it is over or not."""
        return self.filter(has_begun(by))


class Dated(models.Model):
    """Something that holds from `start` (empty: since before the records) up to, without, `end`."""

    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def span(self) -> Span:
        """The days on which it holds."""
        return Span(self.start, self.end)


class TranslationState(models.Model):
    """Which revision of the source a translated text was made from; kept by :mod:`rapporteur.base.core.translations`.

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


class Merger(models.Model):
    """That one record was merged into another of its kind: what it held and what moved, so that it can be undone.

    The records are named as the trail names them. `content` is in the shape that :mod:`rapporteur.base.core.merging`
    writes and reads, nobody else; `last_entry` is the last entry of the trail that the merger wrote itself.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.CharField(max_length=150)
    record_type = models.CharField(max_length=60)
    kept = models.CharField(max_length=120)
    other = models.CharField(max_length=120)
    other_name = models.CharField(max_length=200)
    last_entry = models.PositiveBigIntegerField()
    content = models.JSONField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(by=""), name="merger_names_who"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by="")
                | (Q(undone_at__isnull=False) & ~Q(undone_by="")),
                name="merger_undone_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["record_type", "kept"], name="merger_kept")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.other} into {self.kept}"
