"""The end of what holds for some time is its last day wherever people read or write it: one way for all pages."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from rapporteur.base.core.models import AuditEntry, Dated
from rapporteur.intake.importing import proposals
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.imports.readable import RecordNames
from rapporteur.interfaces.office.listing.columns import offered_columns
from rapporteur.interfaces.office.typed import ends_the_day_before
from rapporteur.records.members.models import Membership, Organisation
from rapporteur.records.reports.models import Report
from tests.factories import make
from tests.support.office import form_of, send, shown, superuser, url

pytestmark = pytest.mark.django_db
START, FIRST_WITHOUT = date(2015, 1, 1), date(2018, 7, 1)
LAST = "30 June 2018"


@pytest.fixture(autouse=True)
def network() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


def ended() -> Any:
    return make.MembershipFactory(start=START, end=FIRST_WITHOUT)


def test_a_list_and_its_file_say_the_last_day() -> None:
    ended()
    make.MembershipFactory(start=START)
    ana = superuser()
    address = url(Membership, "list")
    cells = [" ".join(one.text_content().split()) for one in shown(ana, address).xpath("//tbody//td")]
    assert LAST in cells
    assert "1 July 2018" not in cells
    file: Any = ana.get(f"{address}?export=csv&ordering=end")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";"))
    assert "2018-06-30" in {row[-1] for row in rows}
    assert ana.get(f"{address}?ordering=-end").status_code == 200


def test_the_page_of_a_record_its_rows_and_its_history_say_it() -> None:
    held = ended()
    region = make.RegionFactory(name={"en": "North"})
    make.RegionalAffiliationFactory(organisation=held.organisation, region=region, end=FIRST_WITHOUT)
    AuditEntry.objects.create(
        by="lia", action="recorded", record_type="members.membership", record=str(held.pk),
        changes={"end": [None, "2018-07-01"]},
    )  # fmt: skip
    ana = superuser()
    for model, key in ((Membership, held.pk), (Organisation, held.organisation_id)):
        told = shown(ana, url(model, "inspect", key)).text_content()
        assert LAST in told, model
        assert "1 July 2018" not in told, model


def test_a_form_shows_the_last_day_and_takes_it_as_it_is_typed() -> None:
    held, ana = ended(), superuser()
    address = url(Membership, "edit", held.pk)
    form = form_of(shown(ana, address))
    assert form["end"] == LAST
    assert send(ana, address, form) is None
    assert Membership.objects.get().end == FIRST_WITHOUT  # as it was
    assert send(ana, address, form, end="31/12/2018") is None
    assert Membership.objects.get().end == date(2019, 1, 1)
    assert send(ana, address, form, start="31/12/2018", end="31/12/2018") is None  # a day alone
    page = send(ana, address, form, start="31/12/2018", end="30/12/2018")
    assert page is not None
    assert page.xpath("//input[@name='end']/@value") == ["30/12/2018"]  # as it was typed


def test_a_report_ends_on_the_last_day_of_its_period() -> None:
    make.ReportFactory(period_start=date(2018, 4, 1), period_end=FIRST_WITHOUT)
    ana = superuser()
    told = shown(ana, url(Report, "list") + "?columns=period_end").xpath("string(//main)")
    assert LAST in told
    assert shown(ana, url(Report, "edit", Report.objects.get().pk)).xpath(
        "//input[@name='period_end']/@value"
    ) == [LAST]


def test_what_an_import_proposes_is_said_so_and_days_of_what_happened_as_they_are() -> None:
    names = RecordNames("en")
    assert names.show("end", "2018-07-01", proposals.ORGANISATION) == LAST
    assert names.show("end", "2018-07-01", proposals.ACTIVITY) == "1 July 2018"
    assert names.show("start", "2018-07-01", proposals.ORGANISATION) == "1 July 2018"


def test_no_kind_of_record_is_left_out() -> None:
    """A column `end` of what holds for some time is never shown as it is kept."""
    from rapporteur.base.core.permissions import operator

    by = operator("ana")
    kinds = [model for model in DOORS if issubclass(model, Dated)]
    assert len(kinds) > 5
    for model in kinds:
        column = model._meta.get_field("end")
        assert ends_the_day_before(column)
        assert not isinstance(offered_columns(model, by).get("end"), str), model
