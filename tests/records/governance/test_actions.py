"""Who held a seat and when: a new holder does not wipe out the former one."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.database.overlaps import PeriodsOverlap
from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.governance.actions import (
    HoldsSeatAlready,
    correct_focal_point,
    give_mandate,
    name_focal_point,
)
from rapporteur.records.governance.models import FocalPoint, Mandate, Person, Seat
from rapporteur.records.governance.shapes import FocalPointShape, MandateShape
from rapporteur.records.members.models import Region
from tests.factories import make

pytestmark = pytest.mark.django_db
THEN, NOW = date(2018, 1, 1), date(2018, 6, 1)
MAYOR = LocalizedText({"en": "Mayor"})


def give(seat: Seat, person: Person, start: date | None = None, *, acting: bool = False) -> Saved[Mandate]:
    mandate = MandateShape(seat=seat.slug, person=person.slug, function=MAYOR, start=start, acting=acting)
    return give_mandate(by=operator("x"), mandate=mandate)


def name_of(region: Region, person: Person, start: date | None = None) -> Saved[FocalPoint]:
    focal_point = FocalPointShape(region=region.slug, person=person.slug, start=start)
    return name_focal_point(by=operator("x"), focal_point=focal_point)


def end_of(focal_point: FocalPoint) -> None:
    to = FocalPointShape(
        region=focal_point.region.slug, person=focal_point.person.slug, start=focal_point.start, end=NOW
    )
    correct_focal_point(by=operator("x"), focal_point=focal_point, to=to)


def holders(seat: Seat) -> list[tuple[str, date | None, date | None]]:
    found = Mandate.objects.filter(seat=seat).order_by("pk")
    return list(found.values_list("person__slug", "start", "end"))


@pytest.mark.parametrize("before", [None, THEN])
def test_new_holder_ends_the_mandate_before(before: date | None) -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give(seat, ana, before)
    for _ in range(2):
        give(seat, ben, NOW)
    assert holders(seat) == [("ana", before, NOW), ("ben", NOW, None)]


@pytest.mark.parametrize("start", [None, THEN])
def test_holder_who_began_on_the_same_day_is_corrected(start: date | None) -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give(seat, ana, start)
    give(seat, ben, start)
    assert holders(seat) == [("ben", start, None)]


@pytest.mark.parametrize(("since", "said"), [(None, "since before the records"), (THEN, "since 2018-01-01")])
def test_who_holds_the_seat_is_not_given_it_again(since: date | None, said: str) -> None:
    seat, ana = make.SeatFactory(), make.PersonFactory(slug="ana", name="Ana")
    give(seat, ana, since)
    with pytest.raises(HoldsSeatAlready, match=f"Ana holds this seat already, {said}"):
        give(seat, ana, NOW)
    assert not give(seat, ana, since).changed
    assert holders(seat) == [("ana", since, None)]


def test_mandate_that_is_over_is_not_begun_again_by_an_old_data_set() -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give(seat, ana)
    give(seat, ben, NOW)
    again = give(seat, ana)
    assert not again.changed
    assert holders(seat) == [("ana", None, NOW), ("ben", NOW, None)]


def test_earlier_holder_does_not_wipe_out_the_present_one() -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give(seat, ben, NOW)
    for start in (None, None):
        give(seat, ana, start)
    assert sorted(holders(seat)) == [("ana", None, NOW), ("ben", NOW, None)]


def test_holder_who_began_before_what_is_on_record_is_corrected() -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give(seat, ana, THEN)
    give(seat, ben, NOW)
    give(seat, ana)
    assert holders(seat) == [("ana", None, NOW), ("ben", NOW, None)]


def test_holder_of_days_on_which_another_held_the_seat_is_refused_in_a_sentence() -> None:
    seat = make.SeatFactory(slug="chair")
    make.MandateFactory(seat=seat, end=NOW)
    with pytest.raises(PeriodsOverlap) as refused:
        give(seat, make.PersonFactory(), THEN)
    assert str(refused.value) == (
        "Two mandates of the same record (chair) overlap: up to and with 2018-05-31; from 2018-01-01. "
        "Let one end before the other begins."
    )


def test_who_acts_in_a_seat_is_its_holder_meanwhile() -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give(seat, ana, THEN)
    give(seat, ben, NOW, acting=True)
    assert holders(seat) == [("ana", THEN, NOW), ("ben", NOW, None)]
    assert Mandate.objects.in_force(NOW).get().acting


def test_focal_point_who_has_stopped_does_not_begin_again() -> None:
    region, ana = make.RegionFactory(), make.PersonFactory()
    named = name_of(region, ana)
    end_of(named.record)
    assert not name_of(region, ana).changed
    assert FocalPoint.objects.get().end == NOW


def test_focal_point_ends() -> None:
    region, ana = make.RegionFactory(), make.PersonFactory()
    named = name_of(region, ana, THEN)
    end_of(named.record)
    assert FocalPoint.objects.in_force(date(2018, 5, 31)).count() == 1
    assert FocalPoint.objects.in_force(NOW).count() == 0
