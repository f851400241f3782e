"""How long something holds: which days are its own, and which of two spans is before the other."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.values.periods import Period
from rapporteur.base.values.spans import ALWAYS, Span, begins_later

APRIL, MAY, JULY = date(2018, 4, 1), date(2018, 5, 1), date(2018, 7, 1)


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (Span(APRIL, JULY), [APRIL, MAY]),
        (Span(APRIL), [APRIL, MAY, JULY]),
        (Span(None, JULY), [date.min, APRIL, MAY]),
        (ALWAYS, [date.min, APRIL, MAY, JULY]),
        (Span(JULY, APRIL), []),
    ],
)
def test_it_holds_from_its_start_and_no_longer_on_its_end(span: Span, days: list[date]) -> None:
    assert [day for day in (date.min, APRIL, MAY, JULY) if span.holds_on(day)] == days


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        (Span(APRIL, MAY), Span(MAY, JULY), True),
        (Span(None, MAY), Span(MAY), True),
        (Span(APRIL, JULY), Span(MAY), False),
        (Span(APRIL), Span(MAY, JULY), False),
        (ALWAYS, ALWAYS, False),
        (Span(MAY, JULY), Span(APRIL, MAY), False),
    ],
)
def test_one_is_before_another_that_begins_when_it_is_over(one: Span, other: Span, before: bool) -> None:
    assert one.before(other) is before


def test_two_overlap_where_a_day_is_of_both() -> None:
    bounds = (None, APRIL, MAY, JULY)
    spans = [Span(s, e) for s in bounds for e in bounds if s is None or e is None or s < e]
    for one in spans:
        for other in spans:
            shared = [
                day for day in (date.min, APRIL, MAY, JULY) if one.holds_on(day) and other.holds_on(day)
            ]
            assert one.overlaps(other) is bool(shared), (one, other)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (ALWAYS, "always"),
        (Span(None, JULY), "up to and with 2018-06-30"),
        (Span(APRIL), "from 2018-04-01"),
        (Span(APRIL, JULY), "from 2018-04-01 up to and with 2018-06-30"),
    ],
)
def test_it_is_told_in_words(span: Span, text: str) -> None:
    assert str(span) == text


@pytest.mark.parametrize(
    ("start", "than", "later"),
    [
        (MAY, APRIL, True),
        (MAY, None, True),
        (APRIL, APRIL, False),
        (APRIL, MAY, False),
        (None, APRIL, False),
        (None, None, False),
    ],
)
def test_what_begins_before_the_records_begins_after_nothing(
    start: date | None, than: date | None, later: bool
) -> None:
    assert begins_later(start, than) is later


def test_spans_are_put_in_order_by_their_first_day() -> None:
    spans = [Span(JULY), Span(None, APRIL), Span(APRIL, JULY)]
    assert sorted(spans, key=lambda span: span.first_day) == [spans[1], spans[2], spans[0]]


def test_a_period_is_a_span_of_its_own_days() -> None:
    assert Period.parse("2018-Q2").span == Span(APRIL, JULY)
