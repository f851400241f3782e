"""How many women, men and others took part: as somebody said, through the verb, and kept out of what is printed."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.activities.actions import record_activity
from rapporteur.records.activities.models import Activity
from rapporteur.records.activities.refusals import HeadcountRefused
from rapporteur.records.activities.shapes import ActivityShape, HeadcountShape
from rapporteur.report.compile.report import compile_report
from tests.factories import make

pytestmark = pytest.mark.django_db
DAY = date(2018, 5, 2)
WOMEN = HeadcountShape(who="WOMEN", people=31, origin="DECLARED")
MEN = HeadcountShape(who="MEN", people=30, origin="COUNTED", exactness="ABOUT")


def recorded(*headcounts: HeadcountShape) -> Activity:
    shape = ActivityShape(
        slug="forum",
        dates=Dates(DAY, DAY),
        title=LocalizedText({"en": "Forum"}),
        kind="MEETING",
        headcounts=headcounts,
    )
    return record_activity(by=operator("ana"), activity=shape).record


def test_numbers_are_recorded_as_they_were_said_and_the_trail_tells_them() -> None:
    recorded()
    activity = recorded(WOMEN, MEN)
    assert set(activity.headcounts.values_list("who", "people", "exactness", "origin")) == {
        ("WOMEN", 31, "EXACT", "DECLARED"),
        ("MEN", 30, "ABOUT", "COUNTED"),
    }  # and nothing is worked out for others
    entry = AuditEntry.objects.filter(record="forum").latest("pk")
    assert sorted(row["people"] for row in entry.changes["headcounts"][1]) == [30, 31]


def test_that_nobody_of_a_group_was_there_is_a_number() -> None:
    nobody = HeadcountShape(who="OTHER", people=0, origin="DECLARED")
    assert recorded(nobody).headcounts.get().people == 0


@pytest.mark.parametrize(
    ("headcounts", "said"),
    [
        ((HeadcountShape(who="MEN", people=-1, origin="COUNTED"),), "'-1' is no number of participants"),
        ((HeadcountShape(who="MEN", people=2**31, origin="COUNTED"),), "is no number of participants"),
        ((WOMEN, HeadcountShape(who="WOMEN", people=1, origin="COUNTED")), "counted twice"),
    ],
)
def test_a_number_that_is_none_is_refused_whole(headcounts: tuple[HeadcountShape, ...], said: str) -> None:
    with pytest.raises(HeadcountRefused, match=said):
        recorded(*headcounts)
    assert not Activity.objects.exists()


def test_no_report_says_who_took_part() -> None:
    make.AssociationFactory(languages=["en"], source_language="en")
    recorded()
    period = Period.parse("2018-Q2")
    before = compile_report(period, date(2018, 7, 1))
    recorded(WOMEN, MEN)
    assert compile_report(period, date(2018, 7, 1)) == before
