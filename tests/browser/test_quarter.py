"""A quarter carried in the browser alone, by six people who read in three languages: from nothing to the edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.office import Hands, Office, new_page, office_over, sign_in

PEOPLE = {"sofia": "SECRETARY_GENERAL", "teo": "TRANSLATOR", "rosa": "REGIONAL_SECRETARY"}
READS = {
    "sofia": "fr-FR",
    "octavi": "fr-FR",
    "lia": "en-GB",
    "agnes": "en-GB",
    "teo": "en-GB",
    "rosa": "es-ES",
}
PERIOD, ROOM = "/cms/periods/2018-Q2/", "/cms/report-room/2018-Q2/"

TEXTS = {
    "en": ("Meeting of the steering committee", "Three cities came.", "Berlin, Brussels and Quito."),
    "es": ("Reunión del comité directivo", "Vinieron tres ciudades.", "Berlin, Bruxelles y Quito."),
}


# One engine: what is tried is whether the pages hand over to each other.


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network in which nothing has happened yet."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"), people=PEOPLE)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def somebody(browser: Browser, office: Office) -> Iterator[Callable[[str, str], Page]]:
    """Open a page as somebody, in the browser and the language of their own."""
    contexts = {}

    def opened(name: str, to: str) -> Page:
        if name not in contexts:
            contexts[name] = browser.new_context(
                viewport={"width": 1440, "height": 900}, locale=READS[name], reduced_motion="reduce"
            )
        page = new_page(contexts[name])
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        sign_in(page, office, name, to=to)
        return page

    yield opened
    for context in contexts.values():
        context.close()


def log(page: Page, title: str, when: str, where: str, code: str, member: str) -> None:
    """Log an activity by keyboard, and go on to its form."""
    hands = Hands(page).type(title).press("Tab", "Tab").type(when).press("Tab").type(where)
    hands.press("Enter", "Tab", "Tab").type(code).press("Enter")
    expect(page.locator("#log-chips-codes .log-chip")).to_have_count(1)
    hands.press("Tab").type(member).press("Enter")
    expect(page.locator("#log-chips-names .log-chip")).to_have_count(1)
    page.locator("button[value=details]").click()
    page.wait_for_url(re.compile("/edit/"), wait_until="domcontentloaded")


def write(page: Page, number: int, text: str) -> None:
    """Write a text of the form: `number` is its language in the order of the association's."""
    page.locator(".public-DraftEditor-content").nth(number).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)  # and what comes next comes at once: the form is sent with the last letter


def submit(page: Page) -> None:
    """Put what the form holds to review."""
    with page.expect_navigation():
        page.locator("footer [name=action-submit]").click()


def translate(page: Page, language: str, texts: tuple[str, ...]) -> None:
    """Translate the activity that is open: a box for each sentence, title first."""
    page.goto(f"{page.url.split('/translations/')[0]}/translations/2018-Q2/?kind=activities.activity")
    page.locator(f"section[aria-labelledby=desk-records] a[href*='/{language}/']").first.click()
    boxes = page.locator("textarea")
    expect(boxes).to_have_count(len(texts))
    for box, text in zip(boxes.all(), texts, strict=True):
        box.fill(text)
    with page.expect_navigation():
        page.locator("button[name=save]").click()
    expect(page.locator(".desk-refused")).to_have_count(0)


def step(page: Page, name: str) -> None:
    """Press the button of a step of the period, the first of that name on the page."""
    with page.expect_navigation():
        page.locator(f"form:has(input[value={name}]) button").first.click()


def test_quarter_is_carried_from_nothing_to_the_edition(somebody: Callable[[str, str], Page]) -> None:
    octavi = somebody("octavi", "/cms/log/")
    log(octavi, "Réunion du comité directeur", "5-6 avril", "Brux", "L2M5D1", "quit")
    write(octavi, 0, "Trois villes sont venues.")
    submit(octavi)
    agnes = somebody("agnes", "/cms/reviews/")
    agnes.locator("main tbody a").first.click()
    agnes.locator("button[value=return]").wait_for()
    agnes.fill("#review-comment", "Which cities?")
    agnes.locator("button[value=return]").click()
    agnes.wait_for_url(re.compile("/reviews/$"))
    octavi.goto(octavi.url.split("/cms/")[0] + "/cms/")
    octavi.locator("#start-returned + ul a").click()
    write(octavi, 0, " Berlin, Bruxelles et Quito.")
    submit(octavi)
    agnes.goto(agnes.url.split("/cms/")[0] + "/cms/reviews/")
    agnes.locator("main tbody a").first.click()
    with agnes.expect_navigation():
        agnes.locator("button[value=approve]").click()
    teo = somebody("teo", "/cms/translations/2018-Q2/")
    for language, texts in TEXTS.items():
        translate(teo, language, texts)
    sofia = somebody("sofia", PERIOD)
    step(sofia, "call")
    site = sofia.url.split("/cms/")[0]
    octavi.goto(site + PERIOD)
    step(octavi, "send")
    rosa = somebody("rosa", PERIOD)
    step(rosa, "declare_nothing")
    sofia.goto(site + PERIOD)
    step(sofia, "close")
    sofia.goto(f"{site}{ROOM}freeze/")
    sofia.fill("[name=confirm]", "2018-Q2")
    sofia.locator("main form button").click()
    sofia.locator("a[href$='/report-room/2018-Q2/']").last.wait_for(timeout=120_000)
    sofia.goto(site + ROOM)
    files = sofia.locator("section[aria-labelledby=room-editions] td a").all_inner_texts()
    assert len(files) == 16, files
    assert {name.split(".")[1] for name in files if name.endswith(".pdf")} == {"fr", "en", "es"}
