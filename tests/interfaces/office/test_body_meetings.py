"""Meetings of bodies in the back office: what they are called, and what their pages say."""

from __future__ import annotations

from datetime import date

import pytest

from rapporteur.records.meetings.models import BodyMeeting
from tests.factories import make
from tests.support.office import shown, superuser, url

pytestmark = pytest.mark.django_db


def test_a_meeting_is_called_by_its_body_and_days_and_its_agenda_is_said_once() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    item = make.AgendaItemFactory(title={"en": "Accounts", "fr": "Comptes"})
    make.BodyMeetingFactory(body=item.meeting.body, start_date=date(2018, 8, 28))
    ana = superuser()
    page = shown(ana, url(BodyMeeting, "inspect", item.meeting.pk))
    assert "28 May 2018" in page.xpath("//h1")[0].text_content()
    said = " ".join(page.xpath("//main")[0].text_content().split())
    assert "Accounts" in said
    assert "Comptes" not in said
    listed = shown(ana, url(BodyMeeting, "list")).xpath("//main//tbody//th | //main//tbody//td[2]")
    names = [" ".join(one.text_content().split()) for one in listed]
    assert [any(day in name for name in names) for day in ("28 May 2018", "28 August 2018")] == [True, True]
