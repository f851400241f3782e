"""The translation desk in a real browser: a quarter's open texts by keyboard alone; nothing typed is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.office import Hands, Office, new_page, office_over, sign_in

SCREEN, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
DESK = "/cms/translations/2018-Q2/"
OF_ACTIVITIES = f"{DESK}?kind=activities.activity"


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network, a translator and some open texts."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"), desk=True)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def translator(browser: Browser, office: Office) -> Iterator[Callable[..., Page]]:
    """Open the desk as the translator, in a browser of their own."""
    contexts = []

    def opened(*, viewport: dict[str, int] = SCREEN, trusted: bool = False, to: str = OF_ACTIVITIES) -> Page:
        context = browser.new_context(
            viewport=viewport, locale="en-GB", bypass_csp=trusted, reduced_motion="reduce"  # type: ignore[arg-type]  # a size
        )  # fmt: skip
        contexts.append(context)
        page = new_page(context)
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        sign_in(page, office, "teo", to=to)
        return page

    yield opened
    for context in contexts:
        context.close()


def faults_of(page: Page) -> list[str]:
    """Return what axe finds within our part of the page."""
    found = violations(page, context="main", only=("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@pytest.mark.one_engine
@pytest.mark.parametrize("viewport", [SCREEN, PHONE], ids=["screen", "phone"])
def test_pages_are_open_to_everybody_and_fit(
    translator: Callable[..., Page], viewport: dict[str, int]
) -> None:
    page = translator(viewport=viewport, trusted=True)
    for link in ("", "b-stale/"):
        if link:
            page.goto(page.url.split("?")[0] + f"en/activities.activity/{link}")
        expect(page.locator(".desk")).to_be_visible()
        assert faults_of(page) == [], link
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wider) <= 0, link


@pytest.mark.one_engine
def test_what_was_typed_is_there_again_after_the_browser_was_killed(
    translator: Callable[..., Page],
) -> None:
    page = translator(to=f"{DESK}en/activities.activity/c-missing/")
    expect(page.locator("textarea").last).to_be_focused()
    Hands(page).type("On 4 June and then the ")
    page.wait_for_timeout(1_000)  # it is kept a third of a second after a pause
    again = new_page(page.context)
    address = page.url
    page.close(run_before_unload=False)
    again.goto(address)
    expect(again.locator("textarea").last).to_have_value("On 4 June and then the ")
    expect(again.locator("#desk-unsent")).to_contain_text("not saved")
    again.locator("#desk-unsent button").press("Enter")
    expect(again.locator("textarea").last).to_have_value("")


def test_open_texts_of_a_quarter_are_translated_by_keyboard_alone(
    translator: Callable[..., Page], record_property: Callable[[str, object], None]
) -> None:
    page = translator()
    rows = page.locator("section[aria-labelledby=desk-records] tbody tr")
    expect(rows).to_have_count(3)
    rows.first.locator("a").focus()
    hands = Hands(page).press("Enter")

    box = page.locator("textarea:focus")
    expect(box).to_have_value("Two cities came.")
    expect(page.locator(".desk-changed del").first).to_have_text("Deux")
    expect(page.locator(".desk-changed ins").first).to_have_text("Trois")
    hands.think().press("Control+a").type("Three cities came.").press("Control+Enter")

    page.wait_for_url("**/c-missing/")
    expect(box).to_have_value("")
    hands.think().press("Alt+1")
    expect(box).to_have_value("On 4 June, 12,000 cities met in Kolkata.")
    hands.press("Control+Enter")

    page.wait_for_url("**/d-reworded/")
    expect(box).to_have_value("A word too many.")
    hands.think().press("Alt+0")
    expect(page.locator("[name=meaning-1]")).to_be_checked()
    hands.press("Control+Enter")
    page.wait_for_url(lambda address: "d-reworded" not in address)
    page.goto(page.url.split("/en/")[0].split("?")[0].rstrip("/") + "/?kind=activities.activity")
    expect(page.locator("main")).to_contain_text("Nothing is open here.")
    expect(page.locator("section[aria-labelledby=desk-people]")).to_contain_text("teo")
    told = f"three texts: {hands.keys} keys, {hands.decisions} decisions, {hands.seconds:.1f} s"
    record_property("translating by keyboard", told)
    sys.stderr.write(f"\nTranslating by keyboard: {told}\n")
