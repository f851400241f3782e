"""Women and men as the made-up network counted them: of each kind some, exact or about, recorded or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rapporteur.report.value import parity as p
from rapporteur.report.value.data import ActivityData
from tests.support.sample_registers import Text


def parity(text: Text, activities: Sequence[ActivityData]) -> p.ParityData:
    """Return counts of the first activity, a course, a jury and two bodies."""
    of_activity = [
        count
        for one in activities[:1]
        for count in (
            p.ParityCountData(
                of="ACTIVITY", slug=one.slug, name=one.title, activity=one.slug, capacity="MAYOR",
                unrecorded=25, about=True,
            ),
            p.ParityCountData(
                of="ACTIVITY", slug=one.slug, name=one.title, activity=one.slug, capacity="SPEAKER",
                women=3, men=1, others=1, unrecorded=2,
            ),
        )
    ]  # fmt: skip
    return p.ParityData(
        counts=(
            *of_activity,
            p.ParityCountData(
                of="COURSE",
                slug="tides",
                name=text("Lire les marées", "Reading tides", "Leer las mareas"),
                women=12,
                men=8,
            ),
            p.ParityCountData(
                of="JURY",
                slug="harbour-jury",
                name=text("Jury des ports", "Jury of harbours", "Jurado de los puertos"),
                women=2,
                men=2,
            ),
            p.ParityCountData(
                of="BODY",
                slug="board",
                name=text("Conseil des ports", "Board of Ports", "Consejo de los puertos"),
                women=4,
                men=6,
                day=date(2018, 5, 28),
            ),
            p.ParityCountData(
                of="BODY", slug="crew", name=text("Équipage", "Crew", "Tripulación"), unrecorded=9
            ),
        ),
        silent=max(0, len(activities) - 1),
    )
