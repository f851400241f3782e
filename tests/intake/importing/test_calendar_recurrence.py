"""Recurring events: rules, their ends, what is left out, moved and changed, each on the clock of the series."""

from __future__ import annotations

import time as clock
from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # python-dateutil publishes no types
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.calendars.rules import Budget, RuleNotRead, TooManyDays, moments, read_rule
from rapporteur.intake.importing.calendars.source import read_calendar
from rapporteur.intake.reading.sources.refused import IntakeRefused
from tests.intake.importing.written_calendars import WINDOW, calendar, days_of, events_of, read
from tests.support.fuzzing import examples

BOGOTA = "DTSTART;TZID=America/Bogota:20180403T200000\nDTEND;TZID=America/Bogota:20180403T210000"
TOKYO = "DTSTART;TZID=Asia/Tokyo:20180403T070000\nDTEND;TZID=Asia/Tokyo:20180403T080000"
DAYS = "DTSTART;VALUE=DATE:20180403"
THREE = ["04-03", "04-04", "04-05"]
IN_MADRID, IN_ANGELES = "X-WR-TIMEZONE:Europe/Madrid", "X-WR-TIMEZONE:America/Los_Angeles"
IN_BOGOTA = "X-WR-TIMEZONE:America/Bogota"


@pytest.mark.parametrize(
    ("event", "head", "days"),
    [
        (f"{BOGOTA}\nRRULE:FREQ=DAILY;UNTIL=20180406T010000Z", "", ["04-03", "04-04", "04-05"]),
        (f"{BOGOTA}\nRRULE:FREQ=DAILY;UNTIL=20180406T005959Z", "", ["04-03", "04-04"]),
        (f"{BOGOTA}\nRRULE:FREQ=DAILY;UNTIL=20180405", "", ["04-03", "04-04", "04-05"]),
        (f"{BOGOTA}\nRRULE:FREQ=DAILY;UNTIL=20180405T200000", "", ["04-03", "04-04", "04-05"]),
        (f"{TOKYO}\nRRULE:FREQ=DAILY;UNTIL=20180404T220000Z", "", ["04-03", "04-04", "04-05"]),
        (f"{TOKYO}\nRRULE:FREQ=DAILY;UNTIL=20180404T215959Z", "", ["04-03", "04-04"]),
        (
            "DTSTART;TZID=Pacific/Auckland:20180403T090000\nRRULE:FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20180411T115959Z",
            "",
            ["04-03", "04-05", "04-10"],
        ),
        # a series of days: UNTIL in UTC means the day whose edge it is, in the zone of the calendar
        (f"{DAYS}\nRRULE:FREQ=DAILY;UNTIL=20180405T000000Z", "", ["04-03", "04-04", "04-05"]),
        (f"{DAYS}\nRRULE:FREQ=DAILY;UNTIL=20180405T235959Z", IN_MADRID, THREE),
        (f"{DAYS}\nRRULE:FREQ=DAILY;UNTIL=20180404T220000Z", IN_MADRID, THREE),
        (f"{DAYS}\nRRULE:FREQ=DAILY;UNTIL=20180406T065959Z", IN_ANGELES, THREE),
        # a series in UTC recurs on the clock of UTC and takes place in the zone of the calendar
        (
            "DTSTART:20180403T010000Z\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2",
            "X-WR-TIMEZONE:America/Bogota",
            ["04-02", "04-09"],
        ),
        # a time without zone is that of the calendar
        ("DTSTART:20180403T200000\nRRULE:FREQ=DAILY;UNTIL=20180405T010000Z", IN_BOGOTA, ["04-03", "04-04"]),
    ],
)  # fmt: skip
def test_until_ends_the_series_on_its_own_clock(event: str, head: str, days: list[str]) -> None:
    assert days_of(f"UID:1\nSUMMARY:A\n{event}", head=head) == days


