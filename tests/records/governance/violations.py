"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from rapporteur.records.governance.models import Seat
from tests.factories import make

DAY = date(2018, 5, 2)
BACKWARDS = {"start": DAY, "end": date(2018, 5, 1)}


def _overlap(factory: Any, **alike: Any) -> None:
    factory(**alike, start=date(2017, 1, 1), end=DAY)
    factory(**alike, start=date(2018, 5, 1), end=date(2018, 6, 1))


def _seat_twice() -> None:
    seat = make.SeatFactory()
    Seat.objects.bulk_create([Seat(pk=seat.pk, slug="other", body=seat.body, role="MEMBER")])


VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "governance_person.slug": lambda: make.PersonFactory.create_batch(2, slug="same"),
    "person_has_name": lambda: make.PersonFactory(name=""),
    "governance_body.slug": lambda: make.BodyFactory.create_batch(2, slug="same"),
    "body_kind_known": lambda: make.BodyFactory(kind="CLUB"),
    "body_counted_once_a_day": lambda: make.BodyHeadcountFactory.create_batch(2, body=make.BodyFactory()),
    "body_headcount_group_known": lambda: make.BodyHeadcountFactory(who="CHILDREN"),
    "body_headcount_origin_known": lambda: make.BodyHeadcountFactory(origin="INFERRED"),
    "governance_seat.slug": lambda: make.SeatFactory.create_batch(2, slug="same"),
    "seat_ends_after_start": lambda: make.SeatFactory(**BACKWARDS),
    "seat_role_known": lambda: make.SeatFactory(role="KING"),
    "body_of_seat": _seat_twice,
    "mandate_ends_after_start": lambda: make.MandateFactory(**BACKWARDS),
    "mandates_apart": lambda: _overlap(make.MandateFactory, seat=make.SeatFactory()),
    "focal_points_apart": lambda: _overlap(
        make.FocalPointFactory, region=make.RegionFactory(), person=make.PersonFactory()
    ),
    "focal_point_ends_after_start": lambda: make.FocalPointFactory(**BACKWARDS),
}
