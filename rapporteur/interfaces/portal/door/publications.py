"""Publications as pages, feeds and tables show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F
from django.db.models.functions import Coalesce

from rapporteur.base.values.dates import Dates
from rapporteur.base.values.formatting.days import format_dates
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.links import link_target
from rapporteur.documents.view import vocabulary
from rapporteur.documents.view.chosen.publications import DOI, KINDS
from rapporteur.interfaces.portal.visit import Visit
from rapporteur.interfaces.portal.words import IN_SERIES
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.publications.models import (
    Publication,
    PublicationAuthor,
    PublicationMention,
    PublicationQuerySet,
)

_COLUMNS = (
    "pk", "slug", "title", "kind", "number", "languages", "published_date", "published_precision", "isbn", "doi",
    "link", "series__slug", "series__name", "series__start", "activity__slug", "activity__title", "activity__live",
    "activity__start_date",
)  # fmt: skip


class MentionShown(NamedTuple):
    """That a medium wrote of a publication."""

    outlet: str
    when: str
    href: str


@dataclass
class PublicationShown:
    """A publication with who wrote it, where it was launched and who told of it."""

    key: int
    slug: str
    title: str
    kind_code: str
    kind: str
    series: str
    series_name: str
    number: int | None
    language_codes: list[str]
    languages: str
    day: date | None
    month_only: bool
    when: str
    isbn: str
    doi: str
    href: str
    launched: str
    launched_title: str
    authors: list[str] = field(default_factory=list)
    mentions: list[MentionShown] = field(default_factory=list)

    @property
    def kicker(self) -> str:
        """Its series with the number in it, or what it is."""
        return self.series_name or self.kind


def known_publications(visit: Visit, series: str = "") -> PublicationQuerySet:
    """Return the publications that are out, all or those of a series, the newest first."""
    found = Publication.objects.public(visit.today)
    if series:
        found = found.filter(series__slug=series)
    newest = Coalesce("published_date", "activity__start_date").desc(nulls_last=True)
    return found.order_by(newest, F("number").desc(nulls_last=True), "slug")


def publications(visit: Visit, found: PublicationQuerySet, *, brief: bool = False) -> list[PublicationShown]:
    """Return publications with all that a page tells of them: three queries, however many there are.

    In `brief` without who wrote them and told of them: one.
    """
    rows = [_publication(visit, row) for row in found.values_list(*_COLUMNS)]
    by_key = {one.key: one for one in rows}
    if brief or not by_key:
        return rows
    authors = PublicationAuthor.objects.public(visit.today).filter(publication__in=by_key)
    for key, name, person in authors.order_by("publication_id", "position", "pk").values_list(
        "publication_id", "name", "person__name"
    ):
        by_key[key].authors.append(person or name)
    mentions = PublicationMention.objects.public(visit.today).filter(publication__in=by_key)
    for key, outlet, day, precision, link in mentions.order_by(
        "publication_id", "mention__start_date", "mention__slug"
    ).values_list(
        "publication_id", "mention__outlet", "mention__start_date", "mention__date_precision", "mention__link"
    ):
        by_key[key].mentions.append(MentionShown(outlet, _when(visit, day, precision), link_target(link)))
    return rows


def _publication(visit: Visit, row: Sequence[Any]) -> PublicationShown:
    key, slug, title, kind, number, languages, day, precision, isbn, doi, link, *others = row
    series, series_name, series_start, activity, activity_title, live, held = others
    begun = bool(series) and (series_start is None or series_start <= visit.today)
    launched = bool(live) and held <= visit.today
    return PublicationShown(
        key, slug, visit.text(title), kind, vocabulary.coded(visit, KINDS, kind), series if begun else "",
        _in_series(visit, series_name, number) if begun else "", number if begun else None, list(languages),
        visit.listed(language_named(code, visit.language) for code in languages), day,
        precision == DatePrecision.MONTH, _when(visit, day, precision), isbn, doi,
        link_target(link) or (DOI.format(doi=doi) if doi else ""), activity if launched else "",
        visit.text(activity_title) if launched else "",
    )  # fmt: skip


def _in_series(visit: Visit, name: Any, number: int | None) -> str:
    series = visit.text(name)
    return series if number is None else visit.tell(IN_SERIES, series=series, number=str(number))


def _when(visit: Visit, day: date | None, precision: str) -> str:
    if day is None:
        return ""
    value = Dates(month=f"{day:%Y-%m}") if precision == DatePrecision.MONTH else Dates(day)
    return format_dates(value, visit.language)


def publications_called(visit: Visit, text: str, most: int) -> list[tuple[str, str]]:
    """Return the names and titles of publications that bear all words of a text."""
    found = Publication.objects.public(visit.today).matching(text).order_by("slug")
    return [(slug, visit.text(title)) for slug, title in found.values_list("slug", "title")[:most]]
