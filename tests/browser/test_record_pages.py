"""The page of a record in a browser: a field put back, two organisations merged and that undone; open to everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from rapporteur.base.core.permissions import Role, operator
from rapporteur.base.values.localized import LocalizedText
from rapporteur.records.members.actions import record_organisation
from rapporteur.records.members.models import Organisation
from rapporteur.records.members.shapes import DatedName, OrganisationShape
from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.test_passkeys import type_in, unsafe  # noqa: F401  # records are made beside the browser's loop
from tests.browser.widths import cut_off
from tests.factories import make
from tests.support.accounts import account
from tests.support.office import url

SCREEN: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 700}
pytestmark = pytest.mark.django_db(transaction=True)


def faults(page: Page) -> list[str]:
    """Return what keeps somebody from reading or using a page: wide, narrow, in the dark."""
    found = []
    for size, scheme in ((SCREEN, "light"), (SCREEN, "dark"), (NARROW, "light")):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        wrong = violations(page, context="main", only=("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
        found += [f"{scheme} {size['width']}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in wrong]
        found += [f"{size['width']}: cut off: {one}" for one in cut_off(page)]
    page.set_viewport_size(SCREEN)
    return found


def a_city(slug: str, name: str, note: str) -> Any:
    shape = OrganisationShape(
        slug=slug, kind="CITY", country="IN", names=(DatedName(name=LocalizedText({"fr": name, "en": name})),),
        note=note,
    )  # fmt: skip
    return record_organisation(by=operator("rui"), organisation=shape).record


def test_a_field_is_put_back_and_two_cities_are_merged_and_parted_again(
    visit: Visitor, transactional_db: None, live_server: LiveServer
) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("ana", Role.ADMINISTRATOR)
    a_city("kolkata", "Kolkata", "On the Hooghly")
    kept, other = a_city("kolkata", "Kolkata", "A mistake"), a_city("calcutta", "Calcutta", "")
    for city, year in ((kept, 2015), (other, 2010)):
        make.MembershipFactory(organisation=city, start=date(year, 1, 1))
    at = f"{live_server.url}{url(Organisation, 'inspect', kept.pk)}"
    visited = visit(
        f"{live_server.url}/account/login/?next={url(Organisation, 'inspect', kept.pk)}", trusted=True
    )
    page = visited.page
    type_in(page, "ana")
    page.wait_for_url(at)
    assert faults(page) == []

    page.get_by_role("link", name="Restore: Note").press("Enter")
    expect(page.locator("main dl")).to_contain_text("On the Hooghly")
    assert faults(page) == []
    page.get_by_role("button", name="Restore it").press("Enter")
    page.wait_for_url(at)
    expect(page.locator(".messages")).to_contain_text("Note of Kolkata is restored.")
    expect(page.locator("section[aria-labelledby=record-facts]")).to_contain_text("On the Hooghly")

    page.get_by_role("link", name="Merge with another").press("Enter")
    page.get_by_label("Which one goes?").fill("calcuttá")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Calcutta", exact=True).press("Enter")
    assert faults(page) == []
    page.get_by_role("group", name="Memberships").get_by_label("1 January 2010").check()
    page.get_by_role("button", name="Merge", exact=True).press("Enter")
    page.wait_for_url(at)
    expect(page.locator("section[aria-labelledby=record-names]")).to_contain_text("Calcutta")
    expect(page.locator("section[aria-labelledby=record-timeline]")).to_contain_text("1 January 2010")

    page.get_by_role("link", name="Undo").press("Enter")
    page.get_by_role("button", name="Undo it").press("Enter")
    expect(page.locator(".messages")).to_contain_text("Calcutta is there again.")
    page.goto(at)
    expect(page.locator("section[aria-labelledby=record-timeline]")).to_contain_text("1 January 2015")
