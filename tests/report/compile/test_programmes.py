"""What a report compiles of training, publications, calls and projects: as it was on its day, nothing inferred."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rapporteur.base.values.base import from_json
from rapporteur.base.values.periods import Period
from rapporteur.base.values.sections import SECTIONS
from rapporteur.report.compile.fetch import fetch_records
from rapporteur.report.compile.report import compile_report
from rapporteur.report.translating.texts import printed_texts
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.references import check_references
from tests.factories import make

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2018-Q2")
LAST = date(2018, 6, 30)
MAY = date(2018, 5, 2)


@pytest.fixture(autouse=True)
def report() -> Any:
    make.AssociationFactory(short_name="Estuaria")
    return make.ReportFactory(sections=list(SECTIONS))


def compiled(as_of: date | None = None) -> ReportData:
    """Compile, and see that it fits together and survives being written and read."""
    data = compile_report(QUARTER, as_of)
    check_references(data)
    assert from_json(data.canonical_json(), ReportData) == data
    return data


def member(slug: str, country: str = "IT") -> Any:
    return make.MembershipFactory(organisation__slug=slug, organisation__country=country).organisation


def test_course_tells_who_came_and_says_of_whom_it_is_recorded() -> None:
    activity = make.ActivityFactory(slug="week", start_date=MAY)
    course = make.CourseFactory(slug="water", start_date=MAY, end_date=MAY, activity=activity, capacity=20)
    rome, bern = member("rome", "IT"), make.OrganisationFactory(slug="bern", country="CH")
    make.ParticipantCountFactory(course=course, organisation=rome, who="WOMEN", people=3)
    make.ParticipantCountFactory(course=course, organisation=rome, who="NOT_RECORDED", people=2)
    make.ParticipantCountFactory(course=course, organisation=None, people=30, attendance="REGISTERED")
    make.ParticipantFactory(course=course, organisation=bern, sex="MAN", attendance="ATTENDED")
    make.CourseFactory(slug="off", start_date=MAY, end_date=MAY, cancelled=True)
    make.CourseFactory(slug="later", start_date=date(2018, 7, 1), end_date=date(2018, 7, 1))
    data = compiled()
    assert isinstance(data.training, tuple)
    (told,) = data.training
    assert (told.slug, told.people, told.women, told.recorded, told.registered) == ("water", 6, 3, 4, 31)
    assert (told.countries, told.about, told.incomplete, told.activity) == (2, False, False, "week")
    assert [(one.member, told.members) for one in told.organisations] == [("rome", 1), (None, 1)]
    assert [one.slug for one in data.activated_members] == ["rome"]
    assert "Participant" not in data.canonical_json()
    assert compiled(as_of=date(2018, 5, 1)).training == ()


def test_publication_is_told_with_its_launch_and_mentions() -> None:
    activity = make.ActivityFactory(slug="launch", start_date=MAY)
    paper = make.PublicationFactory(
        slug="tides", activity=activity, series=make.InitiativeFactory(), number=4
    )
    for position, name in ((1, "Bo"), (0, "Ana")):
        make.PublicationAuthorFactory(publication=paper, position=position, name=name)
    for day in (date(2018, 6, 1), MAY, date(2018, 7, 2)):
        mention = make.MediaMentionFactory(outlet=f"Post {day:%m}", start_date=day, end_date=day)
        make.PublicationMentionFactory(publication=paper, mention=mention)
    found = compiled().publications
    assert isinstance(found, tuple)
    (told,) = found
    assert (told.number, told.authors, told.activity) == (4, ("Ana", "Bo"), "launch")
    assert [(one.outlet, one.month) for one in told.mentions] == [
        ("Post 05", "2018-05"),
        ("Post 06", "2018-06"),
    ]


def test_call_counts_each_organisation_once_and_names_no_juror() -> None:
    call = make.CallForApplicationsFactory(
        slug="pilots", closes_date=MAY, application_count=9, stated_women=1, stated_men=1
    )
    rome, bern = make.OrganisationFactory(), make.OrganisationFactory()
    make.CallOrganisationFactory(call=call, organisation=rome)
    for one in make.ApplicationFactory.create_batch(2, call=call, lead=rome):
        make.ApplicationPartnerFactory(application=one, organisation=bern, confirmed_date=MAY)
    make.ApplicationPartnerFactory(application=one)  # has not confirmed
    region = make.RegionFactory()
    for name in ("Hidden Eva", "Hidden Bo"):
        make.JurorFactory(call=call, name=name, region=region, stage="CHOSEN")
    make.JurorFactory(call=call, name="Hidden Cy", region_name={"en": "Atlantis"})
    data = compiled()
    assert isinstance(data.calls, tuple)
    (told,) = data.calls
    assert (told.applications, told.leads, told.partners, told.closed) == (2, 1, 1, True)
    assert told.jury
    assert (told.jury.members, told.jury.women, told.jury.men, told.jury.unrecorded) == (2, 1, 1, 0)
    assert told.jury.regions == (region.name,)
    assert "Hidden" not in data.canonical_json()


def test_call_that_was_decided_later_was_open_on_the_day() -> None:
    make.CallForApplicationsFactory(
        closes_date=MAY, application_count=9, outcome="DECIDED", decision_date=date(2018, 8, 1)
    )
    found = compiled().calls
    assert isinstance(found, tuple)
    assert [(one.outcome, one.decided, one.applications, one.jury) for one in found] == [
        ("PENDING", None, 9, None)
    ]


def test_project_has_its_events_and_the_programme_itself_is_none() -> None:
    project = make.InitiativePartnerFactory(
        initiative__slug="rivers", initiative__kind="PILOT_PROJECT", organisation=member("rome")
    ).initiative
    programme = make.InitiativeFactory(slug="programme", kind="PILOT_PROJECT")
    make.InitiativePartnerFactory(initiative__kind="PILOT_PROJECT", initiative__end=date(2018, 4, 1))
    for slug, initiative, day in (
        ("b", project, date(2018, 6, 1)),
        ("a", project, MAY),
        ("c", programme, MAY),
    ):
        make.ActivityFactory(slug=slug, initiative=initiative, start_date=day, end_date=day)
    found = compiled().pilot_projects
    assert isinstance(found, tuple)
    (told,) = found
    assert (told.slug, [one.member for one in told.partners]) == ("rivers", ["rome"])
    assert [one.activity for one in told.events] == ["a", "b"]


def test_texts_of_these_sections_are_to_be_translated(report: Any) -> None:
    make.CourseFactory(provider=make.ProviderFactory(), place_name={"en": "North quay"})
    make.PublicationFactory(published_date=MAY, series=make.InitiativeFactory())
    call = make.CallForApplicationsFactory(closes_date=MAY)
    make.JurorFactory(call=call, stage="CHOSEN", region_name={"en": "Atlantis"})

    def paths() -> set[tuple[str, str]]:
        texts = printed_texts(fetch_records(QUARTER, LAST), LAST)
        return {(one.record_type.partition(".")[2], one.path) for one in texts}

    wanted = {
        ("course", "title"),
        ("course", "place_name"),
        ("provider", "name"),
        ("publication", "title"),
        ("initiative", "name"),
        ("callforapplications", "name"),
        ("juror", "region_name"),
    }
    assert wanted <= paths()
    report.sections = ["cover"]
    report.save()
    assert not wanted & paths()
