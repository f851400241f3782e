"""What lies ahead of a period, as of a day; the agenda by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.values.base import from_json
from rapporteur.base.values.periods import Period
from rapporteur.documents.agenda import agenda_calendar, agenda_text
from rapporteur.report.compile.agenda import compile_agenda
from rapporteur.report.compile.chosen.ahead import fetch_ahead
from rapporteur.report.compile.fetch import fetch_records
from rapporteur.report.compile.report import compile_report
from rapporteur.report.translating.texts import printed_texts
from rapporteur.report.value.ahead import NextQuarterData
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.references import check_references
from tests.factories import make

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2018-Q2")
LAST = date(2018, 6, 30)
RAIN = {"cancelled_reason": "Rain"}


@pytest.fixture(autouse=True)
def report() -> Any:
    make.AssociationFactory(slug="estuaria", short_name="Estuaria")
    return make.ReportFactory(sections=["next_quarter"])


def ahead(as_of: date | None = None) -> NextQuarterData:
    """Compile, and see that it fits together and survives being written and read."""
    data = compile_report(QUARTER, as_of)
    check_references(data)
    assert from_json(data.canonical_json(), ReportData) == data
    assert isinstance(data.next_quarter, NextQuarterData)
    return data.next_quarter


def test_the_agenda_is_that_of_the_three_months_after_the_period() -> None:
    for day in (LAST, date(2018, 7, 1), date(2018, 9, 30), date(2018, 10, 1)):
        make.PlannedEventFactory(slug=f"on-{day}", start_date=day)
        make.BodyMeetingFactory(slug=f"meets-{day}", start_date=day, end_date=day)
        make.CallForApplicationsFactory(slug=f"closes-{day}", closes_date=day)
    found = ahead()
    days = ["2018-07-01", "2018-09-30"]
    assert [one.slug for one in found.events] == [f"on-{day}" for day in days]
    assert [one.slug for one in found.meetings] == [f"meets-{day}" for day in days]
    assert [one.slug for one in found.deadlines] == [f"closes-{day}" for day in days]
    assert (found.start, found.end, found.annual_meeting) == (date(2018, 7, 1), date(2018, 9, 30), None)


def test_what_is_told_of_each() -> None:
    host = make.OrganisationFactory(slug="cove")
    event = make.PlannedEventFactory(
        slug="walk", place_organisation=host, part="GOING", theme={"en": "Reeds"}, reason={"en": "Expected"}
    )
    node = make.NodeFactory(version__start=date(2018, 1, 1))
    make.EventDeliverableFactory(event=event, node=node)
    make.EventDeliverableFactory(event=event)  # of a version that is not in force
    make.PlannedEventFactory(start_date=date(2018, 8, 1), end_date=date(2018, 8, 31), date_precision="MONTH")
    make.CallForApplicationsFactory(
        closes_date=date(2018, 7, 31), closes_time=time(17), time_zone="Europe/Paris"
    )
    month, walk = ahead().events
    assert (month.start, month.month) == (None, "2018-08")
    assert (walk.start, walk.end, walk.ours) == (date(2018, 8, 26), date(2018, 8, 26), False)
    assert (walk.theme.as_dict(), walk.reason.as_dict()) == ({"en": "Reeds"}, {"en": "Expected"})
    assert walk.place == host.names.get().name
    assert walk.deliverables == (node.code,)
    (deadline,) = ahead().deadlines
    assert (deadline.time, deadline.zone) == (time(17), "Europe/Paris")


def test_what_nobody_goes_to_or_is_cancelled_is_not_told() -> None:
    make.PlannedEventFactory(part="UNDECIDED")
    make.PlannedEventFactory(part="NOT_GOING", reason={"en": "Far"})
    make.PlannedEventFactory(slug="off", cancelled_date=date(2018, 6, 30), **RAIN)
    make.PlannedEventFactory(slug="later", cancelled_date=date(2018, 7, 2), **RAIN)
    make.BodyMeetingFactory(start_date=date(2018, 7, 2), end_date=date(2018, 7, 2), state="CANCELLED")
    make.CallForApplicationsFactory(closes_date=date(2018, 7, 2), outcome="CANCELLED")
    found = ahead()
    assert [one.slug for one in found.events] == ["later"]  # on that day nobody knew
    assert (found.meetings, found.deadlines) == ((), ())


def test_the_next_annual_meeting_is_told_however_far_it_is() -> None:
    host, delta = make.OrganisationFactory(), make.OrganisationFactory()
    for year, day in ((2017, date(2017, 6, 20)), (2019, date(2019, 5, 2)), (2020, date(2020, 5, 2))):
        annual = make.AnnualMeetingFactory(
            event=make.PlannedEventFactory(start_date=day), edition=year, host=host
        )
        make.StatutoryItemFactory(meeting=annual, title={"en": f"Accounts of {year - 1}"})
        make.HostBidFactory(meeting=annual, organisation=delta)
    found = ahead()
    assert found.annual_meeting is not None
    assert (found.annual_meeting.edition, found.events) == (2019, ())
    assert [one.as_dict() for one in found.annual_meeting.items] == [{"en": "Accounts of 2018"}]
    assert found.annual_meeting.host == host.names.get().name
    assert found.annual_meeting.bids == (delta.names.get().name,)
    cancelled = make.AnnualMeetingFactory(
        event__start_date=date(2018, 8, 1),
        event__cancelled_date=LAST,
        event__cancelled_reason="Rain",
        edition=2018,
    )
    again = ahead().annual_meeting
    assert again is not None
    assert again.edition != cancelled.edition


def test_what_lies_ahead_is_read_in_one_query() -> None:
    for n in range(3):
        annual = make.AnnualMeetingFactory(event__start_date=date(2018, 8, 1 + n))
        make.StatutoryItemFactory(meeting=annual)
        make.HostBidFactory(meeting=annual)
        make.EventDeliverableFactory(event=annual.event)
        make.BodyMeetingFactory(start_date=date(2018, 7, 2), end_date=date(2018, 7, 2))
        make.CallForApplicationsFactory(closes_date=date(2018, 7, 2))
    with CaptureQueriesContext(connection) as queries:
        found = fetch_ahead(QUARTER, LAST)
    assert len(queries) == 1
    assert [len(rows) for rows in (found.events, found.annual, found.items, found.bids, found.served)] == [
        3
    ] * 5
    assert len(found.meetings) == len(found.deadlines) == 3


def test_its_texts_are_among_those_to_be_translated() -> None:
    annual = make.AnnualMeetingFactory(slug="annual", event__slug="days", event__theme={"fr": "Quais"})
    make.StatutoryItemFactory(meeting=annual)
    make.CallForApplicationsFactory(slug="quays", closes_date=date(2018, 7, 2))
    texts = {one.key: one.texts for one in printed_texts(fetch_records(QUARTER, LAST), LAST)}
    assert texts["agenda.plannedevent/days/theme"] == {"fr": "Quais"}
    for key in (
        "agenda.plannedevent/days/title", "agenda.annualmeeting/annual/items.0.title",
        "calls.callforapplications/quays/name",
    ):  # fmt: skip
        assert texts[key], key


# --- the agenda by itself -------------------------------------------------------------------------


def test_a_calendar_has_every_entry_under_a_name_that_stays() -> None:
    place = make.OrganisationFactory(slug="cove", named=False)
    make.OrganisationNameFactory(organisation=place, name={"fr": "L'Anse", "en": "The Cove"})
    make.PlannedEventFactory(
        slug="days", title={"fr": "Journées"}, end_date=date(2018, 8, 29), place_organisation=place
    )
    make.PlannedEventFactory(slug="off", title={"fr": "Sortie"}, cancelled_date=LAST, **RAIN)
    make.PlannedEventFactory(part="NOT_GOING", reason={"en": "Far"})
    make.CallForApplicationsFactory(
        slug="quays", name={"fr": "Quais"}, closes_date=date(2018, 7, 31), closes_time=time(17),
        time_zone="Europe/Paris",
    )  # fmt: skip
    make.BodyMeetingFactory(
        slug="board", start_date=date(2018, 8, 28), end_date=date(2018, 8, 28), online=True
    )
    asked = datetime(2018, 7, 1, 9, tzinfo=UTC)
    data = compile_agenda(date(2018, 7, 1), date(2018, 12, 31), asked)
    lines = agenda_calendar(data, "fr").decode().splitlines()
    assert [line for line in lines if line.startswith("UID:")] == [
        "UID:deadline-quays@estuaria", "UID:event-off@estuaria", "UID:event-days@estuaria",
        "UID:meeting-board@estuaria",
    ]  # fmt: skip
    for line in (
        "SUMMARY:Échéance : Quais", "DTSTART:20180731T150000Z", "DTSTART;VALUE=DATE:20180826",
        "DTEND;VALUE=DATE:20180830", "LOCATION:L'Anse", "STATUS:CANCELLED", "DTSTAMP:20180701T090000Z",
    ):  # fmt: skip
        assert line in [one.replace("\N{NO-BREAK SPACE}", " ").replace("’", "'") for one in lines], line
    assert agenda_calendar(data, "fr") == agenda_calendar(data, "fr")
    told = agenda_text(data, "fr").decode().splitlines()
    assert len(told) == 4
    assert told[1].endswith("Sortie · annulé")
