"""Publications with their authors, and what media wrote of them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.models import Named, check_link
from rapporteur.base.core.searching import SEARCH_TEXT, Searchable, SearchQuerySet
from rapporteur.base.values.dates import Dates
from rapporteur.records.activities.models import Activity, MediaMention
from rapporteur.records.agreements.models import day_or_month, precision_field, precision_known
from rapporteur.records.governance.models import Person
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.publications.enums import PublicationKind
from rapporteur.records.publications.rules import is_doi, is_isbn, plain_doi, plain_isbn

M = TypeVar("M", bound=models.Model)


def check_isbn(text: str) -> None:
    """Refuse what is no ISBN, however it is written; a validator."""
    if not is_isbn(plain_isbn(text)):
        raise ValidationError("expected an ISBN whose last digit fits the others, such as 978-84-376-0494-7")


def check_doi(text: str) -> None:
    """Refuse what is no DOI, however it is written; a validator."""
    if not is_doi(plain_doi(text)):
        raise ValidationError("expected a DOI such as 10.1000/182")


def no_languages() -> list[str]:
    """Return the languages of a publication that says nothing of them."""
    return []


class PublicationQuerySet(SearchQuerySet["Publication"]):
    """Questions to publications."""

    def public(self, by: date) -> Self:
        """What the portal shows: what is out by the day `by`, without notes.

        Where no day is known: what a published activity has launched, or media have written of, by then.
        """
        launched = Q(activity__live=True, activity__start_date__lte=by)
        told = PublicationMention.objects.filter(publication=OuterRef("pk"), mention__start_date__lte=by)
        undated = Q(published_date__isnull=True) & (launched | Exists(told))
        return self.filter(Q(published_date__lte=by) | undated).defer("note")


class PublicationPartQuerySet(SearchQuerySet[M]):
    """Questions to what belongs to publications."""

    def public(self, by: date) -> Self:
        """What the portal shows: parts of publications that are public by the day `by`."""
        return self.filter(publication__in=Publication.objects.public(by).order_by().values("pk"))


class PublicationMentionQuerySet(PublicationPartQuerySet["PublicationMention"]):
    """Questions to mentions of publications."""

    def public(self, by: date) -> Self:
        """What the portal shows: that media wrote of a public publication by the day `by`."""
        return super().public(by).filter(mention__start_date__lte=by)


class Publication(Named, ClusterableModel, Searchable):
    """What was published, on its own or as a number of a series; a day or only a month of it may be known.

    An ISBN is kept as its thirteen digits, a DOI without the address before it. Who wrote it stands in its order.
    """

    essential = ("title",)
    called_by: ClassVar[tuple[str, ...]] = ("title",)
    searched: ClassVar[tuple[str, ...]] = ("slug", "title", "isbn", "doi")
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "series", "authors")

    kind = models.CharField(max_length=6, choices=PublicationKind.choices)
    title = LocalizedTextField()
    series = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="In its series.")
    languages = models.JSONField(default=no_languages, blank=True, help_text="In which it can be read.")
    published_date = models.DateField(null=True, blank=True, db_index=True)
    published_precision = precision_field()
    isbn = models.CharField(verbose_name="ISBN", max_length=25, blank=True, validators=[check_isbn])
    doi = models.CharField(verbose_name="DOI", max_length=200, blank=True, validators=[check_doi])
    link = models.URLField(blank=True, validators=[check_link])
    document = models.ForeignKey(
        "wagtaildocs.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    activity = models.ForeignKey(
        Activity,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="publications",
        help_text="Where it was launched.",
    )
    note = models.TextField(blank=True, help_text="For the secretariat; never printed.")

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=PublicationKind.values), name="publication_kind_known"
            ),
            precision_known("publication_precision_known", "published_precision"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(series__isnull=False, number__gte=1),
                name="publication_number_in_series",
            ),
            models.UniqueConstraint(fields=["series", "number"], name="publication_number_once"),
            models.UniqueConstraint(fields=["isbn"], condition=~Q(isbn=""), name="isbn_once"),
            models.UniqueConstraint(fields=["doi"], condition=~Q(doi=""), name="doi_once"),
            models.CheckConstraint(
                condition=Q(isbn="") | Q(isbn__regex=r"^97[89][0-9]{10}$"), name="isbn_has_thirteen_digits"
            ),
            models.CheckConstraint(
                condition=Q(doi="") | Q(doi__regex=r"^10\.[0-9]{4,9}/[^ ]+$"), name="doi_has_its_form"
            ),
        ]

    @property
    def published(self) -> Dates | None:
        """When it was published."""
        return day_or_month(self.published_date, self.published_precision)

    @property
    def can_be_read(self) -> bool:
        """Whether anything leads to it."""
        return bool(self.link or self.doi or self.document_id)


class PublicationAuthor(Searchable):
    """Who wrote a publication: a person on record, or a name, be it of an organisation."""

    searched: ClassVar[tuple[str, ...]] = ("name",)
    found_by: ClassVar[tuple[str, ...]] = (SEARCH_TEXT, "person")

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="publications"
    )
    name = models.CharField(max_length=150, blank=True, help_text="Of somebody who is not on record.")

    objects = PublicationPartQuerySet["PublicationAuthor"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, name="") | (Q(person__isnull=True) & ~Q(name="")),
                name="author_is_somebody",
            ),
            models.UniqueConstraint(fields=["publication", "person"], name="author_once"),
            models.UniqueConstraint(fields=["publication", "position"], name="author_position_once"),
        ]

    def __str__(self) -> str:
        return self.person.name if self.person else self.name


class PublicationMention(models.Model):
    """That a mention in the media is of a publication."""

    publication = ParentalKey(Publication, on_delete=models.CASCADE, related_name="mentions")
    mention = models.ForeignKey(MediaMention, on_delete=models.PROTECT, related_name="publications")

    objects = PublicationMentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "mention"], name="publication_mentioned_once"),
        ]

    def __str__(self) -> str:
        return str(self.mention)
