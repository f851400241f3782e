"""Our own report as text is read back: what it lists with a sign before each item is a list, not a paragraph."""

from __future__ import annotations

import pytest

from rapporteur.documents.formats import render
from rapporteur.intake.reading.report import parse_report
from tests.support.sample_report import sample_report

REPORT = sample_report(activities=9)


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_staff_is_read_from_the_list(language: str) -> None:
    read = parse_report(render(REPORT, language, "txt"), None, name="report.txt")

    assert [each.name for each in read.secretariat_staff] == [
        each.name.replace("'", "’") for each in REPORT.staff
    ]
    assert all(each.function for each in read.secretariat_staff)
    assert not any(each.name.startswith("-") for region in read.regions for each in region.focal_points)


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_activities_and_regions_are_read(language: str) -> None:
    read = parse_report(render(REPORT, language, "txt"), None, name="report.txt")

    assert len(read.activities) == 9
    assert len(read.regions) == len(REPORT.regions)
