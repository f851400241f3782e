"""The record of a report refuses sections that no report has."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from rapporteur.base.core.actions import record_association
from rapporteur.base.core.models import Association
from rapporteur.base.core.permissions import operator
from rapporteur.base.core.shapes import AssociationShape
from rapporteur.base.values.periods import Period
from rapporteur.base.values.sections import USUAL_SECTIONS
from rapporteur.proof.editions.composition import compile_period
from rapporteur.records.reports.actions import record_report
from rapporteur.records.reports.shapes import ReportShape
from tests.factories import make

pytestmark = pytest.mark.django_db
QUARTER = Period.parse("2018-Q2")


@pytest.mark.parametrize("sections", [("cover", "activites"), ("cover", "cover")])
def test_section_that_is_none_or_given_twice_is_refused(sections: tuple[str, ...]) -> None:
    make.AssociationFactory()
    with pytest.raises(ValidationError, match="expected a list in which each is one of cover, contents"):
        record_report(by=operator("ana"), report=ReportShape(period=QUARTER, sections=sections))


def test_a_new_report_has_the_sections_of_the_association_and_keeps_its_own() -> None:
    make.AssociationFactory(sections=["cover", "glance", "agreements", "back"])
    ana = operator("ana")
    made = record_report(by=ana, report=ReportShape(period=QUARTER)).record
    assert made.sections == ["cover", "glance", "agreements", "back"]
    own = ReportShape(period=QUARTER, sections=("cover", "back"))
    assert record_report(by=ana, report=own).record.sections == ["cover", "back"]
    assert not record_report(by=ana, report=ReportShape(period=QUARTER)).changed
    Association.objects.update(sections=[])
    later = record_report(by=ana, report=ReportShape(period=Period.parse("2018-Q3"))).record
    assert later.sections == list(USUAL_SECTIONS)


def test_a_period_without_a_report_is_told_in_the_sections_of_the_association() -> None:
    make.AssociationFactory(sections=["cover", "agreements"])
    assert compile_period(QUARTER).sections == ("cover", "agreements")


@pytest.mark.parametrize("sections", [("cover", "activites"), ("cover", "cover")])
def test_an_association_chooses_sections_that_there_are(sections: tuple[str, ...]) -> None:
    it = make.AssociationFactory()
    shape = AssociationShape(slug=it.slug, name=it.name, sections=sections)
    with pytest.raises(ValidationError, match="expected a list in which each is one of cover, contents"):
        record_association(by=operator("ana"), association=shape)
