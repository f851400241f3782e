"""Who held a seat and when: a new holder does not wipe out the former one."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.core.constraints import PeriodsOverlap
from rapporteur.core.localized import LocalizedText
from rapporteur.governance.actions import end_focal_point, give_mandate, name_focal_point
from rapporteur.governance.models import FocalPoint, Mandate, Seat
from tests.factories import make

pytestmark = pytest.mark.django_db
THEN, NOW = date(2018, 1, 1), date(2018, 6, 1)
MAYOR = LocalizedText({"en": "Mayor"})


def holders(seat: Seat) -> list[tuple[str, date | None, date | None]]:
    found = Mandate.objects.filter(seat=seat).order_by("pk")
    return list(found.values_list("person__slug", "start", "end"))


@pytest.mark.parametrize("before", [None, THEN])
def test_new_holder_ends_the_mandate_before(before: date | None) -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give_mandate(by="x", seat=seat, person=ana, function=MAYOR, start=before)
    for _ in range(2):
        give_mandate(by="x", seat=seat, person=ben, function=MAYOR, start=NOW)
    assert holders(seat) == [("ana", before, NOW), ("ben", NOW, None)]


@pytest.mark.parametrize("start", [None, THEN])
def test_holder_who_began_on_the_same_day_is_corrected(start: date | None) -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give_mandate(by="x", seat=seat, person=ana, function=MAYOR, start=start)
    give_mandate(by="x", seat=seat, person=ben, function=MAYOR, start=start)
    assert holders(seat) == [("ben", start, None)]


def test_mandate_that_is_over_is_not_begun_again_by_an_old_data_set() -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give_mandate(by="x", seat=seat, person=ana, function=MAYOR)
    give_mandate(by="x", seat=seat, person=ben, function=MAYOR, start=NOW)
    again = give_mandate(by="x", seat=seat, person=ana, function=MAYOR)
    assert not again.changed
    assert holders(seat) == [("ana", None, NOW), ("ben", NOW, None)]


def test_earlier_holder_does_not_wipe_out_the_present_one() -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give_mandate(by="x", seat=seat, person=ben, function=MAYOR, start=NOW)
    for start in (None, None):
        give_mandate(by="x", seat=seat, person=ana, function=MAYOR, start=start)
    assert sorted(holders(seat)) == [("ana", None, NOW), ("ben", NOW, None)]


def test_holder_who_began_before_what_is_on_record_is_corrected() -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give_mandate(by="x", seat=seat, person=ana, function=MAYOR, start=THEN)
    give_mandate(by="x", seat=seat, person=ben, function=MAYOR, start=NOW)
    give_mandate(by="x", seat=seat, person=ana, function=MAYOR)
    assert holders(seat) == [("ana", None, NOW), ("ben", NOW, None)]


def test_holder_of_days_on_which_another_held_the_seat_is_refused_in_a_sentence() -> None:
    seat = make.SeatFactory(slug="chair")
    make.MandateFactory(seat=seat, end=NOW)
    with pytest.raises(PeriodsOverlap) as refused:
        give_mandate(by="x", seat=seat, person=make.PersonFactory(), function=MAYOR, start=THEN)
    assert str(refused.value) == (
        "Two mandates of chair overlap: up to 2018-06-01 and from 2018-01-01 (an end is the first day without). "
        "Let one end on the day on which the other begins, or earlier."
    )


def test_who_acts_in_a_seat_is_its_holder_meanwhile() -> None:
    seat, ana, ben = make.SeatFactory(), make.PersonFactory(slug="ana"), make.PersonFactory(slug="ben")
    give_mandate(by="x", seat=seat, person=ana, function=MAYOR, start=THEN)
    give_mandate(by="x", seat=seat, person=ben, function=MAYOR, acting=True, start=NOW)
    assert holders(seat) == [("ana", THEN, NOW), ("ben", NOW, None)]
    assert Mandate.objects.in_force(NOW).get().acting


def test_focal_point_who_has_stopped_does_not_begin_again() -> None:
    region, ana = make.RegionFactory(), make.PersonFactory()
    named = name_focal_point(by="x", region=region, person=ana)
    end_focal_point(by="x", focal_point=named.record, end=NOW)
    assert not name_focal_point(by="x", region=region, person=ana).changed
    assert FocalPoint.objects.get().end == NOW


def test_focal_point_ends() -> None:
    region, ana = make.RegionFactory(), make.PersonFactory()
    named = name_focal_point(by="x", region=region, person=ana, start=THEN)
    end_focal_point(by="x", focal_point=named.record, end=NOW)
    assert FocalPoint.objects.in_force(date(2018, 5, 31)).count() == 1
    assert FocalPoint.objects.in_force(NOW).count() == 0
