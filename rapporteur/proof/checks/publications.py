"""What the checks ask of publications: those that a period tells of. One query."""

from __future__ import annotations

from datetime import date

from rapporteur.base.values.periods import Period
from rapporteur.proof.rules import facts as f
from rapporteur.records.publications.queries import publications_of


def fetch_publications(period: Period, as_of: date) -> tuple[f.PublicationFacts, ...]:
    """Fetch the publications that came out, were launched or written of in a period, up to a day."""
    return tuple(
        f.PublicationFacts(
            slug=one.slug,
            title=one.title,
            launched=one.activity_id is not None,
            can_be_read=one.can_be_read,
        )
        for one in publications_of(period, as_of).order_by("slug")
    )
