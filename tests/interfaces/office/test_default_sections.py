"""The sections of new reports: chosen in the association's form by their names, offered by the form of a new report."""

from __future__ import annotations

import pytest

from rapporteur.base.core.models import Association
from rapporteur.records.reports.models import Report
from tests.factories import make
from tests.support.office import form_of, send, shown, superuser, url

pytestmark = pytest.mark.django_db


def test_sections_are_chosen_by_name_and_offered_to_new_reports() -> None:
    it = make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    ana, address = superuser(), url(Association, "edit", it.pk)
    assert shown(ana, address).xpath("string(//textarea[@name='sections'])").strip() == ""
    lines = "cover\nagreements\nletters and campaigns\nback cover"
    assert send(ana, address, form_of(shown(ana, address)), sections=lines) is None
    assert Association.objects.get().sections == ["cover", "agreements", "joint_statements", "back"]
    offered = shown(ana, url(Report, "add")).xpath("string(//textarea[@name='sections'])").strip()
    assert offered.splitlines() == lines.splitlines()
    wrong = send(ana, address, form_of(shown(ana, address)), sections="cover\nagreement")
    assert wrong is not None
    assert "agreement" in wrong.text_content()
    assert Association.objects.get().sections[0] == "cover"


def test_a_report_on_record_shows_its_own() -> None:
    make.AssociationFactory(languages=["en"], source_language="en", sections=["cover"])
    report = make.ReportFactory(sections=["cover", "back"])
    shows = shown(superuser(), url(Report, "edit", report.pk)).xpath("string(//textarea[@name='sections'])")
    assert shows.split() == ["cover", "back", "cover"]
