"""The door of publications."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, rows, slug_of
from rapporteur.records.publications.actions import record_publication
from rapporteur.records.publications.models import Publication
from rapporteur.records.publications.shapes import AuthorShape, PublicationShape

SAME = ("slug", "kind", "title", "number", "published", "isbn", "doi", "link", "note")
"""What a publication and its shape call alike, and hold alike."""


def _publication(it: Publication, _: Chosen) -> PublicationShape:
    return PublicationShape(
        **{name: getattr(it, name) for name in SAME},
        series=slug_of(it.series),
        authors=tuple(
            AuthorShape(person=slug_of(row.person), name=row.name) for row in rows(it.authors, "position")
        ),
        languages=tuple(it.languages),
        document=it.document_id,
        activity=slug_of(it.activity),
        mentions=tuple(row.mention.slug for row in rows(it.mentions)),
    )


PUBLICATION = door_by_slug(
    view=Right.VIEW_PUBLICATIONS,
    write=Right.RECORD_PUBLICATIONS,
    shape=_publication,
    record=lambda by, shape: record_publication(by=by, publication=shape),
)
