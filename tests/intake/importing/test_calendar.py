"""Calendars: events become draft activities; recurring, cancelled, all-day, in time zones; known again by UID."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.actions import commit_import, undo_import
from rapporteur.intake.importing.calendars.source import OCCURRENCES, read_calendar
from rapporteur.intake.importing.enums import ImportKind
from rapporteur.intake.importing.models import Import
from rapporteur.intake.importing.planning import plan_import
from rapporteur.records.activities.models import Activity
from tests import factories as make
from tests.intake.importing.written_calendars import WINDOW, calendar, events_of
from tests.support.imports import propose_import
from tests.support.publishing import publish

NOW = datetime(2018, 7, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("times", "start", "end"),
    [
        ("DTSTART;VALUE=DATE:20180501\nDTEND;VALUE=DATE:20180504", date(2018, 5, 1), date(2018, 5, 3)),
        ("DTSTART;VALUE=DATE:20180501", date(2018, 5, 1), date(2018, 5, 1)),
        ("DTSTART;VALUE=DATE:20180501\nDURATION:P2D", date(2018, 5, 1), date(2018, 5, 2)),
        ("DTSTART:20180501T090000\nDTEND:20180502T120000", date(2018, 5, 1), date(2018, 5, 2)),
        ("DTSTART:20180501T090000\nDTEND:20180502T000000", date(2018, 5, 1), date(2018, 5, 1)),
        ("DTSTART:20180501T090000\nDURATION:PT3H", date(2018, 5, 1), date(2018, 5, 1)),
        (
            "DTSTART;TZID=America/Bogota:20180501T220000\nDTEND;TZID=America/Bogota:20180501T233000",
            date(2018, 5, 1),
            date(2018, 5, 1),
        ),
        ("DTSTART:20180501T230000Z\nDTEND:20180501T233000Z", date(2018, 5, 1), date(2018, 5, 1)),
        ("DTSTART:20180503T090000\nDTEND:20180501T090000", date(2018, 5, 3), date(2018, 5, 3)),
    ],
)
def test_days_are_those_where_the_event_takes_place(times: str, start: date, end: date) -> None:
    [event] = events_of(f"UID:1\nSUMMARY:A\n{times}")

    assert (event.start, event.end) == (start, end)


def test_time_in_utc_is_that_of_the_calendars_zone() -> None:
    [event] = events_of("UID:1\nSUMMARY:A\nDTSTART:20180501T230000Z", head="X-WR-TIMEZONE:Europe/Madrid")

    assert event.start == date(2018, 5, 2)


def test_recurring_event_is_every_occurrence_but_those_excluded_or_moved() -> None:
    found = events_of(
        "UID:1\nSUMMARY:Weekly\nDTSTART;VALUE=DATE:20180501\nDTEND;VALUE=DATE:20180503\n"
        "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;VALUE=DATE:20180508",
        "UID:1\nRECURRENCE-ID;VALUE=DATE:20180515\nSUMMARY:Moved\nDTSTART;VALUE=DATE:20180516",
        "UID:1\nRECURRENCE-ID;VALUE=DATE:20180522\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20180522",
    )

    assert [(one.key, one.title, one.start, one.end, one.cancelled) for one in found] == [
        ("uid:1#2018-05-01", "Weekly", date(2018, 5, 1), date(2018, 5, 2), False),
        ("uid:1#2018-05-15", "Moved", date(2018, 5, 16), date(2018, 5, 16), False),
        ("uid:1#2018-05-22", "", date(2018, 5, 22), date(2018, 5, 22), True),
    ]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", ["2018-01-26", "2018-02-23", "2018-03-30"]),
        ("FREQ=YEARLY;UNTIL=20191231", ["2018-01-26", "2019-01-26"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ["2018-01-26"]),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20180130T000000Z", ["2018-01-26", "2018-01-28", "2018-01-30"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["2018-01-26", "2018-01-31"]),
    ],
)
def test_rule_comes_true_on_the_days_of_the_standard(rule: str, days: list[str]) -> None:
    found = events_of(f"UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20180126\nRRULE:{rule}")

    assert [str(one.start) for one in found] == days


def test_endless_recurrence_ends_at_the_bounds_and_says_so() -> None:
    source = read_calendar(
        calendar("UID:1\nSUMMARY:Daily\nDTSTART;VALUE=DATE:20180101\nRRULE:FREQ=DAILY"), "a.ics", WINDOW
    )

    assert len(source.events) == OCCURRENCES
    assert source.notices == (
        (
            "event 1 of a.ics, line 4 (“Daily”) recurs on and on: 366 occurrences from 2018-01-01 to 2019-12-31 "
            "were taken, at most 366"
        ),
    )


def test_event_without_date_or_title_is_told_and_the_others_are_read() -> None:
    source = read_calendar(
        calendar(
            "UID:1\nSUMMARY:No date",
            "UID:2\nDTSTART;VALUE=DATE:20180501",
            "UID:3\nSUMMARY:A\nDTSTART;VALUE=DATE:20180501",
        ),
        "a.ics",
        WINDOW,
    )

    assert [one.uid for one in source.events] == ["3"]
    assert source.notices == (
        (
            "event 1 of a.ics, line 4 (“No date”) has no date that can be read (it has no DTSTART): "
            "it was left out"
        ),
        "event 2 of a.ics, line 8 on 2018-05-01 has no title: it was left out",
    )


def test_period_keeps_only_what_begins_in_it() -> None:
    found = events_of(
        "UID:1\nSUMMARY:A\nDTSTART;VALUE=DATE:20180331\nDTEND;VALUE=DATE:20180405",
        "UID:2\nSUMMARY:B\nDTSTART;VALUE=DATE:20180401",
        only=Period.parse("2018-Q2"),
    )

    assert [one.uid for one in found] == ["2"]


@pytest.fixture
def network(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    make.MembershipFactory(organisation=make.OrganisationFactory(slug="berlin"))


def imported(content: bytes) -> Import:
    of = propose_import(by=operator("test"), at=NOW, kind=ImportKind.CALENDAR, name="a.ics", content=content)
    return commit_import(by=operator("test"), at=NOW, of=of)


EVENT: Mapping[str, str] = {
    "UID": "abc",
    "SUMMARY": "Atelier sur l'eau",
    "DTSTART;VALUE=DATE": "20180501",
    "LOCATION": "Salle 3\\, Berlin\\, Germany",
    "DESCRIPTION": "Un & deux\\n\\nTrois",
}


def event(**changes: str) -> str:
    return "\n".join(f"{name}:{value}" for name, value in {**EVENT, **changes}.items())


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_event_becomes_a_draft_activity_with_date_place_and_title() -> None:
    imported(calendar(event()))

    activity = Activity.objects.get()
    assert (activity.slug, activity.live, activity.kind) == (
        "2018-05-01-atelier-sur-l-eau",
        False,
        "WORKSHOP",
    )
    assert activity.title == {"fr": "Atelier sur l'eau"}
    assert activity.text == {"fr": "<p>Un &amp; deux</p><p>Trois</p>"}
    [place] = activity.places.all()
    assert place.organisation is not None
    assert (place.organisation.slug, place.name) == ("berlin", {"fr": "Salle 3, Berlin, Germany"})


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_second_import_updates_by_uid_and_makes_nothing_new() -> None:
    imported(calendar(event()))
    assert (
        plan_import(
            kind=ImportKind.CALENDAR, name="a.ics", content=calendar(event()), today=NOW.date()
        ).changing
        == []
    )

    imported(calendar(event(SUMMARY="Atelier sur l'air", **{"DTSTART;VALUE=DATE": "20180508"})))
    imported(calendar(event(SUMMARY="Atelier sur la terre", **{"DTSTART;VALUE=DATE": "20180515"})))

    activity = Activity.objects.get()
    assert (activity.slug, activity.live) == ("2018-05-01-atelier-sur-l-eau", False)
    assert (activity.title, activity.start_date) == ({"fr": "Atelier sur la terre"}, date(2018, 5, 15))
    assert activity.get_latest_revision_as_object().title == activity.title


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_cancelled_event_is_withdrawn_once_and_undone() -> None:
    imported(calendar(event()))
    activity = Activity.objects.get()
    publish(activity.get_latest_revision())
    cancelled = calendar(
        event(STATUS="CANCELLED"), "UID:unknown\nSTATUS:CANCELLED\nDTSTART;VALUE=DATE:20180501"
    )

    of = imported(cancelled)

    assert [item.action for item in of.items.all()] == ["WITHDRAW"]
    assert Activity.objects.get().live is False
    again = plan_import(kind=ImportKind.CALENDAR, name="a.ics", content=cancelled, today=NOW.date())
    assert again.proposals == []
    undo_import(by=operator("test"), at=NOW, of=of)
    assert Activity.objects.get().live is True


@pytest.mark.django_db
@pytest.mark.usefixtures("network")
def test_web_address_as_place_means_online() -> None:
    imported(calendar(event(LOCATION="https://meet.example.org/x")))

    activity = Activity.objects.get()
    assert activity.online is True
    assert activity.places.count() == 0
