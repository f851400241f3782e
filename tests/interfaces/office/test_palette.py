"""The palette: records by any name, what can be done, pages; nothing of it shows what is out of reach."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import shown, signed_in, superuser
from tests.support.office_cases import LYING, OTHER, OWN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    make.AssociationFactory(languages=["fr", "en", "es"], source_language="fr")


def found(client: Client, typed: str) -> dict[str, list[dict[str, str]]]:
    """Return what the palette shows for a text, by group."""
    answer = client.get(reverse("office_find"), {"q": typed, "as": "json"})
    assert answer.status_code == 200
    return {group["title"]: group["rows"] for group in answer.json()["groups"]}


def names(client: Client, typed: str, group: str = "Records") -> list[str]:
    return [row["name"] for row in found(client, typed).get(group, [])]


def city(slug: str, **name: str) -> Any:
    organisation = make.OrganisationFactory(slug=slug, named=False)
    make.OrganisationNameFactory(organisation=organisation, name=name)
    return organisation


@pytest.mark.parametrize("typed", ["kolkata", "CALCUTTA", "calcu", "Calcúta kolk"])
def test_a_record_is_found_by_any_of_its_names_without_accents(typed: str) -> None:
    city("kolkata", en="Kolkata", fr="Calcutta", es="Calcúta")
    assert names(superuser(), typed) == ["Kolkata"]


def test_a_name_that_nothing_bears_shows_those_that_resemble_it() -> None:
    city("montreal", en="Montreal", fr="Montréal")
    make.PersonFactory(name="Octavi de la Varga")
    ana = superuser()
    assert names(ana, "Montraeal", "Names that resemble it")[0] == "Montreal"
    assert names(ana, "octavy varga", "Names that resemble it") == ["Octavi de la Varga"]
    assert found(ana, "zzzzxxxq") == {}


def test_a_seat_is_called_by_its_function_and_told_from_others_by_body_and_city() -> None:
    body = make.BodyFactory(name={"en": "Board", "fr": "Conseil"})
    make.SeatFactory(
        slug="board-member-quito", body=body, organisation=city("quito", en="Quito"), function={}
    )
    (row,) = found(superuser(), "board-member")["Records"]
    assert (row["name"], row["more"]) == ("member", "Seat · Board · Quito")


def test_names_that_begin_with_what_is_typed_come_first() -> None:
    city("new-york", en="New York")
    city("york", en="York")
    assert names(superuser(), "york") == ["York", "New York"]


@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.OFFICER, Role.REGIONAL_SECRETARY, Role.BOARD_READER]
)
def test_whatever_is_offered_is_open_to_whom_it_is_offered(role: Role) -> None:
    make.ReportFactory()
    region = make.RegionFactory(slug=OWN)
    LYING[Activity](region)
    client = signed_in(role, region=OWN)
    rows = [
        row
        for typed in ("", "a", "deputy", "report", "member")
        for one in found(client, typed).values()
        for row in one
    ]
    addresses = {row["address"] for row in rows}
    assert {reverse("wagtailadmin_home"), reverse("office_deputies")} <= addresses
    answers = {one: client.get(one).status_code for one in sorted(addresses)}
    assert {one: code for one, code in answers.items() if code not in {200, 302}} == {}


def test_doings_are_for_whom_the_table_of_rights_says() -> None:
    make.ReportFactory()
    asked = {"payment": "Book a payment", "freeze": "Freeze 2018-Q2", "log": "Log an activity"}
    expected = {
        Role.ADMINISTRATOR: {"payment", "freeze", "log"},
        Role.FINANCE: {"payment"},
        Role.OFFICER: {"log"},
        Role.BOARD_READER: set(),
    }
    for role, may in expected.items():
        client = signed_in(role)
        assert {typed for typed, name in asked.items() if name in names(client, typed, "Do")} == may, role


def test_a_doing_is_found_in_the_reader_s_language_and_in_english() -> None:
    client = superuser()
    answer = client.get(
        reverse("office_find"), {"q": "paiement", "as": "json"}, headers={"accept-language": "fr"}
    ).json()
    doings = [row["name"] for group in answer["groups"] for row in group["rows"]]
    assert "Enregistrer un paiement" in doings


def test_records_of_other_regions_are_not_there() -> None:
    own, other = (make.RegionFactory(slug=slug) for slug in (OWN, OTHER))
    for region, title in ((own, "Harbour near"), (other, "Harbour far")):
        Activity.objects.filter(pk=LYING[Activity](region).pk).update(
            title={"en": title}, search_text=title.lower()
        )
    assert sorted(names(superuser(), "harbour")) == ["Harbour far", "Harbour near"]
    assert names(signed_in(Role.REGIONAL_SECRETARY, region=OWN), "harbour") == ["Harbour near"]


def test_what_somebody_may_not_see_is_not_found() -> None:
    make.PaymentFactory(reference="RF18 5390")
    assert names(signed_in(Role.FINANCE), "RF18")
    assert names(signed_in(Role.OFFICER), "RF18") == []


def test_beginnings_of_words_come_before_letters_inside_them() -> None:
    for number in range(8):
        city(f"tableau-{number}", en=f"A tableau {number}")
    city("wells", en="Wells", fr="Eau")
    city("clear", en="Eau claire")
    found_names = names(superuser(), "eau")
    assert found_names[:2] == ["Eau claire", "Wells"], "one of them by its name in another language"
    assert found_names[2].startswith("A tableau")


def test_it_takes_no_more_queries_for_many_records_than_for_one() -> None:
    ana = superuser()

    def queries() -> int:
        found(ana, "harbour")
        with CaptureQueriesContext(connection) as asked:
            assert found(ana, "harbour")
        return len(asked)

    def record(count: int) -> None:
        for number in range(count):
            suffix = f"{count}-{number}"
            city(f"harbour-{suffix}", en="Harbour")
            make.ActivityFactory(title={"en": "Harbour", "fr": "Port"}, slug=f"harbour-{suffix}")
            make.PersonFactory(name="Harbour", slug=f"harbour-{suffix}")

    record(1)
    before = queries()
    record(20)
    assert queries() <= before


def test_texts_of_activities_are_read_once_for_what_none_has_and_names_once_for_all_kinds() -> None:
    ana = superuser()
    city("kolkata", en="Kolkata")
    make.ActivityFactory(title={"en": "Harbour"})
    with CaptureQueriesContext(connection) as asked:
        found(ana, "kolkatta harbour")
    statements = [one["sql"] for one in asked.captured_queries]
    of_texts = [
        one for one in statements if '"activities_activity"."search_text"' in one.partition("WHERE")[2]
    ]
    among_the_first = [one for one in of_texts if "IN (SELECT" in one and "LIMIT 1000)" in one]
    assert len(among_the_first) == 1
    assert len(of_texts) == 2, "among the newest, then once of all"
    of_names = [
        one
        for one in statements
        if '"members_organisationname"."search_text" LIKE' in one or 'U0."search_text" LIKE' in one
    ]
    assert len(of_names) <= 3, "once for each word, and for organisations themselves"


def test_the_page_needs_no_script() -> None:
    city("kolkata", en="Kolkata", fr="Calcutta")
    page = shown(superuser(), reverse("office_find") + "?q=calcutta")
    (link,) = page.xpath("//main//li/a[text()='Kolkata']")
    assert link.get("href").startswith("/cms/snippets/members/organisation/edit/")
    (box,) = page.xpath("//input[@id='palette-q']")
    assert box.value == "calcutta"
    assert page.xpath("//label[@for='palette-q']")


def test_nobody_who_is_not_signed_in_or_works_elsewhere_asks_it() -> None:
    assert Client().get(reverse("office_find")).status_code == 302
    answer = signed_in(Role.JUROR).get(reverse("office_find"), {"q": "a", "as": "json"})
    assert answer.status_code in {302, 403}
