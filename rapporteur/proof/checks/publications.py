"""What the checks ask of publications: those that a period tells of."""

from __future__ import annotations

from datetime import date

from rapporteur.base.core.database.together import AskedRecords, Reader
from rapporteur.base.values.periods import Period
from rapporteur.proof.rules import facts as f
from rapporteur.records.publications.queries import publications_of


def read_publications(period: Period, as_of: date) -> Reader[tuple[f.PublicationFacts, ...]]:
    """Read the publications that came out, were launched or written of in a period, up to a day."""
    (found,) = yield [AskedRecords(publications_of(period, as_of))]
    return tuple(
        f.PublicationFacts(
            slug=one.slug,
            title=one.title,
            launched=one.activity_id is not None,
            can_be_read=one.can_be_read,
        )
        for one in sorted(found, key=lambda one: one.slug)
    )
