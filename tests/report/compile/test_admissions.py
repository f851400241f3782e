"""Admissions as a report tells them: what was to be decided, what was decided, and who was met how often."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from msgspec import UNSET

from rapporteur.base.values.base import from_json
from rapporteur.base.values.periods import Period
from rapporteur.report.compile.chosen.fetch import fetch_chosen
from rapporteur.report.compile.fetch import fetch_records
from rapporteur.report.compile.report import compile_report
from rapporteur.report.translating.texts import printed_texts
from rapporteur.report.value.admissions import AdmissionsData
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.references import ReportContradictsItself, check_references
from rapporteur.report.value.registers import WhenData
from tests.factories import make

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2018-Q2")
LAST, AUGUST = date(2018, 6, 30), date(2018, 8, 28)


@pytest.fixture(autouse=True)
def report() -> Any:
    make.AssociationFactory(slug="estuaria", short_name="Estuaria")
    return make.ReportFactory(sections=["admissions"])


def admissions(as_of: date | None = None) -> AdmissionsData:
    """Compile, and see that it fits together and survives being written and read."""
    data = compile_report(QUARTER, as_of)
    check_references(data)
    assert from_json(data.canonical_json(), ReportData) == data
    assert isinstance(data.admissions, AdmissionsData)
    return data.admissions


def test_what_is_told_of_a_request_that_waits() -> None:
    city = make.OrganisationFactory(slug="sands", country="GB")
    meeting = make.BodyMeetingFactory(body__slug="board", start_date=AUGUST, end_date=AUGUST)
    activity = make.ActivityFactory(slug="forum", start_date=date(2018, 6, 15), end_date=date(2018, 6, 15))
    make.AdmissionRequestFactory(
        slug="sands-2018", organisation=city, received_date=date(2018, 4, 1), received_precision="MONTH",
        body=meeting.body, meeting=meeting, activity=activity, opinion="FAVOURABLE", opinion_date=date(2018, 7, 2),
    )  # fmt: skip
    (one,) = admissions().requests
    assert (one.slug, one.name, one.country) == ("sands-2018", city.names.get().name, "GB")
    assert (one.received, one.outcome, one.decided) == (WhenData("2018-04"), "PENDING", None)
    assert one.body is not None
    assert (one.body.slug, one.meeting) == ("board", AUGUST)
    assert (one.met, one.activity) == (WhenData("2018-06", date(2018, 6, 15)), "forum")
    assert one.opinion == ""  # which was given after the period
    activity.live = False
    activity.save()
    assert admissions().requests[0].activity is None


def test_what_was_decided_after_the_period_waits_in_its_report() -> None:
    body = make.BodyFactory()
    within = {"outcome": "ADMITTED", "decided_date": date(2018, 5, 28), "from_date": date(2018, 7, 1)}
    make.AdmissionRequestFactory(slug="reef", received_date=date(2017, 11, 2), body=body, **within)
    make.AdmissionRequestFactory(slug="sands", outcome="REFUSED", decided_date=AUGUST, body=body)
    reef, sands = admissions(as_of=AUGUST).requests
    assert (reef.outcome, reef.decided, reef.since) == ("ADMITTED", date(2018, 5, 28), date(2018, 7, 1))
    assert (sands.outcome, sands.decided) == ("PENDING", None)
    early = {one.slug: one.outcome for one in admissions(as_of=date(2018, 5, 1)).requests}
    assert early == {"reef": "PENDING", "sands": "PENDING"}


def test_prospects_are_counted_by_the_bilateral_meetings_of_the_period() -> None:
    often, once = make.OrganisationFactory(slug="often"), make.OrganisationFactory(slug="once")
    member = make.MembershipFactory(organisation__slug="member").organisation
    for day in (date(2018, 4, 2), LAST, AUGUST):
        meeting = make.BilateralMeetingFactory(start_date=day, end_date=day)
        meeting.participants.add(often, member)
    meeting.participants.add(once)
    make.BilateralMeetingFactory(start_date=LAST, end_date=LAST).participants.add(once)
    assert [(one.slug, one.times) for one in admissions().prospects] == [("often", 2), ("once", 1)]


def test_admissions_and_what_lies_ahead_are_read_in_one_query() -> None:
    make.AdmissionRequestFactory.create_batch(3)
    make.PlannedEventFactory(start_date=AUGUST)
    with CaptureQueriesContext(connection) as queries:
        found = fetch_chosen(QUARTER, LAST, ("admissions", "next_quarter"))
    assert (len(queries), len(found.admissions), len(found.ahead.events)) == (1, 3, 1)
    with CaptureQueriesContext(connection) as queries:
        fetch_chosen(QUARTER, LAST, ())
    assert len(queries) == 0


def test_a_report_that_does_not_choose_them_says_nothing(report: Any) -> None:
    make.AdmissionRequestFactory()
    report.sections = ["cover"]
    report.save()
    assert compile_report(QUARTER).admissions is UNSET


def test_its_body_is_among_the_texts_to_be_translated() -> None:
    make.AdmissionRequestFactory(body=make.BodyFactory(slug="board", name={"fr": "Conseil"}))
    texts = {one.key: one.texts for one in printed_texts(fetch_records(QUARTER, LAST), LAST)}
    assert texts["governance.body/board/name"] == {"fr": "Conseil"}


def test_a_snapshot_that_counts_otherwise_contradicts_itself() -> None:
    make.BilateralMeetingFactory(start_date=LAST, end_date=LAST).participants.add(make.OrganisationFactory())
    data = compile_report(QUARTER)
    text = data.canonical_json().replace('"times": 1', '"times": 2')
    with pytest.raises(ReportContradictsItself, match=r"admissions\.prospects\.0\.times"):
        check_references(from_json(text, ReportData))
