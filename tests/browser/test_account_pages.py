"""Pages of one's own account in a browser: read aloud, on a telephone, in each language, under their policy."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from rapporteur.base.core.permissions import Role
from tests.browser.axe import violations
from tests.browser.conftest import Visitor
from tests.browser.test_passkeys import type_in, unsafe  # noqa: F401  # records are made beside the browser's loop
from tests.factories import make
from tests.support.accounts import account

PHONE: ViewportSize = {"width": 390, "height": 900}
SCREEN: ViewportSize = {"width": 1280, "height": 900}
pytestmark = pytest.mark.django_db(transaction=True)
OUTSIDE = ("login/", "password/forgotten/", "password/forgotten/sent/", "signup/", "invitation/")
INSIDE = (
    "factors/", "factors/app/", "factors/passkeys/add/", "sessions/", "deputies/", "mails/", "password/change/",
    "again/", "welcome/",
)  # fmt: skip


def faults(page: Page) -> list[str]:
    """Return what keeps somebody from reading or using a page on a screen or on a telephone; leave it a telephone's."""
    found = []
    for size in (SCREEN, PHONE):
        page.set_viewport_size(size)
        found += [
            f"{size['width']}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in violations(page)
        ]
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
            found.append(f"{size['width']}: it is wider than the window")
    return found


def test_pages_can_be_read_and_used_by_everybody(
    visit: Visitor, transactional_db: None, live_server: LiveServer
) -> None:
    make.AssociationFactory()
    account("ana", Role.ADMINISTRATOR)
    start = f"{live_server.url}/account/"
    visited = visit(f"{start}login/", width=PHONE["width"], trusted=True)
    wrong: dict[str, Any] = {}
    for path in OUTSIDE:
        visited.page.goto(start + path)
        wrong[path] = faults(visited.page)
    visited.page.goto(f"{start}login/")
    type_in(visited.page, "ana", "a wrong one")
    wrong["refused"] = faults(visited.page)
    type_in(visited.page, "ana")
    visited.page.wait_for_url("**/cms/")
    for path in INSIDE:
        visited.page.goto(start + path)
        wrong[path] = faults(visited.page)
    visited.page.goto(f"{start}sessions/")
    visited.page.locator("form[action$='logout/'] button").click()
    visited.page.locator(".account-messages li").first.wait_for()
    wrong["signed out"] = faults(visited.page)
    assert {path: found for path, found in wrong.items() if found} == {}
