"""How near an organisation was to membership, and when."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.base.core.database.overlaps import PeriodsOverlap
from rapporteur.base.core.permissions import operator
from rapporteur.records.members.actions import admit_member, note_prospect
from rapporteur.records.members.enums import ProspectStage
from rapporteur.records.members.models import Organisation, Prospect
from rapporteur.records.members.shapes import MembershipShape, ProspectShape
from tests.factories import make

pytestmark = pytest.mark.django_db
NOW = date(2018, 6, 1)
FIRST, LAST = ProspectStage.values[0], ProspectStage.values[-1]


def note(city: Organisation, stage: str, start: date | None) -> None:
    prospect = ProspectShape(organisation=city.slug, stage=stage, start=start)
    note_prospect(by=operator("x"), prospect=prospect)


def stages() -> list[tuple[str, date | None, date | None]]:
    return list(Prospect.objects.order_by("pk").values_list("stage", "start", "end"))


def test_next_stage_ends_the_one_before() -> None:
    city = make.OrganisationFactory()
    for stage, start in [(FIRST, None), (LAST, NOW), (LAST, NOW), (FIRST, None)]:
        note(city, stage, start)
    assert stages() == [(FIRST, None, NOW), (LAST, NOW, None)]


def test_stage_of_the_same_day_is_corrected() -> None:
    city = make.OrganisationFactory()
    for stage in (FIRST, LAST):
        note(city, stage, NOW)
    assert stages() == [(LAST, NOW, None)]


def test_earlier_stage_does_not_wipe_out_the_present_one() -> None:
    city = make.OrganisationFactory()
    for stage, start in [(LAST, NOW), (FIRST, None), (FIRST, None)]:
        note(city, stage, start)
    assert stages() == [(LAST, NOW, None), (FIRST, None, NOW)]


def test_membership_of_days_that_another_has_is_refused_in_a_sentence() -> None:
    city = make.OrganisationFactory(slug="lyon")
    make.MembershipFactory(organisation=city, start=date(2001, 1, 1), end=date(2010, 1, 1))
    with pytest.raises(PeriodsOverlap) as refused:
        admit_member(by=operator("x"), membership=MembershipShape(organisation="lyon", category="FULL"))
    assert str(refused.value) == (
        "Two memberships of the same record (lyon) overlap: always; from 2001-01-01 up to and with 2009-12-31. "
        "Let one end before the other begins."
    )
