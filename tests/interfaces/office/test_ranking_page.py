"""The ranking of a call as a page and as a file: places, points by criterion, who may see it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.base.core.permissions import Role
from rapporteur.records.calls.models import CallForApplications
from tests.factories import make
from tests.support.office import shown, signed_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def a_call(count: int) -> Any:
    """Return a call with so many applications; the last was given most by the first criterion, the first nothing."""
    call = make.CallForApplicationsFactory(name={"en": "Water"})
    for number, weight in ((1, 3), (2, 1)):
        make.CriterionFactory(call=call, number=number, title={"en": f"Criterion {number}"}, weight=weight)
    juror = make.JurorFactory(call=call, stage="CHOSEN", declared_date="2018-06-01")
    for number in range(1, count + 1):
        lead = make.OrganisationFactory(named=False)
        make.OrganisationNameFactory(organisation=lead, name={"en": f"Town {number}"})
        one = make.ApplicationFactory(call=call, number=number, lead=lead, title={"en": f"=Well {number}"})
        if number > 1:
            assessment = make.AssessmentFactory(call=call, juror=juror, application=one)
            make.ScoreFactory(assessment=assessment, call=call, number=1, points=min(number, 10))
            make.ScoreFactory(assessment=assessment, call=call, number=2, points=4)
    return call


def test_ranking_page_tells_places_points_and_who_was_not_judged() -> None:
    call = a_call(3)
    client = signed_in(Role.SECRETARY_GENERAL)
    page = shown(client, url(CallForApplications, "ranking", call.pk))
    rows = [
        [cell.text_content() for cell in row]
        for row in page.xpath("//div[contains(@class, 'record-ranking')]//tbody/tr")
    ]
    assert rows == [
        ["1", "3", "=Well 3", "Town 3", "3.25", "3", "4", "1", "0", "to be decided"],
        ["2", "2", "=Well 2", "Town 2", "2.5", "2", "4", "1", "0", "to be decided"],
        ["–", "1", "=Well 1", "Town 1", "–", "–", "–", "0", "0", "to be decided"],
    ]
    assert "2 of 3 applications have points" in page.text_content()
    assert "Criterion 1 (counts 3 ×)" in page.text_content()
    links = shown(client, url(CallForApplications, "inspect", call.pk)).xpath("//a/@href")
    assert url(CallForApplications, "ranking", call.pk) in links


def test_ranking_file_equals_what_is_seen_without_formulas() -> None:
    call = a_call(2)
    client = signed_in(Role.SECRETARY_GENERAL)
    address = url(CallForApplications, "ranking", call.pk)
    response = client.get(f"{address}?file=csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:2] == ["1", "2"]
    assert rows[1][2].lstrip("'") == "=Well 2"
    assert not rows[1][2].startswith("=")
    assert client.get(f"{address}?file=xlsx").content.startswith(b"PK")
    assert client.get(f"{address}?file=exe").status_code == 404


def test_ranking_is_not_there_for_whom_applications_are_hidden() -> None:
    call = a_call(2)
    for role in (Role.TRANSLATOR, Role.JUROR, Role.MEMBER_CONTACT):
        client = signed_in(role)
        assert client.get(url(CallForApplications, "ranking", call.pk)).status_code in {302, 403, 404}


def test_ranking_asks_the_database_as_often_for_many_as_for_few() -> None:
    client, counts = signed_in(Role.SECRETARY_GENERAL), []
    for count in (2, 30):
        address = url(CallForApplications, "ranking", a_call(count).pk)
        shown(client, address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
