"""The palette in a real browser: by keyboard, on a narrow screen in the dark, with the names that are read out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.office import Office, new_page, office_over, sign_in

NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def officer(browser: Browser, office: Office) -> Iterator[Callable[..., Page]]:
    """Open the office as an officer, in a browser of their own."""
    contexts = []

    def opened(viewport: dict[str, int], to: str, *, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport=viewport, locale="en-GB", bypass_csp=True, reduced_motion="reduce",  # type: ignore[arg-type]  # a size
            color_scheme="dark" if dark else "light",
        )  # fmt: skip
        contexts.append(context)
        page = new_page(context)
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        sign_in(page, office, "octavi", to=to)
        return page

    yield opened
    for context in contexts:
        context.close()


def faults_of(page: Page, part: str) -> list[str]:
    """Return what axe finds within a part of the page."""
    found = violations(page, context=part, only=("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def test_the_palette_finds_a_record_by_keyboard_in_any_language(officer: Callable[..., Page]) -> None:
    page = officer(NARROW, "/cms/", dark=True)
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="A name, or what you want to do")
    expect(box).to_be_focused()
    box.press_sequentially("calcutta")
    first = page.get_by_role("group", name="Records").get_by_role("option", name="Kolkata")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    assert faults_of(page, ".palette") == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.keyboard.press("Escape")
    expect(page.locator("dialog.palette")).to_be_hidden()
    page.keyboard.press("Control+k")
    box.press_sequentially("log an act")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cms/log/")
