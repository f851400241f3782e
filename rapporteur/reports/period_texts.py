"""The translatable texts that the report of a period prints, and what their translations were made from.

The one list of them: the matrix of translations and the checks both read it, so that they cannot disagree about what is
missing or stale.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby, islice
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q

from rapporteur.activities.models import (
    Activation,
    Activity,
    ActivityPhoto,
    ActivityPlace,
    BilateralMeeting,
    MediaMention,
)
from rapporteur.core.consistent import consistent_reads
from rapporteur.core.localized import EMPTY, LocalizedText
from rapporteur.core.models import Association, TranslationState
from rapporteur.core.periods import Period
from rapporteur.core.queries import the_association
from rapporteur.core.translations import MadeFrom, Status, status, text_fields
from rapporteur.dues.models import PublishedStatement
from rapporteur.governance.models import Mandate, Seat
from rapporteur.members.models import Membership, OrganisationName, Region
from rapporteur.plan.models import Level, Node, Plan, PlanVersion
from rapporteur.programmes.models import Initiative
from rapporteur.reports.models import Report

NAMES_AT_ONCE = 20_000  # parameters of one statement: below the limit of both databases


Rows = models.QuerySet[Any]


@dataclass(frozen=True)
class PeriodText:
    """A translatable text of a period; `record` and `path` name it as the states of translations do.

    `shown` is how people name the record (a node's code), `name` what it is called. A `required` text is printed
    whatever the record: it may not be empty in every language.
    """

    record_type: str
    record: str
    path: str
    texts: LocalizedText
    shown: str = ""
    name: LocalizedText = EMPTY
    required: bool = False
    made_from: dict[str, MadeFrom] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> str:
        """Its name in files: type, record and path."""
        return f"{self.record_type}/{self.record}/{self.path}"

    def status(self, language: str, source: str) -> Status:
        """How it stands in `language`; in the source language it is there or missing."""
        text = self.texts.get(language, "")
        if language == source:
            return Status.DONE if text else Status.MISSING
        return status(self.texts.get(source, ""), text, self.made_from.get(language))


def period_texts(period: Period, as_of: date | None = None) -> tuple[PeriodText, ...]:
    """Return every text that the report of `period` prints, those that are empty in every language too.

    Nineteen queries, one more for every further 20,000 records. Raises NoAssociation.
    """
    with consistent_reads():
        texts = list(_texts(the_association(), period, as_of or period.last_day))
        known = _made_from(texts)
    return tuple(replace(t, made_from=known.get((t.record_type, t.record, t.path), {})) for t in texts)


# --- the records, as rows -------------------------------------------------------------------------------


class _Source(NamedTuple):
    """Records of one type: how states name them, how people do, and which texts may not be empty."""

    records: Rows
    key: str = "slug"
    shown: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


class _Child(NamedTuple):
    """A row that belongs to a record: the record, its texts in their order, and whether it is printed."""

    owner: str
    texts: tuple[LocalizedText, ...]
    printed: bool = True
    required: bool = False


def _texts(association: Association, period: Period, as_of: date) -> Iterator[PeriodText]:
    for name in text_fields(Association):
        yield PeriodText(
            "core.association", association.slug, name, getattr(association, name), association.slug,
            association.name, required=name != "seat",
        )  # fmt: skip
    for source in (*_whole(period), *_happened(period), *_people(as_of)):
        yield from _of_records(source)
    published = Activity.objects.in_period(period).published()
    titles: dict[str, LocalizedText] = dict(published.order_by("slug").values_list("slug", "title"))
    yield from _of_children(ActivityPlace, "activities.activity", "places", _places(published), titles)
    yield from _of_children(ActivityPhoto, "activities.activity", "photos", _photos(published), titles)
    names = list(_names(period, published, as_of))
    current = {child.owner: child.texts[0] for child in names if child.printed}
    yield from _of_children(OrganisationName, "members.organisation", "names", names, current)


def _whole(period: Period) -> Iterator[_Source]:
    """The editorial, the plan, the dues."""
    yield _Source(Report.objects.published().filter(period_start=period.start, period_end=period.end))
    last = period.last_day
    version = PlanVersion.objects.filter(
        Q(start__isnull=True) | Q(start__lte=last), Q(end__isnull=True) | Q(end__gt=last)
    )
    newest = version.order_by("-number", "pk").values("pk")[:1]
    yield _Source(Plan.objects.filter(versions__in=newest), required=("name",))
    yield _Source(
        Level.objects.filter(version__in=newest).order_by("depth"),
        key="pk",
        shown=("version__plan__slug", "key"),
        required=("name",),
    )
    nodes = Node.objects.published().filter(version__in=newest).order_by("position")
    yield _Source(nodes, shown=("code",), required=("title",))
    statements = PublishedStatement.objects.filter(year=last.year).order_by("pk")
    yield _Source(statements, key="pk", shown=("year", "as_of_date"))


def _happened(period: Period) -> Iterator[_Source]:
    """Activities, what they belong to, media and meetings."""
    published = Activity.objects.in_period(period).published()
    yield _Source(published.order_by("start_date", "slug"), required=("title",))
    initiatives = Initiative.objects.published().filter(activities__in=published).distinct()
    yield _Source(initiatives.order_by("slug"), required=("name",))
    mentions = MediaMention.objects.in_period(period).order_by("start_date", "slug")
    yield _Source(mentions, required=("subject",))
    meetings = BilateralMeeting.objects.in_period(period).order_by("start_date", "slug")
    yield _Source(meetings.filter(place_organisation__isnull=True), required=("place_name",))


def _people(as_of: date) -> Iterator[_Source]:
    """Regions, seats, and the mandates of those whom a report may name."""
    yield _Source(Region.objects.order_by("order"), required=("name",))
    yield _Source(Seat.objects.in_force(as_of).order_by("slug"))
    mandates = Mandate.objects.in_force(as_of).filter(person__live=True).order_by("pk")
    yield _Source(mandates, key="pk", shown=("seat__slug", "person__slug"))


def _of_records(source: _Source) -> Iterator[PeriodText]:
    """Yield the texts of the records of a source."""
    model = source.records.model
    fields = text_fields(model)
    shown = source.shown or (source.key,)
    for key, *values in source.records.values_list(source.key, *shown, *fields):
        called, texts = values[: len(shown)], values[len(shown) :]
        for name, text in zip(fields, texts, strict=True):
            yield PeriodText(
                model._meta.label_lower,
                str(key),
                name,
                text,
                "/".join(map(str, called)),
                texts[0],
                required=name in source.required,
            )


def _of_children(
    model: type[models.Model],
    record_type: str,
    relation: str,
    children: Iterable[_Child],
    names: dict[str, LocalizedText],
) -> Iterator[PeriodText]:
    """Yield the texts of the rows in `relation` that are printed; every row counts for the place in the path."""
    fields = text_fields(model)
    for owner, group in groupby(children, key=lambda child: child.owner):
        for place, child in enumerate(group):
            if child.printed:
                for name, text in zip(fields, child.texts, strict=True):
                    yield PeriodText(
                        record_type,
                        owner,
                        f"{relation}.{place}.{name}",
                        text,
                        owner,
                        names.get(owner, EMPTY),
                        required=child.required,
                    )


def _places(published: Rows) -> Iterator[_Child]:
    """Places; that of an organisation goes by the organisation's name."""
    rows = ActivityPlace.objects.filter(activity__in=published).order_by("activity__slug", "pk")
    for owner, organisation, name in rows.values_list("activity__slug", "organisation", "name"):
        yield _Child(owner, (name,), printed=organisation is None, required=organisation is None)


def _photos(published: Rows) -> Iterator[_Child]:
    """Photographs; one without consent is not printed."""
    rows = ActivityPhoto.objects.filter(activity__in=published).order_by("activity__slug", "pk")
    for owner, consent, *texts in rows.values_list("activity__slug", "consent", *text_fields(ActivityPhoto)):
        yield _Child(owner, tuple(texts), printed=consent)


def _names(period: Period, published: Rows, as_of: date) -> Iterator[_Child]:
    """Names of the organisations that a report names; those of other days are not printed."""
    meetings = BilateralMeeting.objects.in_period(period)
    named = Q(organisation__in=Membership.objects.in_force(as_of).values("organisation"))
    named |= Q(organisation__in=Activation.objects.filter(activity__in=published).values("organisation"))
    named |= Q(organisation__in=ActivityPlace.objects.filter(activity__in=published).values("organisation"))
    named |= Q(organisation__in=meetings.values("participants")) | Q(
        organisation__in=meetings.values("place_organisation")
    )
    named |= Q(organisation__in=Seat.objects.in_force(as_of).values("organisation"))
    rows = OrganisationName.objects.filter(named, organisation__live=True).order_by(
        "organisation__slug", "pk"
    )
    for owner, start, end, name in rows.values_list("organisation__slug", "start", "end", "name"):
        printed = (start is None or start <= as_of) and (end is None or as_of < end)
        yield _Child(owner, (name,), printed=printed, required=True)


# --- what translations were made from -------------------------------------------------------------------


def _made_from(texts: Iterable[PeriodText]) -> dict[tuple[str, str, str], dict[str, MadeFrom]]:
    """Return by record, path and language what the translations were made from."""
    records = iter(dict.fromkeys((text.record_type, text.record) for text in texts))
    found: dict[tuple[str, str, str], dict[str, MadeFrom]] = defaultdict(dict)
    while batch := list(islice(records, NAMES_AT_ONCE)):
        names: dict[str, list[str]] = defaultdict(list)
        for record_type, name in batch:
            names[record_type].append(name)
        wanted = Q()
        for record_type, every in names.items():
            wanted |= Q(record_type=record_type, record__in=every)
        for record_type, name, path, language, *made in TranslationState.objects.filter(wanted).values_list(
            "record_type", "record", "field", "language", *MadeFrom._fields
        ):
            found[record_type, name, path][language] = MadeFrom(*made)
    return found
