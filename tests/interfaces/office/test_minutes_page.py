"""The minutes on the page of a meeting: offered in every language, for whoever may see the meeting."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from django.test import Client

from rapporteur.base.core.permissions import Role
from rapporteur.records.governance.models import Body
from rapporteur.records.meetings.enums import MeetingState
from rapporteur.records.meetings.models import BodyMeeting
from tests.factories import make
from tests.support.office import shown, signed_in, superuser, url

pytestmark = pytest.mark.django_db
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def meeting() -> BodyMeeting:
    met: BodyMeeting = make.BodyMeetingFactory(slug="board-2018", state=MeetingState.HELD)
    make.AgendaItemFactory(meeting=met, title={"fr": "Budget des digues", "en": "Budget of the dikes"})
    return met


def offered(client: Client, meeting: BodyMeeting) -> list[Any]:
    page = shown(client, url(BodyMeeting, "inspect", meeting.pk))
    return page.xpath("//section[@aria-labelledby='record-offered']//a")  # type: ignore[no-any-return]


def test_page_offers_every_language_and_format(meeting: BodyMeeting) -> None:
    ana = superuser()
    links = offered(ana, meeting)
    assert [" ".join(link.xpath("string()").split()) for link in links] == [
        "Français (PDF)", "Français (DOCX)", "English (PDF)", "English (DOCX)",
    ]  # fmt: skip
    assert [link.xpath("span/@lang") for link in links] == [["fr"], ["fr"], ["en"], ["en"]]
    for link, begins in zip(links, (b"%PDF-", b"PK", b"%PDF-", b"PK"), strict=True):
        response = ana.get(link.get("href"))
        assert response.status_code == 200
        assert response.content.startswith(begins)
        assert "no-store" in response["Cache-Control"]


def test_document_says_what_is_on_record(meeting: BodyMeeting) -> None:
    response = superuser().get(url(BodyMeeting, "minutes", meeting.pk, "en", "docx"))
    assert response["Content-Type"] == WORD
    assert response["Content-Disposition"] == 'attachment; filename="board-2018.en.docx"'
    told = [paragraph.text for paragraph in docx.Document(io.BytesIO(response.content)).paragraphs]
    assert "1. Budget of the dikes (for decision)" in told
    assert "Who attended is not recorded." in told


def test_minutes_are_called_a_draft_until_the_meeting_was_held(meeting: BodyMeeting) -> None:
    ana = superuser()
    said = "A draft: the meeting has not been held yet."
    assert said not in shown(ana, url(BodyMeeting, "inspect", meeting.pk)).xpath("string(//main)")
    BodyMeeting.objects.update(state=MeetingState.PLANNED)
    assert said in shown(ana, url(BodyMeeting, "inspect", meeting.pk)).xpath("string(//main)")
    response = ana.get(url(BodyMeeting, "minutes", meeting.pk, "en", "docx"))
    told = [paragraph.text for paragraph in docx.Document(io.BytesIO(response.content)).paragraphs]
    assert "Draft: the meeting has not been held yet." in " ".join(told)


def test_cancelled_meeting_and_other_records_offer_none(meeting: BodyMeeting) -> None:
    ana = superuser()
    BodyMeeting.objects.update(state=MeetingState.CANCELLED)
    assert offered(ana, meeting) == []
    body = shown(ana, url(Body, "inspect", meeting.body_id))
    assert not body.xpath("//section[@aria-labelledby='record-offered']")


@pytest.mark.parametrize(("language", "format"), [("es", "pdf"), ("fr", "html"), ("fr", "typ")])
def test_language_or_format_that_is_none_is_not_there(
    meeting: BodyMeeting, language: str, format: str
) -> None:
    assert superuser().get(url(BodyMeeting, "minutes", meeting.pk, language, format)).status_code == 404


def test_minutes_are_for_those_who_see_meetings(meeting: BodyMeeting) -> None:
    address = url(BodyMeeting, "minutes", meeting.pk, "fr", "docx")
    assert signed_in(Role.BOARD_READER).get(address).status_code == 200
    refused = signed_in(Role.JUROR).get(address)
    assert refused.status_code in (302, 403, 404)
    assert not refused.content.startswith(b"PK")
    assert Client().get(address).status_code == 302
