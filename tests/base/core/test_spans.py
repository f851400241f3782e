"""The database and Python give the same answer about spans of days."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.spans import overlaps
from rapporteur.base.values.spans import Span
from rapporteur.records.members.models import Membership
from tests.factories import make

pytestmark = pytest.mark.django_db
BOUNDS = (None, date(2018, 4, 1), date(2018, 5, 1), date(2018, 7, 1))
SPANS = [Span(s, e) for s in BOUNDS for e in BOUNDS if s is None or e is None or s < e]


@pytest.fixture(autouse=True)
def memberships() -> None:
    """A membership of every sort, each of its own organisation."""
    for span in SPANS:
        make.MembershipFactory(start=span.start, end=span.end)


def test_a_record_tells_its_span() -> None:
    assert sorted(map(str, (one.span for one in Membership.objects.all()))) == sorted(map(str, SPANS))


@pytest.mark.parametrize("day", [date(2018, 3, 31), *BOUNDS[1:]])
def test_what_is_in_force_on_a_day_holds_on_it(day: date) -> None:
    held = {one.span for one in Membership.objects.in_force(day)}
    assert held == {span for span in SPANS if span.holds_on(day)}
    assert held


@pytest.mark.parametrize("span", SPANS, ids=str)
def test_what_shares_a_day_with_a_span_overlaps_it(span: Span) -> None:
    shared = {one.span for one in Membership.objects.filter(overlaps(span))}
    assert shared == {other for other in SPANS if other.overlaps(span)}