@pytest.mark.parametrize(
    ("without", "days"),
    [
        ("EXDATE:20180405T010000Z", ["04-03", "04-05"]),
        ("EXDATE;TZID=America/Bogota:20180404T200000", ["04-03", "04-05"]),
        ("EXDATE;TZID=Europe/Paris:20180405T030000", ["04-03", "04-05"]),
        ("EXDATE:20180404T200000", ["04-03", "04-05"]),
        ("EXDATE;VALUE=DATE:20180404", ["04-03", "04-05"]),
        ("EXDATE:20180404T010000Z,20180405T010000Z", ["04-05"]),
        ("EXDATE:20180404T010000Z\nEXDATE:20180406T010000Z", ["04-04"]),
        ("EXRULE:FREQ=DAILY;INTERVAL=2", ["04-04"]),
        ("RDATE:20180408T010000Z", ["04-03", "04-04", "04-05", "04-07"]),
        ("RDATE;VALUE=PERIOD:20180408T010000Z/PT1H", ["04-03", "04-04", "04-05", "04-07"]),
        ("RDATE;VALUE=DATE:20180407", ["04-03", "04-04", "04-05", "04-07"]),
    ],
)
def test_days_are_left_out_and_joined_on_the_clock_of_the_series(without: str, days: list[str]) -> None:
    assert days_of(f"UID:1\nSUMMARY:A\n{BOGOTA}\nRRULE:FREQ=DAILY;COUNT=3\n{without}") == days


def test_days_left_out_of_a_series_of_days_may_be_told_as_times() -> None:
    series = f"UID:1\nSUMMARY:A\n{DAYS}\nRRULE:FREQ=DAILY;COUNT=4"
    head = "X-WR-TIMEZONE:Europe/Madrid"

    assert days_of(f"{series}\nEXDATE:20180404T000000Z,20180404T220000Z", head=head) == ["04-03", "04-06"]


@pytest.mark.parametrize(
    "original",
    [
        "RECURRENCE-ID:20180405T010000Z",
        "RECURRENCE-ID;TZID=America/Bogota:20180404T200000",
        "RECURRENCE-ID;TZID=Europe/Paris:20180405T030000",
        "RECURRENCE-ID;VALUE=DATE:20180404",
        "RECURRENCE-ID:20180404T190000",  # another hour of the day: the one of that day is meant
    ],
)
def test_occurrence_told_apart_stands_for_the_one_of_its_moment(original: str) -> None:
    found = events_of(
        f"UID:1\nSUMMARY:A\n{BOGOTA}\nRRULE:FREQ=DAILY;COUNT=3",
        f"UID:1\nSUMMARY:Moved\n{original}\nDTSTART;TZID=America/Bogota:20180410T200000",
    )

    assert [(one.key, str(one.start)) for one in found] == [
        ("uid:1#2018-04-03", "2018-04-03"),
        ("uid:1#2018-04-05", "2018-04-05"),
        ("uid:1#2018-04-04", "2018-04-10"),
    ]


def test_one_of_two_on_a_day_is_moved_and_the_other_stays() -> None:
    found = events_of(
        "UID:1\nSUMMARY:A\nDTSTART:20180403T090000\nRRULE:FREQ=DAILY;BYHOUR=9,16;COUNT=4",
        "UID:1\nSUMMARY:B\nRECURRENCE-ID:20180403T160000\nDTSTART:20180410T160000",
    )

    assert [(one.title, one.key) for one in found] == [
        ("A", "uid:1#2018-04-03"),
        ("A", "uid:1#2018-04-04"),
        ("B", "uid:1#2018-04-03T1600"),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20180417\nDTSTART;VALUE=DATE:20180419",
            ["A 04-03", "A 04-10", "B 04-19", "B 04-26"],
        ),
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20180410\nDTSTART;VALUE=DATE:20180409",
            ["A 04-03", "B 04-09", "B 04-16", "B 04-23"],
        ),
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20180417\nDTSTART;VALUE=DATE:20180417\nSTATUS:CANCELLED",
            ["A 04-03", "A 04-10", "-B 04-17", "-B 04-24"],
        ),
    ],
)
def test_change_from_one_day_on_holds_for_all_later_ones(change: str, expected: list[str]) -> None:
    found = events_of(f"UID:1\nSUMMARY:A\n{DAYS}\nRRULE:FREQ=WEEKLY;COUNT=4", f"UID:1\nSUMMARY:B\n{change}")

    assert [f"{'-' * one.cancelled}{one.title} {one.start:%m-%d}" for one in found] == expected
    assert len({one.key for one in found}) == 4


