"""One well-made product: our name, the reader's language, one search, one heading, names for what people read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Workflow

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.records.accounts.models import Invitation
from tests.factories import make
from tests.interfaces.office.test_admin import EVERY
from tests.support.office import shown, signed_in, superuser, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unmeasured")]
TELL_TALES = {
    "es": r"Search\b|\bHome\b|\bActions?\b|There are no|Show filters|Filter by|\bWhy not\b|\bAdd\b|\bDelete\b|"
    r"\bChoose\b|\bEdit\b|\bSave\b|\bMore options\b|\bSort by\b|\bUsage\b|\bItem\b|\bLocking\b|\bPublished\b|"
    r"\bPage \d",
    "fr": r"Search\b|\bHome\b|There are no|Show filters|Filter by|\bWhy not\b|\bAdd\b|\bDelete\b|\bChoose\b|"
    r"\bEdit\b|\bSave\b|\bMore options\b|\bSort by\b|\bUsage\b|\bItem\b|\bLocking\b|\bPublished\b|\bun\(e\)",
}
OURS = re.compile(r"[Ww]agtail(?![\w.:-])|\b[Ss]nippets?\b(?![/_])|\b[Ww]orkflows?\b(?![/_-])")
SPOKEN = ("title", "aria-label", "placeholder", "alt")
PAGES = (
    "wagtailadmin_home", "wagtailadmin_account", "office_find", "office_invitations", "wagtailusers_users:index",
    "wagtailusers_users:add", "wagtailimages:index", "wagtailimages:add", "wagtaildocs:index", "wagtaildocs:add",
    "wagtailimages:add_multiple", "report_room:index", "periods:index", "periods:exceptions", "reviews:index",
    "reviews:approvals", "reviews:remits", "follow_ups:index", "desk:index", "imports:index", "imports:new",
    "asleep:index", "outbox:index", "log:new", "noting:meeting", "noting:mention",
)  # fmt: skip


@pytest.fixture
def records() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    for factory in EVERY[1:]:
        factory()
    make.ImageFactory()


def reader_of(language: str) -> Client:
    ana = superuser()
    ana.post(reverse("office_language", args=[language]))
    return ana


def addresses() -> Iterator[str]:
    yield from (reverse(name) for name in PAGES)
    for model in DOORS:
        yield url(model, "list")
        yield url(model, "add")
        if (record := model._default_manager.first()) is not None:
            yield url(model, "edit", record.pk)


def words_of(page: Any) -> list[str]:
    """Return what a page says to who sees it and to who hears it, but what records themselves say."""
    for one in page.xpath("//script | //style | //template | //svg | //option | //code"):
        one.drop_tree()
    texts = [" ".join(one.split()) for one in page.itertext()]
    return texts + [one.get(name) for one in page.iter() for name in SPOKEN if one.get(name)]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_pages_speak_the_readers_language_and_name_the_product_alone(records: None, language: str) -> None:
    client, found = reader_of(language), list[tuple[str, str]]()
    tell_tale = re.compile(TELL_TALES[language])
    for address in addresses():
        response = client.get(address, follow=True)
        assert response.status_code == 200, address
        page = shown(client, response.request["PATH_INFO"])
        if len(page.xpath("//h1")) != 1:
            found.append((address, f"headings: {[one.text_content() for one in page.xpath('//h1')]}"))
        found += [(address, text) for text in words_of(page) if tell_tale.search(text) or OURS.search(text)]
    assert found == []


def menu_of(client: Client) -> str:
    page = shown(client, reverse("wagtailadmin_home"))
    (menu,) = page.xpath("//script[@id='wagtail-sidebar-props']")
    return str(menu.text)


def test_menu_has_one_search_no_version_and_nothing_that_builds_what_is_not_used() -> None:
    make.AssociationFactory()
    menu = menu_of(superuser())
    modules = [one["_type"] for one in json.loads(menu)["modules"]]
    assert modules == ["wagtail.sidebar.WagtailBrandingModule", "wagtail.sidebar.MainMenuModule"]
    assert reverse("office_find") in menu
    assert not re.search(r"Wagtail v\d|workflow", menu)
    assert reverse("office_invitations") in menu  # the settings are still there


def test_reviews_are_not_set_up_in_wagtails_pages() -> None:
    make.AssociationFactory()
    ana, review = superuser(), Workflow.objects.create(name="Review")
    for name, key in (
        ("index", ()), ("add", ()), ("task_index", ()), ("edit", (review.pk,)), ("disable", (review.pk,)),
    ):  # fmt: skip
        assert ana.get(reverse(f"wagtailadmin_workflows:{name}", args=key)).status_code == 404, name
    assert ana.post(reverse("wagtailadmin_workflows:disable", args=(review.pk,))).status_code == 404
    review.refresh_from_db()
    assert review.active


def test_invitations_name_regions_in_the_readers_language() -> None:
    make.AssociationFactory(languages=["fr", "es"])
    make.RegionFactory(slug="asia-pacific", name={"fr": "Asie-Pacifique", "es": "Asia-Pacífico"})
    client, address = reader_of("es"), reverse("office_invitations")
    assert ("asia-pacific", "Asia-Pacífico") in [
        (one.get("value"), one.text)
        for one in shown(client, address).xpath("//select[@name='region']/option")
    ]
    given = {
        "email": "rui@example.org", "role": "REGIONAL_SECRETARY", "region": "asia-pacific",
        "language": "fr", "days": "3",
    }  # fmt: skip
    page = client.post(address, given).content.decode()
    assert Invitation.objects.get().region_code == "asia-pacific"
    link = re.search(r'value="https?://[^/]+(/account/[^"]+)"', page)
    assert link is not None
    assert "(Asia-Pacífico)" in page
    assert "(asia-pacific)" not in page
    taken = Client().get(link[1], follow=True).content.decode()
    assert "(Asie-Pacifique)" in taken
    refused = client.post(address, {**given, "email": "eva@example.org", "region": "atlantis"})
    assert Invitation.objects.count() == 1
    assert refused.status_code == 200


@pytest.mark.parametrize("name", ["periods:period", "report_room:period"])
def test_a_period_is_named_and_its_code_is_in_the_address_alone(name: str) -> None:
    make.AssociationFactory()
    make.ReportFactory(period_start="2018-04-01", period_end="2018-07-01")
    client = superuser()
    page = shown(client, reverse(name, args=["2018-Q2"]))
    assert "April–June 2018" in page.xpath("//h1")[0].text_content()
    assert [one for one in words_of(page) if "2018-Q2" in one] == []
    listed = [
        one for one in words_of(shown(client, reverse(name.partition(":")[0] + ":index"))) if "2018" in one
    ]
    assert "April–June 2018" in listed
    assert [one for one in listed if "2018-Q2" in one and "2018-H1" not in one] == []  # but how one is typed


def test_who_has_nothing_in_the_office_is_told_what_there_is() -> None:
    page = signed_in(Role.MEMBER_CONTACT).get("/cms/", follow=True)
    assert "published reports are on the first page" in page.content.decode()


@pytest.mark.parametrize(
    ("language", "said"), [("es", "1 entrada del historial"), ("fr", "1 entrée du journal")]
)
def test_the_history_counts_its_entries_in_the_readers_language(language: str, said: str) -> None:
    make.AssociationFactory()
    record = make.OrganisationFactory()
    AuditEntry.objects.create(
        record_type=record._meta.label_lower, record=record.slug, by="ana", action="created", changes={}
    )
    page = shown(reader_of(language), url(type(record), "history", record.pk))
    assert said in " ".join(words_of(page))
