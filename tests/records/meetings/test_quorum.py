"""Quorum: counted from the seats of the day, those present, and the proxies of those present."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.base.words.say import say
from rapporteur.records.meetings.models import BodyMeeting
from rapporteur.records.meetings.queries import quorum_of
from rapporteur.records.meetings.quorum import (
    NeededSeats,
    Quorum,
    SeatAtMeeting,
    count_quorum,
    explain_quorum,
)
from tests.factories import make

SEATS = st.integers(1, 12)


def count(rows: list[SeatAtMeeting], filled: set[int], needed: int | None = None) -> Quorum:
    return count_quorum(rows, seats=range(1, 13), filled=filled, needed=needed)


def told(quorum: Quorum, language: str = "en") -> str:
    return " ".join(say(message, language, **values) for message, values in explain_quorum(quorum))


@st.composite
def attendances(draw: Any) -> list[SeatAtMeeting]:
    rows = []
    for seat in sorted(draw(st.sets(SEATS))):
        present = draw(st.booleans())
        proxy = (
            None
            if present
            else draw(st.none() | st.sampled_from([one for one in range(1, 13) if one != seat]))
        )
        rows.append(SeatAtMeeting(seat=seat, present=present, proxy=proxy))
    return rows


@given(attendances(), st.sets(SEATS))
@settings(max_examples=300, deadline=None)
def test_every_vote_counts_once_and_no_more_than_seats_are_filled(
    rows: list[SeatAtMeeting], filled: set[int]
) -> None:
    quorum = count(rows, filled)
    assert 0 <= quorum.present <= quorum.counted <= quorum.filled
    alone = count([row for row in rows if row.present], filled)
    assert (alone.present, alone.proxies) == (quorum.present, 0)
    if not quorum.present:
        assert not quorum.counted  # nobody is there to vote for anybody


@given(attendances(), st.sets(SEATS), SEATS)
@settings(max_examples=300, deadline=None)
def test_who_leaves_takes_every_proxy_along(rows: list[SeatAtMeeting], filled: set[int], leaves: int) -> None:
    before = count(rows, filled)
    after = count(
        [SeatAtMeeting(seat=row.seat, present=False) if row.seat == leaves else row for row in rows], filled
    )
    held = sum(1 for row in rows if row.proxy == leaves and row.seat in filled and not row.present)
    was_there = any(row.seat == leaves and row.present for row in rows) and leaves in filled
    gave = any(row.seat == leaves and row.proxy for row in rows)
    if was_there:
        assert after.counted == before.counted - 1 - held
        assert after.lost == before.lost + held
    elif not gave:
        assert after == before


@given(st.integers(1, 200), st.integers(1, 9), st.integers(1, 9))
def test_needed_is_the_least_number_that_reaches_the_share(seats: int, share: int, parts: int) -> None:
    share, parts = sorted((share, parts))
    least = NeededSeats(share=share, parts=parts).of(seats)
    more = NeededSeats(share=share, parts=parts, more_than=True).of(seats)
    assert least is not None
    assert more is not None
    assert least * parts >= share * seats > (least - 1) * parts
    assert more * parts > share * seats >= (more - 1) * parts


def test_proxy_of_who_is_absent_counts_nothing_and_the_sentence_says_so() -> None:
    rows = [SeatAtMeeting(seat=1, present=True), SeatAtMeeting(seat=2, present=False, proxy=1),
            SeatAtMeeting(seat=3, present=False, proxy=4), SeatAtMeeting(seat=4, present=False)]  # fmt: skip
    quorum = count(rows, {1, 2, 3, 4}, needed=3)
    assert (quorum.counted, quorum.met) == (2, False)
    assert told(quorum) == (
        "Present: 1 of 12 seats, of which 4 are filled. 1 proxy counts, as its holder is there. "
        "1 proxy counts nothing: its holder is not there. 2 count, 3 are needed: the quorum is not met."
    )
    assert "quorum n’est pas atteint" in told(quorum, "fr")
    assert "no hay quórum" in told(quorum, "es")


def test_proxy_is_not_passed_on() -> None:
    rows = [SeatAtMeeting(seat=1, present=True), SeatAtMeeting(seat=2, present=False, proxy=1),
            SeatAtMeeting(seat=3, present=False, proxy=2)]  # fmt: skip
    assert count(rows, {1, 2, 3}).counted == 2


def test_meeting_of_which_nobody_noted_who_came_says_so() -> None:
    quorum = count([], {1, 2}, needed=1)
    assert quorum.met is None
    assert told(quorum) == "Nobody has noted who was there."


@pytest.fixture
def meeting(db: None) -> BodyMeeting:
    """A board of ten seats, eight of them filled; five are there, one gives its vote to a seat that is."""
    meeting: BodyMeeting = make.BodyMeetingFactory(state="HELD")
    seats = [make.SeatFactory(body=meeting.body, order=n) for n in range(10)]
    for seat in seats[:8]:
        make.MandateFactory(seat=seat)
    for seat in seats[:5]:
        make.AttendanceFactory(meeting=meeting, seat=seat)
    make.AttendanceFactory(meeting=meeting, seat=seats[5], presence="EXCUSED", proxy=seats[0])
    make.SeatFactory(body=meeting.body, end=meeting.start_date)  # gone on that day
    return meeting


@pytest.mark.parametrize(
    ("rule", "needed", "met"),
    [
        ({}, 4, True),
        ({"seats_counted": "ALL"}, 5, True),
        ({"seats_counted": "ALL", "more_than_share": True}, 6, True),
        ({"seats_counted": "ALL", "share": 2, "parts": 3}, 7, False),
        ({"share": None, "parts": None, "quorum_number": 7}, 7, False),
        ({"share": None, "parts": None}, None, None),
    ],
)
def test_quorum_follows_the_rule_of_the_day(
    meeting: BodyMeeting, rule: dict[str, Any], needed: int | None, met: bool | None
) -> None:
    make.BodyRuleFactory(body=meeting.body, quorum_number=99, share=None, parts=None, end=meeting.start_date)
    make.BodyRuleFactory(body=meeting.body, start=meeting.start_date, **rule)
    quorum = quorum_of(meeting)
    assert (quorum.seats, quorum.filled, quorum.counted) == (10, 8, 6)
    assert (quorum.needed, quorum.met) == (needed, met)


def test_subject_with_a_rule_of_its_own_follows_it(meeting: BodyMeeting) -> None:
    make.BodyRuleFactory(body=meeting.body)
    make.BodyRuleFactory(body=meeting.body, subject="DUES", share=None, parts=None, quorum_number=8)
    assert [quorum_of(meeting, subject).needed for subject in ("", "ACCOUNTS", "DUES")] == [4, 4, 8]


def test_quorum_takes_few_queries_however_many_came(
    meeting: BodyMeeting, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        quorum_of(meeting)