def test_change_from_one_day_on_takes_its_own_length_and_yields_to_a_single_change() -> None:
    found = events_of(
        f"UID:1\nSUMMARY:A\n{BOGOTA}\nRRULE:FREQ=WEEKLY;COUNT=4",
        "UID:1\nSUMMARY:B\nRECURRENCE-ID;RANGE=THISANDFUTURE:20180411T010000Z\n"
        "DTSTART;TZID=America/Bogota:20180412T090000\nDTEND;TZID=America/Bogota:20180413T170000",
        "UID:1\nSUMMARY:C\nRECURRENCE-ID:20180425T010000Z\nDTSTART;TZID=America/Bogota:20180430T090000",
    )

    assert [(one.title, f"{one.start:%m-%d}", f"{one.end:%m-%d}") for one in found] == [
        ("A", "04-03", "04-03"),
        ("B", "04-12", "04-13"),
        ("B", "04-19", "04-20"),
        ("C", "04-30", "04-30"),
    ]


def test_series_that_begins_after_the_period_brings_nothing_and_no_fault() -> None:
    content = calendar(
        "UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20050403\nRRULE:FREQ=YEARLY",
        "UID:2\nSUMMARY:B\nDTSTART;VALUE=DATE:19980403",
    )
    period = Period.parse("1998")

    source = read_calendar(content, "a.ics", period, only=period)

    assert [(one.title, str(one.start)) for one in source.events] == [("B", "1998-04-03")]
    assert source.notices == ()


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("FREQ=HOURLY;COUNT=3", "it recurs by HOURLY: expected one of DAILY, WEEKLY, MONTHLY, YEARLY"),
        ("COUNT=3", "it says no FREQ: expected one of DAILY, WEEKLY, MONTHLY, YEARLY"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "it counts in the calendar CHINESE: expected the Gregorian calendar"),
        ("FREQ=WEEKLY;BYDAY=LU", "BYDAY=LU: expected weekdays such as MO, or 1MO for the first of the month"),
        ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY=1MO in a rule that is WEEKLY: expected weekdays without a number"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0: expected a whole number from 1"),
        ("FREQ=DAILY;BYMONTH=13", "BYMONTH=13: expected numbers from 1 to 12"),
        ("FREQ=DAILY;BYEASTER=0", "“BYEASTER” is not followed: expected the parts of RFC 5545"),
        ("FREQ=DAILY;UNTIL=never", "'NEVER' is no day and no time: expected 20180405 or 20180405T090000"),
        ("W1 MO TU #4", "“W1MOTU#4” is no part of a rule, or there twice: expected parts such as BYDAY=MO"),
    ],
)
def test_rule_that_cannot_be_read_is_told_and_the_other_events_are_read(rule: str, says: str) -> None:
    source = read(
        calendar(
            f"UID:1\nSUMMARY:Bad\n{DAYS}\nRRULE:{rule}", "UID:2\nSUMMARY:Good\nDTSTART;VALUE=DATE:20180501"
        )
    )

    assert [one.title for one in source.events] == ["Good"]
    assert source.notices == (
        f"event 1 of a.ics, line 4 (“Bad”): its recurrence cannot be read ({says}); the event was left out",
    )


@pytest.mark.parametrize("name", ["EXDATE", "RDATE"])
def test_list_of_days_that_cannot_be_read_is_told(name: str) -> None:
    source = read(calendar(f"UID:1\nSUMMARY:A\n{DAYS}\nRRULE:FREQ=DAILY;COUNT=2\n{name}:tomorrow"))

    assert source.events == ()
    assert "its recurrence cannot be read ('tomorrow' is no day and no time" in source.notices[0]


def test_rule_with_spaces_and_day_with_hyphens_are_read_and_told() -> None:
    event = f"UID:1\nSUMMARY:A\n{DAYS}\nRRULE:FREQ=DAILY; COUNT=3\nEXDATE;VALUE=DATE:2018-04-04"
    source = read(calendar(event))

    assert [f"{one.start:%m-%d}" for one in source.events] == ["04-03", "04-05"]
    assert source.notices == (
        "event 1 of a.ics, line 4 (“A”): the spaces in its rule “FREQ=DAILY; COUNT=3” were passed over",
        "event 1 of a.ics, line 4 (“A”): EXDATE '2018-04-04' was read as 2018-04-04",
    )


