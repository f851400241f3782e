"""Editions: frozen reports and their documents."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import connection, models
from django.db.models import F, Q

from rapporteur.base.values.periods import Period


class EditionQuerySet(models.QuerySet["Edition"]):
    """Questions to editions."""

    def public(self) -> EditionQuerySet:
        """What the portal shows: every frozen edition, without who froze it and what they noted."""
        return self.defer("snapshot", "by", "note", "program", "versions")

    def of(self, period: Period) -> EditionQuerySet:
        """The editions of a period, the newest first, without their snapshots, which can be large."""
        return (
            self.filter(period_start=period.start, period_end=period.end)
            .defer("snapshot")
            .order_by("-number")
        )

    def listed(self) -> EditionQuerySet:
        """All editions by period and number, without their snapshots."""
        return self.defer("snapshot").order_by("period_start", "period_end", "number")

    def next_id(self) -> int:
        """A key that no edition has: its files, which name it, are written before it."""
        table = self.model._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            else:  # within a transaction, which holds the only lock to write
                cursor.execute(
                    "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = %s", [table]
                )
            return int(cursor.fetchone()[0])


class Edition(models.Model):
    """A frozen report: its snapshot, what made its documents, and what it corrected.

    Triggers of the database refuse to change or delete one (see docs/editions.md). `seal` is the hash of all that
    makes up the edition, files included.
    """

    period_start = models.DateField()
    period_end = models.DateField()
    number = models.PositiveIntegerField()
    snapshot = models.TextField()
    sha256 = models.CharField(max_length=64)
    as_of = models.DateField()
    frozen_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    note = models.TextField(blank=True)
    program = models.CharField(max_length=64)
    versions = models.JSONField()
    erratum = models.JSONField(default=list)
    seal = models.CharField(max_length=64)

    objects: ClassVar[Any] = EditionQuerySet.as_manager()

    class Meta:
        app_label = "reports"  # where its migrations and its table are from
        constraints = [
            models.UniqueConstraint(
                fields=["period_start", "period_end", "number"], name="one_edition_per_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(condition=~Q(by=""), name="edition_names_who"),
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")), name="edition_period_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def period(self) -> Period:
        """The period as a value."""
        return Period(self.period_start, self.period_end)

    @property
    def slug(self) -> str:
        """What people call it: `2018-Q2/1`."""
        return f"{self.period.code}/{self.number}"


class EditionSignature(models.Model):
    """A signature over the seal of an edition; one may come later, with another key, none is changed or deleted.

    `key` is the public key that made it, as the database says: whom to trust is no matter of the database.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signatures")
    key = models.CharField(max_length=100)
    signature = models.CharField(max_length=128)
    signed_at = models.DateTimeField()

    class Meta:
        app_label = "reports"  # where its migrations and its table are from
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="edition_signed_once_by_a_key"),
        ]

    def __str__(self) -> str:
        return self.key


class EditionFileQuerySet(models.QuerySet["EditionFile"]):
    """Questions to documents of editions."""

    def public(self) -> EditionFileQuerySet:
        """What the portal shows: every document of a frozen edition."""
        return self.all()


class EditionFile(models.Model):
    """A document of an edition; what it holds lies in the content store under its hash."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=12, blank=True)
    format = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    objects: ClassVar[Any] = EditionFileQuerySet.as_manager()

    class Meta:
        app_label = "reports"  # where its migrations and its table are from
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="edition_file_once"),
        ]

    def __str__(self) -> str:
        return self.name
