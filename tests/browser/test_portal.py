"""The portal in a browser: read aloud in every language and scheme, at every width, and a reader's ways through it."""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import copy_context
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.browser.axe import violations
from tests.browser.conftest import Visit
from tests.browser.office import new_page
from tests.browser.test_passkeys import unsafe  # noqa: F401  # records are made beside the browser's loop
from tests.support.portal import plain_edition, public_network

pytestmark = pytest.mark.django_db
SITE = "http://localhost"
"""Answered in this process: an edition cannot be taken out of a database that is used again."""
ROUTES = (
    "", "reports/", "reports/2018-Q2/", "activities/?kind=MEETING&q=ports", "activities/meeting-1/", "plan/",
    "members/?region=south", "members/town-1/", "who/?on=2018-06-30", "search/?q=seville", "search/?q=sevlile",
)  # fmt: skip
LANGUAGES = ("fr", "en", "es")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (1440, 820, 390, 320)
MOST_REQUESTS = 12


def answered(path: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of what stands at an address."""
    given = Client(headers={"host": "localhost"}).get(path)
    return given.status_code, dict(given.headers), b"".join(given) if given.streaming else given.content


@pytest.fixture
def reader(browser: Browser, db: None) -> Iterator[Visit]:
    """Somebody who is at home, in French."""
    public_network(activities=6)
    plain_edition()
    context = browser.new_context(
        viewport={"width": 390, "height": 900}, bypass_csp=True, reduced_motion="reduce"
    )
    own = copy_context()  # in which the connection is that of the test: the browser's loop has one of its own

    def answer(route: Route) -> None:
        parts = urlsplit(route.request.url)
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        status, headers, body = own.run(answered, path)
        route.fulfill(status=status, headers=headers, body=body)

    context.route(f"{SITE}/**", answer)
    visited = Visit(new_page(context))
    visited.page.on("pageerror", lambda error: visited.errors.append(str(error)))
    visited.page.on("console", lambda said: visited.errors.append(said.text))
    visited.page.on("request", lambda request: visited.requests.append(request.url))
    visited.page.goto(f"{SITE}/fr/", wait_until="load")
    yield visited
    context.close()


def faults(page: Page, contrast: bool) -> list[str]:
    """Return what keeps somebody from reading a page, in either scheme."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{scheme}: {one['id']}: {one['nodes'][0]['html'][:160]}"
            for one in violations(page, contrast=contrast)
        ]
    return found


def test_every_page_can_be_read_by_everybody(reader: Visit) -> None:
    """In every language and scheme; and at every width, down to that of a window magnified fourfold.

    Colours are the same in every language: they are looked at in one.
    """
    page, wrong = reader.page, {}
    assert len(reader.requests) <= MOST_REQUESTS
    for language in LANGUAGES:
        for route in ROUTES:
            page.goto(f"{SITE}/{language}/{route}")
            wrong[f"{language}/{route}"] = faults(page, contrast=language == "fr")
            for width in WIDTHS if language == "fr" else ():
                page.set_viewport_size({"width": width, "height": 900})
                if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
                    wrong[f"{language}/{route}"].append(f"it is wider than {width} px")
    assert {address: some for address, some in wrong.items() if some} == {}
    assert reader.errors == []
    assert {address for address in reader.requests if not address.startswith(SITE)} == set()


def test_reader_finds_what_was_done_with_a_city_and_takes_it_away(reader: Visit) -> None:
    """Two steps to one's city; to an activity, in another language; from a cell of the plan to its evidence."""
    page = reader.page
    page.get_by_role("searchbox").fill("sevilla 1")
    page.keyboard.press("Enter")
    page.get_by_role("main").get_by_role("link", name="Séville 1").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Séville 1"
    feed: Any = page.locator("link[type='application/atom+xml']").get_attribute("href")
    assert "member=town-1" in feed
    page.get_by_role("link", name="English").click()
    assert page.url == f"{SITE}/en/members/town-1/"
    page.get_by_role("link", name="Meeting of ports 1").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Meeting of ports 1"

    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="6 activities").click()
    assert page.get_by_text("6 activities", exact=True).count() == 1
    shared = page.url
    page.get_by_label("Region").select_option("South")
    page.get_by_role("button", name="Show").click()
    assert "region=south" in page.url
    assert page.url != shared
    page.get_by_role("link", name="Remove this filter: Region, South").click()
    assert page.locator(".entry").count() == 6