_WEEKDAYS = st.lists(
    st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), min_size=1, max_size=3, unique=True
)
_NTH = st.lists(st.sampled_from(["1MO", "2TU", "-1FR", "-2SU", "4WE"]), min_size=1, max_size=2, unique=True)
_MONTHS = st.lists(st.sampled_from([1, 2, 6, 12]), min_size=1, max_size=2, unique=True)
_DAYS_OF_MONTH = st.lists(st.sampled_from([1, 13, 28, -1, -2]), min_size=1, max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Return a rule that comes true: one that never does takes a library to the year 9999."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}"]
    if interval := draw(st.integers(0, 4)):
        parts.append(f"INTERVAL={interval}")
    by = draw(st.sampled_from(["", "BYDAY", "NTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"]))
    if by == "BYDAY":
        parts.append(f"BYDAY={','.join(draw(_WEEKDAYS))}")
    elif by == "NTH" and frequency in {"MONTHLY", "YEARLY"}:
        parts.append(f"BYDAY={','.join(draw(_NTH))}")
    elif by == "BYMONTHDAY" and frequency != "WEEKLY":
        parts.append(f"BYMONTHDAY={','.join(map(str, draw(_DAYS_OF_MONTH)))}")
    elif by == "BYYEARDAY" and frequency == "YEARLY":
        parts.append("BYYEARDAY=1,60,200,-1")
    elif by == "BYWEEKNO" and frequency == "YEARLY":
        parts.append(f"BYWEEKNO=1,20,-1;BYDAY={draw(_WEEKDAYS)[0]}")
    if draw(st.booleans()) and by not in {"BYYEARDAY", "BYWEEKNO"} and not interval:
        parts.append(f"BYMONTH={','.join(map(str, draw(_MONTHS)))}")
    if len(parts) > 1 and parts[-1].startswith("BY") and draw(st.booleans()):
        parts.append(f"BYSETPOS={draw(st.sampled_from(['1', '-1', '1,-1']))}")
    if draw(st.booleans()):
        parts.append(f"WKST={draw(st.sampled_from(['SU', 'WE']))}")
    if count := draw(st.integers(0, 30)):
        parts.append(f"COUNT={count}")
    return ";".join(parts)


@settings(max_examples=examples(150), deadline=None)
@given(rules(), st.datetimes(datetime(2012, 1, 1), datetime(2018, 12, 28)).filter(lambda one: one.day < 29))  # noqa: DTZ001
def test_rules_come_true_as_the_library_says(rule: str, start: datetime) -> None:
    start = start.replace(microsecond=0)
    first, last = date(2018, 1, 1), date(2019, 12, 31)
    expected = []
    for moment in rrulestr(rule, dtstart=start):
        if moment.date() > last:
            break
        if moment.date() >= first:
            expected.append(moment)

    assert list(moments(read_rule(rule), start, first, last, Budget())) == expected


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=YEARLY;BYWEEKNO=20;COUNT=2", ["2018-05-14", "2019-05-13"]),  # the weekday of the start
        ("FREQ=MONTHLY;BYDAY=MO,1TU;COUNT=3", ["2018-01-01", "2018-01-02", "2018-01-08"]),  # either
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", []),
    ],
)
def test_rules_on_which_the_library_differs_are_those_of_the_standard(rule: str, days: list[str]) -> None:
    start, last = datetime(2018, 1, 1), date(2019, 12, 31)  # noqa: DTZ001

    found = moments(read_rule(rule), start, start.date(), last, Budget())

    assert [str(one.date()) for one in found] == days


def test_days_walked_through_are_counted() -> None:
    start = datetime(1900, 1, 1)  # noqa: DTZ001
    with pytest.raises(TooManyDays):
        list(
            moments(
                read_rule("FREQ=DAILY;COUNT=99999"), start, date(2018, 1, 1), date(2019, 1, 1), Budget(40_000)
            )
        )
    with pytest.raises(RuleNotRead, match="many times a day"):
        read_rule("FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0,1,2,3,4,5,6,7,8,9")


def test_many_recurrences_are_refused_by_the_days_that_they_run_over() -> None:
    events = [
        f"UID:{n}\nSUMMARY:A\nDTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9"
        for n in range(60)
    ]
    begun = clock.process_time()

    with pytest.raises(IntakeRefused, match="its recurrences run over more than 2,000,000 days: divide it"):
        read_calendar(calendar(*events), "a.ics", WINDOW)

    assert clock.process_time() - begun < 60  # of the processor; some 5 seconds
