"""Women and men at what a period tells of: as declared or counted on a day, and what nobody recorded."""

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
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.parity import ParityCountData, ParityData
from rapporteur.report.value.references import ReportContradictsItself, check_references
from tests.factories import make

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2018-Q2")
LAST = date(2018, 6, 30)
MAY = date(2018, 5, 2)


@pytest.fixture(autouse=True)
def report() -> Any:
    make.AssociationFactory(short_name="Estuaria")
    return make.ReportFactory(sections=["cover", "parity"])


def activity(slug: str, **values: Any) -> Any:
    return make.ActivityFactory(slug=slug, start_date=MAY, end_date=MAY, **values)


def parity(as_of: date | None = None) -> ParityData:
    data = compile_report(QUARTER, as_of)
    check_references(data)
    assert from_json(data.canonical_json(), ReportData) == data
    assert isinstance(data.parity, ParityData)
    return data.parity


def counted(as_of: date | None = None) -> dict[tuple[str, str], ParityCountData]:
    return {(one.of, one.slug): one for one in parity(as_of).counts}


def groups(one: ParityCountData) -> tuple[int, int, int, int]:
    return one.women, one.men, one.others, one.unrecorded


def test_activities_are_counted_by_what_people_took_part_as() -> None:
    forum = activity("forum")
    for capacity, who, people, exactness in (
        ("SPEAKER", "WOMEN", 3, "EXACT"), ("SPEAKER", "MEN", 1, "EXACT"),
        ("MAYOR", "NOT_RECORDED", 40, "ABOUT"), ("STAFF", "WOMEN", 0, "EXACT"),
    ):  # fmt: skip
        make.HeadcountFactory(activity=forum, capacity=capacity, who=who, people=people, exactness=exactness)
    found = parity().counts
    assert [(one.capacity, groups(one), one.about, one.people) for one in found] == [
        ("MAYOR", (0, 0, 0, 40), True, 40),
        ("SPEAKER", (3, 1, 0, 0), False, 4),
    ]
    assert {one.activity for one in found} == {"forum"}


def test_activities_of_which_nothing_is_recorded_are_silent_and_numbers_of_people_alone_say_nothing() -> None:
    for slug in ("silent", "only-people", "counted", "trained", "judged"):
        activity(slug)
    activity("draft", live=False)
    by_slug = {one.slug: one for one in make.ActivityFactory._meta.model.objects.all()}
    make.HeadcountFactory(activity=by_slug["only-people"], who="NOT_RECORDED", people=67)
    make.HeadcountFactory(activity=by_slug["counted"], who="WOMEN", people=2)
    course = make.CourseFactory(activity=by_slug["trained"], start_date=MAY, end_date=MAY)
    make.ParticipantFactory(course=course, sex="WOMAN", attendance="ATTENDED")
    make.CallForApplicationsFactory(activity=by_slug["judged"], stated_women=2, stated_men=2)
    assert parity().silent == 2


def test_a_jury_is_counted_as_its_members_said_or_as_its_call_states() -> None:
    stated = make.CallForApplicationsFactory(slug="stated", closes_date=MAY, stated_women=2, stated_men=2)
    for _ in range(4):
        make.JurorFactory(call=stated, stage="CHOSEN", sex="")
    said = make.CallForApplicationsFactory(slug="said", closes_date=MAY)
    make.JurorFactory(call=said, stage="CHOSEN", sex="WOMAN")
    make.JurorFactory(call=said, stage="CHOSEN", sex="")
    make.CallForApplicationsFactory(slug="nobody", closes_date=MAY)
    found = counted()
    assert {key: groups(one) for key, one in found.items()} == {
        ("JURY", "stated"): (2, 2, 0, 0),
        ("JURY", "said"): (1, 0, 0, 1),
    }


def test_a_body_is_counted_on_the_last_day_and_whoever_holds_a_seat_is_not_recorded_before() -> None:
    board = make.BodyFactory(slug="board")
    for seat in make.SeatFactory.create_batch(3, body=board):
        make.MandateFactory(seat=seat, person=make.PersonFactory(name="Maria Rossi"))
    make.SeatFactory(body=board)
    make.BodyFactory(slug="empty")
    assert {key: groups(one) for key, one in counted().items()} == {("BODY", "board"): (0, 0, 0, 3)}
    for day, women in ((MAY, 2), (date(2018, 7, 1), 3)):
        make.BodyHeadcountFactory(body=board, counted_date=day, who="WOMEN", people=women)
    make.BodyHeadcountFactory(body=board, counted_date=MAY, who="MEN", people=1)
    (one,) = counted().values()
    assert (groups(one), one.day) == ((2, 1, 0, 0), MAY)
    (earlier,) = counted(as_of=date(2018, 4, 30)).values()
    assert (groups(earlier), earlier.day) == ((0, 0, 0, 3), None)


def test_courses_add_up_names_and_numbers() -> None:
    course = make.CourseFactory(slug="tides", start_date=MAY, end_date=MAY)
    make.ParticipantCountFactory(course=course, who="MEN", people=4, attendance="ATTENDED", exactness="ABOUT")
    make.ParticipantFactory(course=course, sex="WOMAN", attendance="ATTENDED")
    make.CourseFactory(slug="without-numbers", start_date=MAY, end_date=MAY)
    (one,) = counted().values()
    assert (one.slug, groups(one), one.about) == ("tides", (1, 4, 0, 0), True)


def test_it_is_read_in_two_queries_however_much_there_is() -> None:
    counts = []
    for _ in range(2):
        make.HeadcountFactory.create_batch(3)
        make.JurorFactory(stage="CHOSEN", call__closes_date=MAY)
        make.ParticipantCountFactory()
        make.BodyHeadcountFactory()
        assert connection.features.supports_json_field
        with CaptureQueriesContext(connection) as queries:
            fetch_chosen(QUARTER, LAST, ("parity",))
        counts.append(len(queries))
    assert counts == [2, 2]


def test_a_report_that_does_not_choose_it_says_nothing(report: Any) -> None:
    make.HeadcountFactory(activity=activity("forum"))
    report.sections = ["cover"]
    report.save()
    assert compile_report(QUARTER).parity is UNSET


def test_names_of_what_was_counted_are_to_be_translated() -> None:
    make.CallForApplicationsFactory(
        slug="experts", closes_date=MAY, stated_women=1, stated_men=0, name={"fr": "Experts"}
    )
    texts = {one.key: one.texts for one in printed_texts(fetch_records(QUARTER, LAST), LAST)}
    assert texts["calls.callforapplications/experts/name"] == {"fr": "Experts"}


def test_a_snapshot_that_counts_otherwise_contradicts_itself() -> None:
    activity("forum")
    text = compile_report(QUARTER).canonical_json()
    with pytest.raises(ReportContradictsItself, match=r"parity\.silent"):
        check_references(from_json(text.replace('"silent": 1', '"silent": 0'), ReportData))
