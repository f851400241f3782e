"""Who would join the made-up network: a request of each outcome, and prospects of its bilateral meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from rapporteur.report.value import admissions as a
from rapporteur.report.value.data import BilateralMeetingData
from rapporteur.report.value.registers import BodyRef, WhenData
from tests.support.sample_registers import Text


def admissions(
    text: Text, meetings: Sequence[BilateralMeetingData], activity: str | None
) -> a.AdmissionsData:
    """Return a request that waits for a meeting, one that waits for none, and one for each way of being decided."""
    board = BodyRef("board", text("Conseil des ports", "Board of Ports", "Consejo de los puertos"))
    times = Counter(one.slug for meeting in meetings for one in meeting.prospects)
    names = {one.slug: one.name for meeting in meetings for one in meeting.prospects}
    return a.AdmissionsData(
        requests=(
            a.AdmissionData(
                slug="long-sands-2018",
                name=text("Longs Sables", "Long Sands", "Arenas Largas"),
                country="GB",
                received=WhenData("2018-04"),
                opinion="FAVOURABLE",
                body=board,
                meeting=date(2018, 8, 21),
                met=WhenData("2018-06", date(2018, 6, 15)),
                activity=activity,
            ),
            a.AdmissionData(
                slug="marsh-2018",
                name=text("Marais", "Marsh", "Marisma"),
                country="FR",
                received=WhenData("2018-05", date(2018, 5, 2)),
            ),
            a.AdmissionData(
                slug="reef-2017",
                name=text("Récif", "Reef", "Arrecife"),
                country="ES",
                received=WhenData("2017-11"),
                outcome="ADMITTED",
                body=board,
                decided=date(2018, 5, 28),
                since=date(2018, 7, 1),
            ),
            a.AdmissionData(
                slug="shoal-2017",
                name=text("Banc", "Shoal", "Bajío"),
                country="PT",
                received=WhenData("2017-12"),
                outcome="REFUSED",
                opinion="UNFAVOURABLE",
                body=board,
                decided=date(2018, 5, 28),
            ),
            a.AdmissionData(
                slug="spit-2018",
                name=text("Flèche", "Spit", "Flecha"),
                country="IT",
                received=WhenData("2018-01"),
                outcome="WITHDRAWN",
                opinion="RESERVED",
                decided=date(2018, 4, 9),
            ),
        ),
        prospects=tuple(
            a.ProspectMetData(slug, names[slug], count)
            for slug, count in sorted(times.items(), key=lambda item: (-item[1], item[0]))
        ),
    )
