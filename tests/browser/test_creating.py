"""Somebody who is not on record is recorded in the window of a form, which keeps what was typed in it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from rapporteur.base.core.permissions import Role
from rapporteur.records.governance.models import Mandate, Person
from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.test_passkeys import type_in, unsafe  # noqa: F401  # records are made beside the browser's loop
from tests.factories import make
from tests.support.accounts import account
from tests.support.office import url

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_person_is_looked_for_recorded_and_chosen_and_the_form_keeps_its_text(
    visit: Visitor, transactional_db: None, live_server: LiveServer
) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("ana", Role.SECRETARY_GENERAL)
    make.PersonFactory(name="Ana Weiss", slug="ana-weiss")
    visited = visit(f"{live_server.url}/account/login/?next={url(Mandate, 'add')}", trusted=True)
    page = visited.page
    type_in(page, "ana")
    page.wait_for_url("**/mandate/add/**")
    page.get_by_label("Function").first.wait_for()
    page.locator("[name=function_fr]").fill("Maire")
    page.locator("#id_person-chooser").get_by_role("button", name="Choose: person").click()
    expect(page.locator(".modal-body [name=q]")).to_be_focused()
    page.locator(".modal-body [name=q]").fill("Anna Weiß")
    page.locator("[data-record-typed]", has_text="Record “Anna Weiß” …").click()
    name = page.locator("#tab-create [name=name]")
    expect(name).to_be_focused()
    expect(name).to_have_value("Anna Weiß")
    page.keyboard.press("Enter")
    page.get_by_text("Is it one of these?").wait_for()
    assert violations(page, context=".modal-body", only=("wcag2a", "wcag2aa")) == []
    page.get_by_label("None of them: record “Anna Weiß”").check()
    page.locator("#tab-create").get_by_role("button", name="Record it").click()
    expect(page.locator("#id_person-chooser [data-chooser-title]")).to_have_text("Anna Weiß")
    expect(page.locator("[name=function_fr]")).to_have_value("Maire")
    assert sorted(Person.objects.values_list("name", flat=True)) == ["Ana Weiss", "Anna Weiß"]
    assert visited.errors == []
