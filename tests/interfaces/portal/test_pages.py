"""Pages of the portal: what they show of published records and frozen editions, at what cost, in which language."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar
from lxml import html

from rapporteur.base.core.models import AuditEntry
from rapporteur.interfaces.portal.templatetags.portal_text import colon
from rapporteur.records.activities.models import Activity, ActivityPhoto
from rapporteur.records.members.models import OrganisationName
from tests.factories import make
from tests.support.portal import LATER, plain_edition, public_network, public_programmes

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
MOST_BYTES = 150_000
PAGES = (
    "/fr/", "/fr/reports/", "/fr/reports/2018-Q2/", "/fr/activities/", "/fr/activities/?period=2018-Q2",
    "/fr/activities/?line=l1&deliverable=l1m1d1&member=town-1&region=south&month=2018-04&kind=MEETING&q=ports",
    "/fr/activities/meeting-1/", "/fr/plan/", "/fr/plan/?year=2019", "/fr/members/", "/fr/members/?region=south",
    "/fr/members/?activated=2018-Q2&on=2018-06-30", "/fr/members/town-1/", "/fr/who/", "/fr/who/?on=2018-05-01",
    "/fr/search/?q=seville", "/fr/search/?q=sevlile", "/fr/activities/feed.atom", "/fr/activities/calendar.ics",
    "/fr/activities/table.csv", "/fr/activities/table.json", "/fr/members/table.csv", "/fr/plan/table.json",
    "/fr/programmes/", "/fr/programmes/?kind=PILOT_PROJECT", "/fr/programmes/green-ports/", "/fr/publications/",
    "/fr/publications/?series=green-ports", "/fr/publications/quays/", "/fr/agenda/", "/fr/agenda/?on=2018-06-30",
    "/fr/publications/feed.atom", "/fr/agenda/calendar.ics", "/fr/programmes/table.csv", "/fr/publications/table.json",
    "/fr/agenda/table.json", "/sitemap.xml", "/theme.css",
)  # fmt: skip


@pytest.fixture
def reader() -> Client:
    """Somebody without an account."""
    return Client()


def page_of(reader: Client, address: str) -> Any:
    """Return a page as a tree."""
    return html.fromstring(reader.get(address).content)


def asked(reader: Client, address: str) -> tuple[int, int]:
    """Return how many questions a page puts to the database, and how many bytes it has."""
    with CaptureQueriesContext(connection) as queries:
        answer = reader.get(address)
    assert answer.status_code == 200, address
    return len(queries), len(answer.content)


def test_pages_cost_the_same_whatever_there_is(reader: Client) -> None:
    public_network(members=3, activities=3)
    public_programmes()
    plain_edition()
    few = {address: asked(reader, address)[0] for address in PAGES}
    for number in range(300):
        town = make.OrganisationFactory(
            slug=f"port-{number}", latitude=1.0 + number % 50, longitude=number % 90
        )
        make.MembershipFactory(organisation=town, start=date(2016, 1, 1))
        activity = make.ActivityFactory(
            slug=f"call-{number}", start_date=date(2018, 5, 1), title={"fr": f"Ports {number}"}
        )
        make.ActivationFactory(activity=activity, organisation=town)
        if number < 60:
            one = make.InitiativeFactory(slug=f"pilot-{number}", kind="PILOT_PROJECT", lead=town)
            make.InitiativePartnerFactory(initiative=one, organisation=town)
            make.PublicationAuthorFactory(publication__activity=activity, publication__series=one)
            make.PlannedEventFactory(start_date=LATER, place_organisation=town, initiative=one)
            make.CallForApplicationsFactory(closes_date=LATER, initiative=one)
    many = {address: asked(reader, address) for address in PAGES}
    assert {address: count for address, count in few.items() if count > MOST_QUERIES} == {}
    # one question less where there is nothing to ask about; none more
    assert {a: (few[a], count) for a, (count, _) in many.items() if count > max(few[a], MOST_QUERIES)} == {}
    pages = {a: size for a, (_, size) in many.items() if "." not in a.partition("?")[0]}
    assert {address: size for address, size in pages.items() if size > MOST_BYTES} == {}


def test_every_figure_of_home_leads_to_what_it_counts(reader: Client) -> None:
    public_network()
    plain_edition()
    page = page_of(reader, "/en/")
    figures = {
        one.xpath("string(.//*[@class='number'])"): one.get("href")
        for one in page.xpath("//*[@class='figures']//a")
    }
    assert figures["3"].startswith(("/en/activities/?period=2018-Q2", "/en/members/?activated=2018-Q2"))
    for href in page.xpath("//*[@class='figures']//a/@href"):
        assert reader.get(href).status_code == 200
    listed = page_of(reader, "/en/activities/?period=2018-Q2")
    assert listed.xpath("string(//*[@class='counted']/strong)") == "3 activities"


def test_list_says_where_records_went_beyond_the_edition(reader: Client) -> None:
    public_network()
    plain_edition()
    address = "/en/activities/?period=2018-Q2"
    assert "of the report counted" not in reader.get(address).content.decode()
    make.ActivityFactory(start_date=date(2018, 6, 2), title={"fr": "Après coup"})
    assert "Edition 2018-Q2/1 of the report counted 3 activities." in reader.get(address).content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 4), ("period=2018-Q2", 3), ("month=2018-07", 1), ("kind=TRAINING", 1), ("line=l1", 3), ("region=south", 3),
        ("deliverable=L1M1D1", 3), ("deliverable=l1", 3), ("member=town-0", 2), ("member=SEVILLA+1", 2),
        ("q=reunion+ports", 3), ("q=meeting", 3), ("region=south&kind=TRAINING", 0), ("member=nobody", 0),
    ],
)  # fmt: skip
def test_filters(reader: Client, query: str, found: int) -> None:
    public_network()
    make.ActivityFactory(start_date=date(2018, 7, 2), kind="TRAINING", title={"fr": "Formation"})
    rows = json.loads(reader.get(f"/fr/activities/table.json?{query}").content)
    if "SEVILLA" in query:  # a name is understood on the page, which then has the address of the member
        page = page_of(reader, f"/fr/activities/?{query}")
        (table,) = page.xpath("//a[@type='application/json']/@href")
        rows = json.loads(reader.get(table).content)
    assert rows["of"] == len(rows["rows"]) == found


@pytest.mark.parametrize("address", ["/fr/activities/?month=2018-13", "/fr/activities/?period=x", "/fr/plan/?year=x",
                                     "/fr/members/?on=31-12-2018", "/fr/activities/?kind=PARTY", "/fr/members/nobody/",
                                     "/fr/activities/table.xls", "/fr/members/?activated=2018-Q7"])  # fmt: skip
def test_what_makes_no_sense_is_not_found(reader: Client, address: str) -> None:
    public_network()
    assert reader.get(address).status_code == 404


def test_plan_shows_silent_deliverables_as_openly_as_busy_ones(reader: Client) -> None:
    public_network()
    page = page_of(reader, "/en/plan/")
    rows = page.xpath("//table[contains(@class,'heat')]/tbody/tr[td]")
    cells = [[" ".join(cell.text_content().split()) for cell in row.xpath("./td")] for row in rows]
    assert cells == [
        ["no records", "3 activities", "no records", "no records", "3 activities, last in Q2 2018"],
        ["no records", "0 silent", "no records", "no records", "0 silent"],
    ]
    (busy,) = rows[0].xpath(".//td[starts-with(@class,'heat')]/a/@href")
    assert (
        len(json.loads(reader.get(busy.replace("/activities/?", "/activities/table.json?")).content)["rows"])
        == 3
    )


def test_member_page_says_since_when_and_what_was_done(reader: Client) -> None:
    public_network()
    page = page_of(reader, "/en/members/town-0/").text_content()
    for told in (
        "Seville 0",
        "1 January 2015",
        "South",
        "Ana Ruiz",
        "2 activities",
        "Seville 1",
        "Meeting of ports",
    ):
        assert told in page
    assert "Ana Ruiz" not in reader.get("/en/who/?on=2016-12-31").content.decode()


def test_members_are_those_of_the_day(reader: Client) -> None:
    public_network()
    gone = make.MembershipFactory(start=date(2010, 1, 1), end=date(2017, 1, 1)).organisation
    assert f"/en/members/{gone.slug}/" not in reader.get("/en/members/").content.decode()
    assert f"/en/members/{gone.slug}/" in reader.get("/en/members/?on=2016-12-31").content.decode()
    assert "31 December 2016" in reader.get(f"/en/members/{gone.slug}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "found"), [("seville", "Séville 0"), ("SEVILLA 2", "Séville 2"), ("réunion", "ports")]
)
def test_search_knows_every_language_and_no_accents(reader: Client, typed: str, found: str) -> None:
    public_network()
    assert found in page_of(reader, f"/fr/search/?{urlencode({'q': typed})}").xpath("string(//main)")


@pytest.mark.parametrize(
    ("typed", "meant"), [("sevlile 0", "Séville 0"), ("portz", "ports"), ("reunoin ports", "Réunion")]
)
def test_search_offers_what_may_have_been_meant(reader: Client, typed: str, meant: str) -> None:
    public_network()
    page = page_of(reader, f"/fr/search/?{urlencode({'q': typed})}")
    offered = page.xpath("//*[@class='notice']//a")
    assert meant.lower() in " ".join(one.text_content().lower() for one in offered)
    assert "aucune" not in page.xpath("string(//main//section)")
    for one in offered:
        assert page_of(reader, one.get("href")).xpath("//main//section"), one.text_content()


def test_pages_name_their_languages_and_have_own_titles(reader: Client) -> None:
    public_network()
    plain_edition()
    titles = set()
    for path in (
        "",
        "reports/",
        "activities/",
        "plan/",
        "members/",
        "who/",
        "members/town-0/",
        "activities/meeting-0/",
    ):
        page = page_of(reader, f"/en/{path}")
        assert page.get("lang") == "en"
        others = {one.get("hreflang"): one.get("href") for one in page.xpath("//link[@hreflang]")}
        assert others == {code: f"http://testserver/{code}/{path}" for code in ("fr", "en", "es")}
        assert page.xpath("//meta[@name='description']/@content")[0]
        titles.add(page.findtext(".//title"))
        assert not page.xpath("//script | //style | //@style")
        policy = reader.get(f"/en/{path}")["Content-Security-Policy"]
        assert {"script-src 'none'", "style-src 'self'", "frame-ancestors 'none'"} <= set(policy.split("; "))
    assert len(titles) == 8


def test_page_that_did_not_change_is_not_sent_again(reader: Client) -> None:
    public_network()
    AuditEntry.objects.create(by="x", action="created", record_type="x", record="x")
    first = reader.get("/fr/activities/")
    again = {"if-none-match": first["ETag"]}
    assert reader.get("/fr/activities/", headers=again).status_code == 304
    assert (
        reader.get("/fr/activities/", headers={"if-modified-since": first["Last-Modified"]}).status_code
        == 304
    )
    assert reader.get("/fr/activities/?kind=MEETING", headers=again).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        reader.get("/fr/activities/", headers=again)
    assert len(queries) == 2
    AuditEntry.objects.create(by="x", action="published", record_type="x", record="x")
    assert reader.get("/fr/activities/", headers=again).status_code == 200


def test_page_is_made_once_for_a_state_of_the_records(reader: Client) -> None:
    public_network()
    AuditEntry.objects.create(by="x", action="created", record_type="x", record="x")
    first = reader.get("/fr/members/")
    with CaptureQueriesContext(connection) as queries:
        second = reader.get("/fr/members/")
    assert len(queries) == 2
    assert (second.content, second["Content-Type"]) == (first.content, first["Content-Type"])
    assert reader.get("/fr/members/?region=south").content != first.content
    assert reader.get("/en/members/").content != first.content
    make.MembershipFactory()
    AuditEntry.objects.create(by="x", action="admitted", record_type="x", record="x")
    assert reader.get("/fr/members/").content != first.content


def test_feed_is_in_its_language_and_its_entries_keep_their_names(reader: Client) -> None:
    public_network()
    atom = "{http://www.w3.org/2005/Atom}"
    feeds = {
        language: ElementTree.fromstring(
            reader.get(f"/{language}/activities/feed.atom?member=town-0").content
        )
        for language in ("fr", "en")
    }
    ids = {language: [one.text for one in feed.iter(f"{atom}id")] for language, feed in feeds.items()}
    assert ids["fr"][1:] == ids["en"][1:]
    assert ids["fr"][0] != ids["en"][0]
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one or "") for one in ids["fr"])
    titles = [one.findtext(f"{atom}title") for one in feeds["en"].iter(f"{atom}entry")]
    assert titles == ["Meeting of ports 2", "Meeting of ports 0"]
    Activity.objects.update(start_date=date(2018, 4, 9), end_date=date(2018, 4, 9))
    moved = ElementTree.fromstring(reader.get("/fr/activities/feed.atom?member=town-0").content)
    assert {one.text for one in moved.iter(f"{atom}id")} == set(ids["fr"])


def test_calendar_is_read_by_another_makers_reader(reader: Client) -> None:
    public_network()
    Activity.objects.filter(slug="meeting-0").update(
        title={"en": "Ports, docks; and\nquays: " + "é" * 90}, end_date=date(2018, 4, 3)
    )
    answer = reader.get("/en/activities/calendar.ics?month=2018-04")
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    events: dict[str, Any] = {
        str(one["SUMMARY"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")
    }
    event = events["Ports, docks; and quays: " + "é" * 90]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2018, 4, 1), date(2018, 4, 4))
    assert str(event["LOCATION"]) == "Seville 0"
    assert len({str(one["UID"]) for one in events.values()}) == 3


def test_table_is_no_formula_and_says_where_it_is_from(reader: Client) -> None:
    public_network()
    OrganisationName.objects.filter(organisation__slug="town-0").update(name={"fr": "=SUM(1)"})
    table = reader.get("/fr/members/table.csv").content.decode("utf-8-sig")
    assert "'=SUM(1)" in table
    assert table.splitlines()[0].startswith("member,name,country")
    about = json.loads(reader.get("/fr/members/table.json").content)
    assert about["source"] == "http://testserver/fr/members/"
    assert about["of"] == 3


def test_photograph_is_shown_where_whoever_is_on_it_agreed(reader: Client) -> None:
    public_network()
    activity = Activity.objects.get(slug="meeting-0")
    make.ActivityPhotoFactory(activity=activity, position=1, credit="A. Name")
    assert 'src="/photographs/meeting-0/1.jpg"' in reader.get("/fr/activities/meeting-0/").content.decode()
    assert reader.get("/photographs/meeting-0/1.jpg")["Content-Type"] == "image/jpeg"
    ActivityPhoto.objects.update(consent=False)
    assert reader.get("/photographs/meeting-0/1.jpg").status_code == 404


@pytest.mark.parametrize(("language", "said"), [("fr", "Sièges\N{NO-BREAK SPACE}:"), ("en", "Sièges:")])
def test_a_colon_stands_as_the_language_sets_it(language: str, said: str) -> None:
    assert colon("Sièges", language) == said
