"""The record of a report refuses sections that no report has."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from rapporteur.base.core.permissions import operator
from rapporteur.base.values.periods import Period
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
