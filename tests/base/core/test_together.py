"""Rows of several tables in one query: each is what it was, on both engines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.core.database.together import AskedRecords, Reader, read_in_rounds, read_together
from rapporteur.records.meetings.models import Attendance, BodyMeeting, BodyRule, FinancialReport
from tests.factories import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def known() -> None:
    """Whether SQLite has JSON is asked once of each connection: before anything is counted."""
    assert connection.features.supports_json_field


def test_a_record_read_together_is_as_the_database_gives_it() -> None:
    make.BodyRuleFactory(start=date(2018, 1, 1), more_than_share=True)
    make.AttendanceFactory()
    rows = (BodyRule.objects.all(), Attendance.objects.all(), BodyMeeting.objects.all())
    with CaptureQueriesContext(connection) as queries:
        read = read_together([AskedRecords(some) for some in rows])
    assert len(queries) == 1
    for (found,), (stored,) in zip(read, rows, strict=True):
        columns = {one.attname for one in stored._meta.concrete_fields} - {"search_text"}
        assert {name: getattr(found, name) for name in columns} == {
            name: getattr(stored, name) for name in columns
        }
        assert found == stored


def test_what_a_record_refers_to_comes_with_it_and_nothing_where_it_refers_to_nothing() -> None:
    meeting = make.BodyMeetingFactory(start_date=date(2018, 5, 28))
    make.FinancialReportFactory(year=2016)
    make.FinancialReportFactory(year=2017, body=meeting.body, meeting=meeting)
    with CaptureQueriesContext(connection) as queries:
        (found,) = read_together(
            [AskedRecords(FinancialReport.objects.all(), ("body__name", "meeting__start_date"))]
        )
        by_year: dict[int, Any] = {one.year: one for one in found}
        assert (by_year[2016].body, by_year[2016].meeting) == (None, None)
        assert by_year[2017].body.name == meeting.body.name
        assert by_year[2017].meeting.start_date == date(2018, 5, 28)
    assert len(queries) == 1


def test_readers_are_read_round_by_round_and_those_done_early_wait_for_nobody() -> None:
    make.AttendanceFactory.create_batch(2)

    def none() -> Reader[int]:
        yield ()
        return 0

    def meetings() -> Reader[int]:
        (found,) = yield [AskedRecords(BodyMeeting.objects.all())]
        return len(found)

    def attendance() -> Reader[int]:
        (found,) = yield [AskedRecords(BodyMeeting.objects.all())]
        keys = [one.pk for one in found]
        (came,) = yield [AskedRecords(Attendance.objects.filter(meeting__in=keys))]
        return len(came) * 10

    with CaptureQueriesContext(connection) as queries:
        assert read_in_rounds([none(), attendance(), meetings()]) == [0, 20, 2]
    assert len(queries) == 2
    assert read_in_rounds([]) == []
