"""A passport with everything that one can hold, without a database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from rapporteur.base.values.localized import LocalizedText
from rapporteur.report.value import passport as p

LANGUAGES = ("fr", "en", "es")


def said(text: str) -> LocalizedText:
    """Return the same text in every language."""
    return LocalizedText.same(text, LANGUAGES)


def sample_passport(*, activities: int = 3, seats: int = 2, staff: bool = True) -> p.PassportData:
    """Return the passport of Dakar, with so many activities and seats."""
    counted = p.TimeFigures(activities=activities, of_region=1.25, region_active=5, region_members=31)
    return p.PassportData(
        association=said("Union of River Towns"),
        short_name="URT",
        languages=LANGUAGES,
        source_language="fr",
        colour="#1d3c5a",
        period_start=date(2018, 4, 1),
        period_end=date(2018, 6, 30),
        as_of=date(2018, 6, 30),
        slug="dakar",
        name=said("Dakar"),
        country="SN",
        category="FULL",
        region=said("Africa"),
        latitude=14.7,
        longitude=-17.4,
        since=date(1996, 9, 12),
        period=counted,
        year=counted,
        ever=counted,
        years=((2016, 4), (2017, 0), (2018, activities)),
        activities=tuple(
            p.TookPart(
                slug=f"activity-{n}",
                title=said(
                    f"Meeting {n} on how towns by rivers keep their banks open to everybody who lives there"
                ),
                month="2018-05",
                start=date(2018, 5, 1 + n % 28),
                end=date(2018, 5, 1 + n % 28),
                places=(said("Lima"), said("Quito")),
                role="HOST",
                in_period=n % 2 == 0,
            )
            for n in range(activities)
        ),
        seats=tuple(
            p.SeatHeld(body=said(f"Committee {n}"), role="MEMBER", holder="Awa Ndiaye" if n else "")
            for n in range(seats)
        ),
        programmes=(p.ProgrammeJoined("PILOT_PROJECT", said("Open banks"), 2),),
        calls=(
            p.OpenCall(
                name=said("Call for hosts"), closes=date(2018, 7, 31), link="https://urt.example/call"
            ),
        ),
        events=(
            p.ComingEvent(title=said("Annual meeting of river towns"), month="2018-08", place=said("Quito")),
        ),
        focal_points=("Rui Lago",),
        staff=p.StaffPart(
            dues=(p.DuesOfYear(2018, "EUR", Decimal(1000), Decimal(400), Decimal(0), Decimal(600)),),
            meetings=(p.MetOn(month="2018-05", place=said("Lima")),),
        )
        if staff
        else None,
    )
