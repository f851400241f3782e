"""The page of a record: its words, what refers to it, what may be done, what it was, and putting that back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role, operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.interfaces.office.pages.references import references_to
from rapporteur.records.activities.models import Activity, BilateralMeeting
from rapporteur.records.dues.models import DuesItem, Payment
from rapporteur.records.members.actions import record_organisation, record_region
from rapporteur.records.members.models import Membership, Organisation, Region
from rapporteur.records.members.shapes import DatedName, OrganisationShape, RegionShape
from tests.factories import make
from tests.interfaces.office.test_admin import EVERY
from tests.support.office import shown, signed_in, superuser, url
from tests.support.office_cases import OTHER, OWN, organisation_in

pytestmark = pytest.mark.django_db
MAIN = "string(//main)"


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")


@pytest.fixture
def ana() -> Client:
    return superuser()


def page_of(client: Client, record: Any) -> Any:
    return shown(client, url(type(record), "inspect", record.pk))


@pytest.mark.parametrize("factory", EVERY, ids=lambda factory: factory._meta.model.__name__)
def test_every_record_has_a_page_that_its_list_leads_to(factory: Any, ana: Client) -> None:
    record = factory._meta.model.objects.first() or factory()
    address = url(type(record), "inspect", record.pk)
    assert address in shown(ana, url(type(record), "list")).xpath("//table//a/@href")
    page = page_of(ana, record)
    assert page.xpath("//*[@class='record-name']")[0].text_content().strip()
    assert url(type(record), "edit", record.pk) in page.xpath("//main//a/@href")


def test_names_are_in_the_readers_language_and_no_slug_is_shown(ana: Client) -> None:
    city = make.OrganisationFactory(slug="kolkata-metro-area", named=False)
    make.OrganisationNameFactory(organisation=city, name={"en": "Kolkata", "fr": "Calcutta"})
    make.OrganisationAliasFactory(organisation=city, text="Calcuta", language="es")
    make.MembershipFactory(organisation=city, start=date(2010, 5, 1))
    page = page_of(ana, city)
    assert page.xpath("//*[@class='record-name']")[0].text_content() == "Kolkata"
    names = page.xpath("//section[@aria-labelledby='record-names']//dd")
    assert [(one.get("lang"), one.text_content()) for one in names] == [("fr", "Calcutta"), ("es", "Calcuta")]
    assert "since 1 May 2010" in page.xpath("string(//section[@aria-labelledby='record-timeline'])")
    assert "kolkata-metro-area" not in page.xpath(MAIN)


def test_a_text_stands_in_each_language_by_itself_in_paragraphs(ana: Client) -> None:
    text = {
        "fr": "<p>Le forum a lieu.</p><p>Il revient.</p>",
        "en": "<p>The forum is held.</p><p>It returns.</p>",
    }
    activity = make.ActivityFactory(title={"fr": "Le forum", "en": "The forum"}, text=text)
    texts = page_of(ana, activity).xpath("//section[@aria-labelledby='record-facts']//dd/div[@lang]")
    said = [(one.get("lang"), [part.text_content() for part in one.xpath("./p")]) for one in texts]
    assert said == [
        ("en", ["English", "The forum is held.", "It returns."]),
        ("fr", ["French", "Le forum a lieu.", "Il revient."]),
    ]


def test_what_came_on_no_known_day_is_counted_and_no_happening(ana: Client) -> None:
    known = make.ApplicationFactory(received_date="2018-05-30", title={"en": "Wells"})
    make.ApplicationFactory(call=known.call, received_date=None, title={"en": "Pumps"})
    text = shown(ana, url(type(known.call), "inspect", known.call.pk)).xpath("//ol[@class='record-timeline']")
    assert len(text) == 1
    assert "Wells" in text[0].text_content()
    assert "Pumps" not in text[0].text_content()


def test_counts_lead_to_the_list_of_just_these(ana: Client) -> None:
    berlin, quito = make.OrganisationFactory(), make.OrganisationFactory()
    forum = make.ActivationFactory(organisation=berlin).activity
    make.ActivityPlaceFactory(activity=forum, organisation=berlin)
    make.ActivationFactory(organisation=quito)
    (link,) = page_of(ana, berlin).xpath("//ul[@class='record-counts']//a")
    assert " ".join(link.text_content().split()) == "1 Activity"  # once, however often it names the city
    response: Any = ana.get(link.get("href"))
    assert [one.pk for one in response.context_data["object_list"]] == [forum.pk]
    searched: Any = ana.get(link.get("href") + "&export=csv")
    assert searched.content.decode().count("\n") == 2  # the file holds what the list shows
    assert ana.get(url(Activity, "list") + "?about=members.organisation-999999").status_code == 404
    assert ana.get(url(Region, "list") + f"?about=members.organisation-{berlin.pk}").status_code == 404


def test_dues_are_counted_and_dated_for_those_only_who_see_dues() -> None:
    city = make.OrganisationFactory()
    item = make.DuesItemFactory(organisation=city)
    make.PaymentFactory(item=item, reference="TRANSFER-17")
    make.ProspectFactory(organisation=city)
    told = {role: page_of(signed_in(role), city).xpath(MAIN) for role in (Role.FINANCE, Role.OFFICER)}
    assert "TRANSFER-17" in told[Role.FINANCE]
    assert "TRANSFER-17" not in told[Role.OFFICER]
    assert "1 Payment" in told[Role.FINANCE]
    assert "1 Payment" not in told[Role.OFFICER]
    assert "1 Prospect" in told[Role.OFFICER]
    assert "1 Prospect" not in told[Role.FINANCE]


def test_a_regional_secretary_counts_what_lies_within_reach() -> None:
    region, other = (make.RegionFactory(slug=slug) for slug in (OWN, OTHER))
    initiative = make.InitiativeFactory(lead=organisation_in(region))
    near = make.ActivationFactory(organisation=organisation_in(region)).activity
    far = make.ActivationFactory(organisation=organisation_in(other)).activity
    Activity.objects.filter(pk__in=[near.pk, far.pk]).update(initiative=initiative)
    counted = {
        role: " ".join(
            page_of(signed_in(role, region=OWN), initiative)
            .xpath("string(//ul[@class='record-counts'])")
            .split()
        )
        for role in (Role.REGIONAL_SECRETARY, Role.OFFICER)
    }
    assert counted == {Role.REGIONAL_SECRETARY: "1 Activity", Role.OFFICER: "2 Activities"}


def test_a_page_takes_as_many_queries_with_one_row_as_with_many(ana: Client) -> None:
    city = make.OrganisationFactory()

    def more(count: int) -> None:
        for _ in range(count):
            make.ActivationFactory(organisation=city)
            make.BilateralMeetingFactory().participants.add(city)
            make.DuesItemFactory(organisation=city)
            make.MandateFactory(seat=make.SeatFactory(organisation=city))
        for entry in range(count):
            AuditEntry.objects.create(
                by="rui", action="recorded", record_type="members.organisation", record=city.slug,
                changes={"note": ["", str(entry)]},
            )  # fmt: skip

    def queries() -> int:
        page_of(ana, city)
        with CaptureQueriesContext(connection) as asked:
            page_of(ana, city)
        return len(asked)

    more(1)
    before = queries()
    more(30)
    assert queries() == before
    assert before < 75


def test_history_says_names_not_slugs_and_words_not_codes(ana: Client) -> None:
    region = make.RegionFactory(slug="far-east", name={"fr": "Extrême-Orient", "en": "Far East"})
    city = make.OrganisationFactory(slug="izmir", kind="CITY")
    AuditEntry.objects.create(
        by="rui", action="recorded", record_type="members.organisation", record="izmir",
        changes={
            "kind": ["CITY", "HONORARY"],
            "affiliations": [[], [{"region": region.slug, "start": "2018-05-01", "end": None}]],
        },
    )  # fmt: skip
    history = page_of(ana, city).xpath("string(//section[@aria-labelledby='record-history'])")
    for said in ("city → honorary member", "region: Far East", "1 May 2018"):
        assert said in " ".join(history.split()), history
    for code in ("CITY", "far-east", "2018-05-01"):
        assert code not in history


def restore_links(client: Client, record: Any) -> list[str]:
    return list(page_of(client, record).xpath("//a[@class='record-restore']/@href"))


def test_one_field_is_put_back_under_the_name_of_who_does_it(ana: Client) -> None:
    city = make.OrganisationFactory(slug="izmir", note="first", kind="CITY")
    shape = OrganisationShape(
        slug="izmir", kind="HONORARY", country=city.country, names=(DatedName(name=LocalizedText({"fr": "Izmir"})),),
        note="second",
    )  # fmt: skip
    record_organisation(by=operator("rui"), organisation=shape)
    address = next(one for one in restore_links(ana, city) if "/note/" in one)
    page = shown(ana, address)
    assert [one.text_content() for one in page.xpath("//main//dd")] == ["second", "first"]
    assert ana.post(address).status_code == 302
    city.refresh_from_db()
    assert (city.note, city.kind) == ("first", "HONORARY")  # and nothing else
    assert AuditEntry.objects.filter(record="izmir").latest("pk").by == "ana"
    assert ana.post(address).status_code == 302  # it is so already: nothing is written
    assert AuditEntry.objects.filter(record="izmir", by="ana").count() == 1


def test_rows_are_put_back_too(ana: Client) -> None:
    city = make.OrganisationFactory(slug="izmir", named=False)
    name = make.OrganisationNameFactory(organisation=city, name={"fr": "Smyrne"})
    shape = OrganisationShape(
        slug="izmir",
        kind=city.kind,
        country=city.country,
        names=(DatedName(name=LocalizedText({"fr": "Izmir"})),),
    )
    record_organisation(by=operator("rui"), organisation=shape)
    address = next(one for one in restore_links(ana, city) if "/names/" in one)
    assert ana.post(address).status_code == 302
    assert [one.name["fr"] for one in Organisation.objects.get().names.all()] == [name.name["fr"]]


def test_a_field_of_what_is_published_is_put_back_as_a_draft(ana: Client) -> None:
    forum = make.ActivityFactory(slug="forum", live=True, note="new")
    AuditEntry.objects.create(
        by="rui", action="recorded", record_type="activities.activity", record="forum",
        changes={"note": ["old", "new"]},
    )  # fmt: skip
    (address,) = restore_links(ana, forum)
    assert ana.post(address).status_code == 302
    forum.refresh_from_db()
    assert (forum.note, forum.has_unpublished_changes) == ("new", True)
    assert forum.get_latest_revision_as_object().note == "old"


def test_what_the_verb_refuses_is_said_and_nothing_is_written(ana: Client) -> None:
    member = make.MembershipFactory(start=date(2015, 1, 1))
    make.MembershipFactory(organisation=member.organisation, start=date(2010, 1, 1), end=date(2015, 1, 1))
    AuditEntry.objects.create(
        by="rui", action="corrected", record_type="members.membership", record=str(member.pk),
        changes={"start": ["2012-01-01", "2015-01-01"]},
    )  # fmt: skip
    (address,) = restore_links(ana, member)
    response = ana.post(address)
    assert response.status_code == 200
    assert "overlap" in response.content.decode()
    assert Membership.objects.get(pk=member.pk).start == date(2015, 1, 1)


def test_who_reads_no_trail_restores_nothing(ana: Client) -> None:
    record_region(by=operator("rui"), region=RegionShape(slug="a", name=LocalizedText({"fr": "A"}), order=1))
    shape = RegionShape(slug="a", name=LocalizedText({"fr": "B"}), order=1)
    region = record_region(by=operator("rui"), region=shape).record
    (address,) = restore_links(ana, region)
    for role in (Role.OFFICER, Role.REVIEWER):  # one reads no trail, one changes no region
        client = signed_in(role)
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
        assert restore_links(client, region) == []


def test_what_cannot_be_done_is_said_with_the_reason(ana: Client) -> None:
    member = make.MembershipFactory()
    page = page_of(ana, member.organisation)
    assert "something refers to it" in page.xpath("string(//ul[@class='record-hindered'])")
    assert url(Organisation, "delete", member.organisation_id) not in page.xpath("//main//a/@href")
    officer = page_of(signed_in(Role.BOARD_READER), member.organisation)
    assert officer.xpath("//section[@aria-labelledby='record-verbs']") == []


def test_everything_that_refers_to_an_organisation_is_known() -> None:
    assert [one.listed for one in references_to(Organisation)][-3:] != []
    kinds = {one.listed.__name__ for one in references_to(Organisation)}
    assert {"Membership", "Prospect", "Seat", "Activity", "Initiative"} <= kinds
    assert {DuesItem, Payment, BilateralMeeting} <= {one.listed for one in references_to(Organisation)}


def test_every_count_is_that_of_the_list_it_leads_to(ana: Client) -> None:
    city = make.OrganisationFactory()
    make.MembershipFactory(organisation=city)
    make.ProspectFactory(organisation=city)
    make.PaymentFactory(item=make.DuesItemFactory(organisation=city))
    make.MandateFactory(seat=make.SeatFactory(organisation=city))
    make.BilateralMeetingFactory().participants.add(city)
    make.InitiativeFactory(lead=city)
    make.ActivationFactory(organisation=city)
    links = page_of(ana, city).xpath("//ul[@class='record-counts']//a")
    assert len(links) == 9
    for link in links:
        (count,) = (int(one.text) for one in link.iter("strong"))
        response: Any = ana.get(link.get("href"))
        assert response.context_data["paginator"].count == count
