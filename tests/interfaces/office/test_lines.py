"""Lists and choices in forms: by names in the reader's language, never as a list of codes."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html

from rapporteur.base.core.models import Association, RoleAssignment
from rapporteur.base.values.sections import SECTIONS
from rapporteur.interfaces.office.screens.sections import NAMES
from rapporteur.records.activities.models import Activity, BilateralMeeting
from rapporteur.records.governance.models import Mandate, Seat
from rapporteur.records.members.models import Organisation
from rapporteur.records.reports.models import Report
from tests.factories import make
from tests.support.office import errors, form_of, send, shown, superuser, url

pytestmark = pytest.mark.django_db
FRENCH = {"accept-language": "fr"}


@pytest.fixture
def ana() -> Client:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr", address=["Rue A, 1", "Lyon"])
    return superuser()


def in_french(client: Client, address: str) -> Any:
    return html.fromstring(client.get(address, headers=FRENCH).content)


def test_address_languages_and_colours_are_lines(ana: Client) -> None:
    association = Association.objects.get()
    address = url(Association, "edit", association.pk)
    values = form_of(shown(ana, address))
    assert values["address"].strip() == "Rue A, 1\nLyon"
    assert values["languages"].strip() == "French (fr)\nEnglish (en)"
    assert form_of(in_french(ana, address))["languages"].strip() == "français (fr)\nanglais (en)"
    told = send(ana, address, values, languages="French (fr)\nSpannish (es)")
    assert "did you mean 'Spanish (es)'" in " ".join(errors(told)).replace("‘", "'").replace("’", "'")
    assert told.xpath("//textarea[@name='languages']")[0].text.strip() == "French (fr)\nSpannish (es)"
    typed = {**values, "languages": "English (en)\nFrench (fr)\nspanish (es)", "address": "B"}
    assert send(ana, address, typed) is None
    association.refresh_from_db()
    assert (association.languages, association.address) == (["en", "fr", "es"], ["B"])


def test_form_that_is_sent_as_it_came_changes_no_list(ana: Client) -> None:
    before = Association.objects.values().get()
    address = url(Association, "edit", before["id"])
    assert send(ana, address, form_of(shown(ana, address))) is None
    assert Association.objects.values().get() == before


def test_sections_are_lines_by_what_they_are_called(ana: Client) -> None:
    report = make.ReportFactory(sections=["cover", "activities"])
    address = url(Report, "edit", report.pk)
    values = form_of(in_french(ana, address))
    assert values["sections"].strip().split("\n") == ["couverture", "activités"]
    again = form_of(shown(ana, address))
    assert "stands there twice" in " ".join(
        errors(send(ana, address, again, sections="cover\nactivities\nCover"))
    )
    assert "is not a name that is known here" in " ".join(errors(send(ana, address, again, sections="zzzz")))
    assert send(ana, address, again, sections="activities\ndues") is None
    assert report.revisions.latest("pk").as_object().sections == ["activities", "dues"]


def test_the_photograph_on_the_cover_is_chosen_in_the_form_that_the_report_room_leads_to(ana: Client) -> None:
    report = make.ReportFactory()
    image = make.ImageFactory()
    room = shown(ana, reverse("report_room:period", args=["2018-Q2"]))
    (link,) = [one for one in room.xpath("//main//a") if one.text_content() == "Photograph on the cover"]
    address, _, anchor = link.get("href").partition("#")
    page = shown(ana, address)
    assert page.xpath(f"//*[@id='{anchor}']")
    alt = page.xpath("//*[@id='id_cover_alt_0']")[0].get("name")
    typed = {"cover_image": image.pk, alt: "Un pont", "cover_credit": "Ana Diallo"}
    told = send(ana, address, form_of(page), **typed, cover_rights="CC BY 4.0", cover_consent="on")
    assert told is None
    draft = report.revisions.latest("pk").as_object()
    assert (draft.cover_image, [*draft.cover_alt.values()]) == (image, ["Un pont"])
    assert (draft.cover_credit, draft.cover_rights) == ("Ana Diallo", "CC BY 4.0")
    assert draft.cover_consent


def test_every_section_has_a_name() -> None:
    assert tuple(NAMES) == SECTIONS


@pytest.mark.parametrize(
    ("model", "name"), [(Organisation, "region"), (Activity, "initiative"), (Seat, "body")]
)
def test_filters_offer_records_by_name(ana: Client, model: Any, name: str) -> None:
    made = {"region": make.RegionFactory, "initiative": make.InitiativeFactory, "body": make.BodyFactory}[
        name
    ](slug="a-slug-of-it", name={"fr": "Dénomination", "en": "Denomination"})
    offered = in_french(ana, url(model, "list")).xpath(
        f"//*[@name='{name}']//option/text() | //label//text()"
    )
    words = {" ".join(one.split()) for one in offered}
    assert "Dénomination" in words
    assert made.slug not in words


def test_yes_and_no_are_words_and_buttons_speak_french(ana: Client) -> None:
    make.MandateFactory(acting=True)
    text = in_french(ana, url(Mandate, "list")).text_content()
    assert "oui" in text
    assert "True" not in text
    page = in_french(ana, url(Mandate, "add"))
    buttons = {" ".join(one.text_content().split()) for one in page.xpath("//main//button | //main//a")}
    assert not any(one.startswith(("Choose", "Edit", "Open")) for one in buttons)
    assert any(one.startswith("Choisir") for one in buttons)


def test_members_of_a_meeting_are_called_by_name_in_a_constant_number_of_queries(ana: Client) -> None:
    def asked(cities: int) -> int:
        meeting = make.BilateralMeetingFactory()
        for n in range(cities):
            city = make.OrganisationFactory(named=False)
            make.OrganisationNameFactory(organisation=city, name={"fr": f"Ville {n}", "en": f"Town {n}"})
            meeting.participants.add(city)
        address = url(BilateralMeeting, "edit", meeting.pk)
        in_french(ana, address)
        with CaptureQueriesContext(connection) as queries:
            text = in_french(ana, address).xpath("//main")[0].text_content()
        assert all(f"Ville {n}" in text for n in range(cities))
        assert not any(slug in text for slug in Organisation.objects.values_list("slug", flat=True))
        return len(queries)

    assert asked(1) == asked(8)


def test_region_of_a_role_is_called_by_its_name(ana: Client) -> None:
    make.RegionFactory(slug="latin-america", name={"fr": "Amérique latine", "en": "Latin America"})
    make.RoleAssignmentFactory(role="REGIONAL_SECRETARY", region_code="latin-america")
    for view in ("list", "add"):
        text = in_french(ana, url(RoleAssignment, view)).xpath("//main")[0].text_content()
        assert "Amérique latine" in text, view
        assert "latin-america" not in text, view
