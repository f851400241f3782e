"""Pages of the office on the smallest phone, in the language with the longest words: nothing is cut off.

Wagtail hides what is wider than its page, so no width says that a button cannot be reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser

from rapporteur.interfaces.office.pages.addresses import INSIDE, NEEDS
from tests.browser.office import Office, new_page, office_over, sign_in
from tests.browser.widths import cut_off

PHONE = {"width": 320, "height": 640}
FEWEST = 20
"""Pages that are looked at; fewer would mean that they are no longer found."""


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network, and somebody who may see all."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"), people={"ada": "ADMINISTRATOR"})
    running.start()
    yield running
    running.stop()


def own_pages() -> Iterator[str]:
    """Yield the addresses of our own pages that are of no single record."""
    for name in sorted({*INSIDE, *chain.from_iterable(NEEDS.values())}):
        if not name.startswith("wagtail"):
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue


def test_no_page_is_cut_off_on_a_small_phone(browser: Browser, office: Office) -> None:
    context = browser.new_context(viewport=PHONE, locale="es", reduced_motion="reduce")  # type: ignore[arg-type]  # a size
    page = new_page(context)
    sign_in(page, office, "ada")
    seen, found = [], {}
    for address in (*own_pages(), "/cms/", "/cms/account/", "/cms/images/", "/cms/documents/", "/cms/users/"):
        answer = context.request.get(f"{office.address}{address}", max_redirects=0)
        if answer.ok and "<main" in answer.text():
            page.goto(f"{office.address}{address}")
            seen.append(address)
            if wrong := cut_off(page):
                found[address] = wrong
    context.close()
    assert found == {}
    assert len(seen) >= FEWEST, seen
