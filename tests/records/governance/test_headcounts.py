"""How many women and men a body had: as somebody declared or counted, never by names."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.governance.actions import BodyHeadcountRefused, record_body
from rapporteur.records.governance.models import Body
from rapporteur.records.governance.shapes import BodyHeadcountShape, BodyShape

pytestmark = pytest.mark.django_db
MAY, JUNE = date(2018, 5, 2), date(2018, 6, 2)
WOMEN = BodyHeadcountShape(counted_date=MAY, who="WOMEN", people=4, origin="DECLARED")


def recorded(*headcounts: BodyHeadcountShape) -> Body:
    shape = BodyShape(slug="board", kind="BOARD", name=LocalizedText({"en": "Board"}), headcounts=headcounts)
    return record_body(by=operator("ana"), body=shape).record


def test_a_body_is_counted_on_several_days_and_who_says_nothing_of_it_leaves_what_is_there() -> None:
    body = recorded(
        WOMEN,
        BodyHeadcountShape(counted_date=MAY, who="NOT_RECORDED", people=6, origin="COUNTED"),
        BodyHeadcountShape(counted_date=JUNE, who="WOMEN", people=5, origin="DECLARED"),
    )
    plain = BodyShape(slug="board", kind="BOARD", name=LocalizedText({"en": "Board"}))
    assert not record_body(by=operator("ana"), body=plain).changed
    assert sorted(body.headcounts.values_list("counted_date", "who", "people")) == [
        (MAY, "NOT_RECORDED", 6),
        (MAY, "WOMEN", 4),
        (JUNE, "WOMEN", 5),
    ]
    assert AuditEntry.objects.filter(record="board").count() == 1


@pytest.mark.parametrize(
    ("headcounts", "said"),
    [
        (
            (BodyHeadcountShape(counted_date=MAY, who="MEN", people=-1, origin="COUNTED"),),
            "'-1' is no number of people",
        ),
        (
            (BodyHeadcountShape(counted_date=MAY, who="MEN", people=2**31, origin="COUNTED"),),
            "is no number of people",
        ),
        (
            (WOMEN, BodyHeadcountShape(counted_date=MAY, who="WOMEN", people=1, origin="COUNTED")),
            "counted twice",
        ),
    ],
)
def test_a_number_that_is_none_is_refused_whole(
    headcounts: tuple[BodyHeadcountShape, ...], said: str
) -> None:
    with pytest.raises(BodyHeadcountRefused, match=said):
        recorded(*headcounts)
    assert not Body.objects.exists()
