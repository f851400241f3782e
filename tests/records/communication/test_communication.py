"""Communication items: recorded whole, told by the reports of their days, their reach measured or not told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import Period
from rapporteur.records.agreements.refusals import StageIsNoDay
from rapporteur.records.communication.actions import record_item
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.communication.queries import items_of, with_deliverables
from rapporteur.records.communication.shapes import ItemShape
from rapporteur.report.compile.chosen.communication import compile_items
from rapporteur.report.value.programmes import ReachData
from tests.factories import make

pytestmark = pytest.mark.django_db
ANA = operator("ana")
Q2 = Period.parse("2018-Q2")
JUNE = date(2018, 6, 30)


def item(**values: Any) -> ItemShape:
    return ItemShape(**{"slug": "film", "kind": "FILM", "title": LocalizedText({"en": "Film"})} | values)


def told(as_of: date = JUNE) -> list[str]:
    return [one.slug for one, _ in with_deliverables(items_of(Q2, as_of))]


def test_an_item_is_recorded_whole_once_and_audited() -> None:
    node = make.NodeFactory(slug="l1m1d1")
    whole = item(
        channels=("Vimeo",), languages=("fr", "en"), published=Dates(JUNE), deliverables=("l1m1d1",), reach=1200,
        reach_measure="VIEWS", reach_date=date(2018, 7, 9), reach_source="Vimeo",
    )  # fmt: skip
    assert record_item(by=ANA, item=whole).created
    assert not record_item(by=ANA, item=whole).changed
    assert record_item(by=ANA, item=item(link="https://example.org/film")).changed
    kept = CommunicationItem.objects.get()
    assert (kept.channels, kept.published, kept.reach) == (["Vimeo"], Dates(JUNE), 1200)
    assert [row.node for row in kept.deliverables.all()] == [node]
    assert AuditEntry.objects.filter(by="ana", record="film").count() == 2
    with pytest.raises(RecordNotFound):
        record_item(by=ANA, item=item(deliverables=("l1m1d9",)))
    with pytest.raises(StageIsNoDay):
        record_item(by=ANA, item=item(published=Dates(date(2018, 6, 1), JUNE)))


@pytest.mark.parametrize(
    ("values", "as_of", "is_told"),
    [
        ({"published_date": JUNE}, JUNE, True),
        ({"published_date": JUNE}, date(2018, 6, 29), False),
        ({"published_date": date(2018, 3, 31)}, JUNE, False),
        ({"published_date": date(2018, 7, 1)}, date(2018, 7, 9), False),
        ({"published_date": date(2018, 3, 31), "ongoing": True}, JUNE, True),
        ({"published_date": date(2018, 7, 1), "ongoing": True}, date(2018, 7, 9), False),
        ({"ongoing": True}, JUNE, True),
        ({}, JUNE, False),
    ],
)
def test_a_period_tells_what_came_out_in_it_and_what_goes_on(
    values: dict[str, Any], as_of: date, is_told: bool
) -> None:
    make.CommunicationItemFactory(slug="film", **values)
    assert told(as_of) == (["film"] if is_told else [])


def test_what_an_activity_of_the_period_tells_is_told_once_with_its_codes() -> None:
    activity = make.ActivityFactory(start_date=JUNE, end_date=JUNE, slug="film-out")
    one = make.CommunicationItemFactory(slug="film", activity=activity, published_date=JUNE, ongoing=True)
    first = make.NodeFactory(code="L1")
    nodes = [first, make.NodeFactory(code="L2", level=first.level)]
    for node in reversed(nodes):
        make.ItemDeliverableFactory(item=one, node=node)
    make.CommunicationItemFactory(
        slug="elsewhere",
        activity=make.ActivityFactory(start_date=date(2018, 7, 2), end_date=date(2018, 7, 2)),
    )
    found = with_deliverables(items_of(Q2, JUNE))
    assert [(row.slug, codes) for row, codes in found] == [("film", ["L1", "L2"])]
    assert [row.activity for row in compile_items(found, {"film-out"}, JUNE)] == ["film-out"]
    assert [row.activity for row in compile_items(found, set(), JUNE)] == [None]


@pytest.mark.parametrize(("day", "is_told"), [(JUNE, True), (date(2018, 7, 1), False)])
def test_a_number_measured_later_is_not_told_yet(day: date, is_told: bool) -> None:
    make.CommunicationItemFactory(
        published_date=JUNE, reach=1200, reach_measure="VIEWS", reach_date=day, reach_source="Vimeo"
    )
    [found] = compile_items(with_deliverables(items_of(Q2, JUNE)), (), JUNE)
    assert found.reach == (ReachData(1200, "VIEWS", day, "Vimeo") if is_told else None)
