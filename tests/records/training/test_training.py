"""Courses: recorded whole, counted by name and by number, nobody inferred; who came and who only registered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import operator
from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.agreements.queries import activations_of
from rapporteur.records.training.actions import (
    note_course_attendance,
    record_course,
    record_participant,
    record_provider,
)
from rapporteur.records.training.models import Course, Participant
from rapporteur.records.training.queries import attended, registered, rows_of
from rapporteur.records.training.shapes import (
    CentreShape,
    CourseShape,
    ParticipantCountShape,
    ParticipantShape,
    ProviderShape,
)
from rapporteur.records.training.tally import Counted, tally
from tests.factories import make

ANA = operator("ana")
DAY = date(2018, 4, 22)


def words(text: str) -> LocalizedText:
    return LocalizedText({"en": text})


def course(**values: Any) -> CourseShape:
    given = {
        "slug": "mobility",
        "kind": "COURSE",
        "title": words("Mobility"),
        "start_date": DAY,
        "end_date": DAY,
    }
    return CourseShape(**{**given, **values})


@pytest.mark.django_db
def test_a_course_is_recorded_whole_once_and_audited() -> None:
    for slug in ("seoul", "amman"):
        make.OrganisationFactory(slug=slug)
    provider = ProviderShape(
        slug="miti", name=words("Institute"), centres=(CentreShape(organisation="seoul", seat=True),)
    )
    assert record_provider(by=ANA, provider=provider).created
    assert not record_provider(by=ANA, provider=provider).changed
    whole = course(
        provider="miti",
        place="seoul",
        numbers=(ParticipantCountShape(organisation="amman"), ParticipantCountShape(people=4)),
    )
    saved = record_course(by=ANA, course=whole)
    assert (saved.created, str(saved.record.provider), saved.record.numbers.count()) == (True, "miti", 2)
    assert not record_course(by=ANA, course=whole).changed
    # what is not said stays
    assert record_course(by=ANA, course=course(capacity=20)).record.numbers.count() == 2
    assert AuditEntry.objects.filter(by="ana", record="mobility").count() == 2
    with pytest.raises(RecordNotFound):
        record_course(by=ANA, course=course(provider="mity"))


@pytest.mark.django_db
def test_to_register_is_not_to_come() -> None:
    record_course(by=ANA, course=course())
    for slug in ("jo", "bo", "cy"):
        record_participant(by=ANA, participant=ParticipantShape(slug=slug, course="mobility", name=slug))
    it = Course.objects.get()
    rows = rows_of([it.pk])[it.pk]
    assert (registered(rows).people, attended(rows).people) == (3, None)
    noted = note_course_attendance(by=ANA, course=it, attendance={"jo": "ATTENDED", "bo": "ABSENT"})
    assert len(noted) == 2
    rows = rows_of([it.pk])[it.pk]
    assert (registered(rows).people, attended(rows).people) == (3, 1)
    assert not note_course_attendance(by=ANA, course=it, attendance={"jo": "ATTENDED"})
    assert AuditEntry.objects.filter(action="attended").count() == 2
    elsewhere = make.ParticipantFactory(slug="elsewhere")
    with pytest.raises(RecordNotFound):
        note_course_attendance(by=ANA, course=it, attendance={elsewhere.slug: "ATTENDED"})
    assert Participant.objects.get(slug="elsewhere").attendance == "REGISTERED"


@pytest.mark.django_db
def test_names_and_numbers_add_up_and_say_what_is_not_known() -> None:
    rome, bern = make.OrganisationFactory(country="IT"), make.OrganisationFactory(country="CH")
    it = make.CourseFactory()
    make.ParticipantCountFactory(course=it, organisation=rome, who="WOMEN", people=5)
    make.ParticipantCountFactory(course=it, organisation=rome, who="MEN", people=2, exactness="ABOUT")
    make.ParticipantCountFactory(course=it, organisation=bern, people=None)
    make.ParticipantCountFactory(course=it, organisation=None, country="PT", people=3)
    make.ParticipantFactory(course=it, organisation=rome, sex="WOMAN", attendance="ATTENDED")
    make.ParticipantFactory(course=it, sex="MAN", attendance="ABSENT")
    counted = attended(rows_of([it.pk])[it.pk])
    assert (counted.people, counted.about, counted.incomplete) == (11, True, True)
    assert counted.groups == {"WOMEN": 6, "MEN": 2, "NOT_RECORDED": 3}
    assert (counted.women, counted.recorded) == (6, 8)
    assert set(counted.organisations) == {rome.pk, bern.pk}
    assert counted.countries == {"IT", "CH", "PT"}


@pytest.mark.django_db
def test_those_who_came_are_activated_by_the_activity_of_their_course() -> None:
    activity = make.ActivityFactory()
    it, off = make.CourseFactory(activity=activity), make.CourseFactory(activity=activity, cancelled=True)
    named, counted, unknown, nobody, waiting, missed, called_off = (
        make.OrganisationFactory(slug=slug)
        for slug in ("named", "counted", "unknown", "nobody", "waiting", "missed", "called-off")
    )
    make.ParticipantFactory(course=it, organisation=named, attendance="ATTENDED")
    make.ParticipantFactory(course=it, organisation=missed, attendance="ABSENT")
    make.ParticipantCountFactory(course=it, organisation=counted)
    make.ParticipantCountFactory(course=it, organisation=unknown, people=None)
    make.ParticipantCountFactory(course=it, organisation=nobody, people=0)
    make.ParticipantCountFactory(course=it, organisation=waiting, attendance="REGISTERED")
    make.ParticipantCountFactory(course=off, organisation=called_off)
    found = activations_of([activity.pk])
    assert {(row.slug, row.role) for row in found} == {
        (slug, "PARTICIPANT") for slug in ("named", "counted", "unknown")
    }


ROWS = st.builds(
    Counted,
    who=st.sampled_from(["WOMEN", "MEN", "OTHER", "NOT_RECORDED"]),
    people=st.none() | st.integers(0, 50),
    exactness=st.sampled_from(["EXACT", "ABOUT"]),
    organisation=st.none() | st.integers(1, 4),
)


@given(rows=st.lists(ROWS, max_size=8))
def test_a_tally_is_the_sum_of_what_is_known(rows: list[Counted]) -> None:
    found = tally(rows)
    known = [row for row in rows if row.people is not None]
    assert found.people == (sum(row.people or 0 for row in known) if known else None)
    assert sum(found.groups.values()) == (found.people or 0)
    assert found.incomplete is (len(known) < len(rows))
    assert found.women <= found.recorded <= (found.people or 0)
    assert len(found.organisations) == len(set(found.organisations))
    assert tally(reversed(rows)).groups == found.groups
