"""Programmes, publications and the agenda on the portal."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import Any

import pytest
from defusedxml import ElementTree
from django.test import Client
from icalendar import Calendar
from lxml import html

from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.calls.models import CallForApplications
from tests.factories import make
from tests.support.portal import LATER, public_network, public_programmes

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def reader() -> Client:
    """Somebody without an account, where a programme is recorded."""
    public_network()
    public_programmes()
    return Client()


def page_of(reader: Client, address: str) -> Any:
    """Return a page as a tree."""
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return html.fromstring(answer.content)


def rows_of(reader: Client, address: str) -> list[dict[str, Any]]:
    """Return the rows of a table."""
    rows: list[dict[str, Any]] = json.loads(reader.get(address).content)["rows"]
    return rows


def test_page_of_a_programme_says_who_takes_part_and_what_came_of_it(reader: Client) -> None:
    page = page_of(reader, "/en/programmes/green-ports/")
    assert page.xpath("//h1/text()") == ["Green ports"]
    facts = " ".join(page.xpath("//*[@class='facts']//text()"))
    for told in ("Pilot project", "since 1 January 2018", "Seville 0", "Seville 1"):
        assert told in facts
    links = set(page.xpath("//main//a/@href"))
    assert {
        "/en/members/town-0/", "/en/members/town-1/", "/en/activities/meeting-0/", "/en/publications/quays/",
        "/en/activities/feed.atom?programme=green-ports",
    } <= links  # fmt: skip
    titles = page.xpath("//h3//text()")
    assert {"Meeting of ports 0", "Harbour days", "Next ports", "Quays for all"} <= {
        one.strip() for one in titles
    }


def test_programmes_are_listed_by_kind_and_those_that_are_over_last(reader: Client) -> None:
    make.InitiativeFactory(slug="old", name={"fr": "Ancien"}, start=date(2010, 1, 1), end=date(2012, 1, 1))
    make.InitiativeFactory(slug="zoo", name={"fr": "Zoo"})
    names = [
        one.strip() for one in page_of(reader, "/fr/programmes/").xpath("//li[@class='entry']/h2/a/text()")
    ]
    assert names == ["Ports verts", "Zoo", "Ancien"]
    pilots = page_of(reader, "/fr/programmes/?kind=PILOT_PROJECT")
    assert pilots.xpath("//li[@class='entry']/h2/a/text()") == ["Ports verts"]
    assert reader.get("/fr/programmes/?kind=NOTHING").status_code == 404
    assert reader.get("/fr/programmes/nothing/").status_code == 404


def test_activities_member_and_search_lead_to_a_programme(reader: Client) -> None:
    at = "/en/programmes/green-ports/"
    assert at in page_of(reader, "/en/activities/meeting-0/").xpath("//*[@class='facts']//a/@href")
    roles = page_of(reader, "/en/members/town-0/").xpath(f"//dd[a[@href='{at}']]")
    assert [" ".join(one.text_content().split()) for one in roles] == [
        "Green ports leads it since 1 January 2018"
    ]
    assert "leads it" not in " ".join(page_of(reader, "/en/members/town-1/").xpath("//dd//text()"))
    assert at in page_of(reader, "/en/search/?q=green").xpath("//main//a/@href")
    assert "/en/publications/quays/" in page_of(reader, "/en/search/?q=quais").xpath("//main//a/@href")
    assert [
        row["activity"] for row in rows_of(reader, "/en/activities/table.json?programme=green-ports")
    ] == ["meeting-0"]
    chips = page_of(reader, "/en/activities/?programme=green-ports").xpath("//*[@class='chips']/li[1]/text()")
    assert chips[0].strip() == "Programme: Green ports"


def test_publication_says_who_wrote_it_where_it_was_launched_and_who_told_of_it(reader: Client) -> None:
    entry = page_of(reader, "/en/publications/").xpath("//li[@class='entry']")[0]
    told = " ".join(entry.text_content().split())
    for words in (
        "Green ports, no. 4 · May 2018", "Quays for all", "ByInés Mar", "inFrench and English", "ISBN9788437604947",
        "Launched atMeeting of ports 0", "Told of byPort Gazette",
    ):  # fmt: skip
        assert words in told
    assert {"https://example.org/quays", "https://example.org/gazette"} <= set(entry.xpath(".//a/@href"))
    assert page_of(reader, "/en/publications/quays/").xpath("//h1/text()") == ["Quays for all"]
    (row,) = rows_of(reader, "/en/publications/table.json?series=green-ports")
    assert (row["published"], row["number"], row["authors"]) == ("2018-05", 4, ["Inés Mar"])
    assert reader.get("/en/publications/?series=nothing").status_code == 404


def test_publications_come_as_a_feed_in_the_language_of_the_page(reader: Client) -> None:
    page = page_of(reader, "/fr/publications/")
    (href,) = page.xpath("//link[@type='application/atom+xml']/@href")
    feed = ElementTree.fromstring(reader.get(href).content)
    assert [one.text for one in feed.iter(f"{ATOM}title")][1:] == ["Des quais pour tous"]
    english = ElementTree.fromstring(reader.get("/en/publications/feed.atom").content)
    known = [one.findtext(f"{ATOM}id") for one in (*feed.iter(f"{ATOM}entry"), *english.iter(f"{ATOM}entry"))]
    assert len(known) == 2
    assert len(set(known)) == 1


def test_agenda_shows_what_lies_ahead_and_what_may_be_applied_for(reader: Client) -> None:
    make.PlannedEventFactory(slug="past", title={"en": "Long past"}, start_date=date(2018, 8, 1))
    page = page_of(reader, "/en/agenda/")
    titles = [one.strip() for one in page.xpath("//li[@class='entry']/h3//text()") if one.strip()]
    assert titles == ["Harbour days", "Next ports"]
    told = " ".join(page.text_content().split())
    assert "Every member" in told
    assert "up to its end (Europe/Madrid)" in told
    then = page_of(reader, "/en/agenda/?on=2018-07-01")
    assert "Long past" in then.text_content()


def test_calendar_of_the_agenda_keeps_an_event_that_is_called_off(reader: Client) -> None:
    PlannedEvent.objects.update(cancelled_date=date(2018, 7, 1), cancelled_reason="zqx")
    content = reader.get("/fr/agenda/calendar.ics").content
    events = {str(one["uid"]): one for one in Calendar.from_ical(content).walk("VEVENT")}
    names = sorted(uid.partition("@")[0] for uid in events)
    assert names == ["deadline-next-ports", "event-harbour-days"]
    event: Any = next(one for uid, one in events.items() if uid.startswith("event-"))
    assert str(event["summary"]) == "Journées du port"
    assert str(event["status"]) == "CANCELLED"
    assert event["dtstart"].dt == LATER
    assert b"zqx" not in content
    assert "annulé" in reader.get("/fr/agenda/").content.decode()


def test_call_closes_in_its_own_time_zone(reader: Client) -> None:
    CallForApplications.objects.update(closes_time="17:00")
    row = next(one for one in rows_of(reader, "/en/agenda/table.json") if one["what"] == "CALL")
    assert row["deadline"].startswith(LATER.isoformat())
    assert row["deadline"].endswith(("15:00:00+00:00", "16:00:00+00:00"))
    sheet = csv.DictReader(io.StringIO(reader.get("/en/agenda/table.csv").content.decode("utf-8-sig")))
    assert [line["name"] for line in sheet] == ["harbour-days", "next-ports"]


def test_what_is_not_recorded_is_said_to_be_so() -> None:
    public_network()
    reader = Client()
    for part, words in (
        ("programmes", "No programme matches."), ("publications", "No publication is recorded."),
        ("agenda", "No event that lies ahead"), ("agenda", "No call is open"),
    ):  # fmt: skip
        assert words in page_of(reader, f"/en/{part}/").text_content()
