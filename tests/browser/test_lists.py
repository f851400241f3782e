"""Lists in a real browser: a view that is saved, found again, changed and shared; rows chosen by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.office import Office, new_page, office_over, sign_in

LIST = "/cms/snippets/members/organisation/"
ROW, TARGET = 36, 24
"""Pixels of a row of one line, and the fewest of what is pressed in it (WCAG 2.2, 2.5.8)."""
HEIGHTS = """() => [...document.querySelectorAll("table.listing tbody tr")].map(
    one => one.getBoundingClientRect().height)"""
TARGETS = """() => [...document.querySelectorAll("table.listing tbody :is(input, summary)")].map(one => {
    const { width, height } = one.getBoundingClientRect();
    return Math.min(width, height);
})"""
STANDARD = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def session(browser: Browser, office: Office) -> Iterator[Callable[..., Page]]:
    """Open the office as somebody, in a browser of their own each time."""
    contexts = []

    def opened(name: str, to: str = LIST) -> Page:
        context = browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="en-GB", bypass_csp=True, reduced_motion="reduce"
        )
        contexts.append(context)
        page = new_page(context)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        sign_in(page, office, name, to=to)
        return page

    yield opened
    for context in contexts:
        context.close()


def faults_of(page: Page, part: str) -> list[str]:
    """Return what axe finds within a part of the page."""
    found = violations(page, context=part, only=STANDARD)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]
    ]


def rows(page: Page, *names: str) -> None:
    """Expect exactly these rows, in this order."""
    expect(page.locator("table.listing tbody td.title [id$=_title]")).to_have_text(list(names))


def save(page: Page, name: str, *, share: bool = False) -> None:
    """Save what is seen as a view."""
    page.get_by_text("Save this view", exact=True).click()
    page.get_by_label("Name of the view").fill(name)
    if share:
        page.get_by_label("Share it with the office").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text(f"The view “{name}” is saved.")).to_be_visible()


def test_a_view_is_saved_found_again_changed_and_shared(session: Callable[..., Page]) -> None:
    page = session("octavi")
    page.locator("#id_q").fill("barcelon")
    rows(page, "Barcelona (city)", "Barcelona (metropolitan area)")
    save(page, "Both Barcelonas")
    rows(page, "Barcelona (city)", "Barcelona (metropolitan area)")

    later = session("octavi")  # another browser, another day
    later.get_by_role("navigation", name="Views").get_by_role("link", name="Both Barcelonas").click()
    rows(later, "Barcelona (city)", "Barcelona (metropolitan area)")
    expect(later.locator("#id_q")).to_have_value("barcelon")
    later.reload()
    rows(later, "Barcelona (city)", "Barcelona (metropolitan area)")
    later.locator("#id_q").fill("calcutta")
    save(later, "Both Barcelonas", share=True)  # in place of what it was, and before the rows came
    rows(later, "Kolkata")

    other = session("lia")
    other.get_by_role("navigation", name="Views").get_by_role("link", name="Both Barcelonas").click()
    rows(other, "Kolkata")
    other.get_by_role("navigation", name="Views").get_by_role("link", name="All").click()
    expect(other.locator("table.listing tbody tr")).to_have_count(7)


@pytest.mark.parametrize("address", [LIST, "/cms/snippets/plan/node/", "/cms/periods/"])
def test_rows_are_dense_and_what_is_pressed_in_them_is_large_enough(
    session: Callable[..., Page], address: str
) -> None:
    page = session("agnes", to=address)
    heights = page.evaluate(HEIGHTS)
    assert heights
    assert max(heights) <= ROW, heights
    assert min([TARGET, *page.evaluate(TARGETS)]) >= TARGET
    page.set_viewport_size({"width": 390, "height": 844})
    assert min([TARGET, *page.evaluate(TARGETS)]) >= TARGET
    assert faults_of(page, "table.listing") == []


def test_rows_are_chosen_by_keyboard_and_something_is_done_with_all(session: Callable[..., Page]) -> None:
    page = session("lia")
    box = page.get_by_role("row", name="Berlin").get_by_role("checkbox")
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("row", name="Brussels").get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    foot = page.get_by_role("region", name="What is done with the chosen rows")
    expect(foot.get_by_role("status")).to_contain_text("2")
    assert faults_of(page, "[data-bulk-action-footer]") == []
    foot.get_by_role("link", name="Note a follow-up").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_text(["Berlin", "Brussels"])
    page.get_by_label("What is to be done").fill("Ask who the focal point is")
    page.get_by_role("button", name="Look first").click()
    expect(page.get_by_role("heading", name="Will be done: 2")).to_be_visible()
    assert faults_of(page, ".selection") == []
    page.get_by_role("button", name="Note a follow-up").click()
    expect(page.get_by_role("heading", name="Done: 2")).to_be_visible()
    page.get_by_role("link", name="Back to the list").click()
    page.get_by_role("checkbox", name="Select all").first.check()
    expect(page.get_by_role("region", name="What is done with the chosen rows")).to_contain_text("7")
