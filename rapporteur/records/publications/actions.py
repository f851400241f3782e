"""Writes to publications."""

from __future__ import annotations

from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.activities.models import Activity, MediaMention
from rapporteur.records.agreements.rules import check_one_day
from rapporteur.records.governance.models import Person
from rapporteur.records.programmes.models import Initiative
from rapporteur.records.publications.models import Publication
from rapporteur.records.publications.rules import plain_doi, plain_isbn
from rapporteur.records.publications.shapes import PublicationShape


def record_publication(*, by: Actor, publication: PublicationShape) -> Saved[Publication]:
    """Record a publication; authors and mentions that are given are all of them.

    Raises RecordNotFound, StageIsNoDay where it is said to have come out on several days, and ValidationError for an
    ISBN or a DOI that is none.
    """
    values = given(publication)
    children = {}
    if "authors" in values:
        authors = values.pop("authors")
        people = find_all(Person, {one.person for one in authors})
        children["authors"] = [
            {"position": position, "person": people.get(one.person or ""), "name": one.name}
            for position, one in enumerate(authors)
        ]
    if "mentions" in values:
        mentions = values.pop("mentions")
        found = find_all(MediaMention, mentions)
        children["mentions"] = [{"mention": found[slug]} for slug in mentions]
    if "languages" in values:
        values["languages"] = list(values["languages"])
    if "published" in values:
        day = values.pop("published")
        check_one_day(publication.slug, day)
        precision = DatePrecision.MONTH if day is not None and day.is_month_only else DatePrecision.DAY
        values["published_date"] = day.first_day if day else None
        values["published_precision"] = precision.value
    if "document" in values:
        values["document_id"] = values.pop("document")
    for name, plain in (("isbn", plain_isbn), ("doi", plain_doi)):
        if name in values:
            values[name] = plain(values[name])
    for name, model in (("series", Initiative), ("activity", Activity)):
        if name in values:
            values[name] = find(model, values[name])
    return save_record(
        Publication,
        by=by,
        right=Right.RECORD_PUBLICATIONS,
        key={"slug": values.pop("slug")},
        values=values,
        children=children,
    )
