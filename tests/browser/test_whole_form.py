"""The whole form of a record in a real browser: nothing that is typed is lost, whatever ends before it is saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.axe import violations
from tests.browser.office import Office, new_page, office_over, sign_in
from tests.browser.office_server import PASSWORD

ADD = "/cms/snippets/activities/activity/add/"
SAVE = "Save draft"
STOPS = 43
"""Presses of Tab that lead from the first field of the whole form to the button that ends the work on it."""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal {mso-style-parent: ""}</style></head>
<body><!--[if gte mso 9]><xml><o:p>x</o:p></xml><![endif]-->
<p class=MsoNormal style='mso-margin-top-alt: auto'>
<span lang=EN-GB style='font-family: Calibri; color: #C00000'>Fifty cities <b>met</b>.<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list: l0 level1 lfo1'><span style='color: red'>First point</span></p>
</body></html>"""
PASTE = """(editor, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", "Fifty cities met. First point");
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
STOP = "document.activeElement.closest('footer') ? 'footer' : document.activeElement.name ?? ''"
"""The field on which somebody is; at the end the buttons that save, publish or put to review."""
LETTERS_ARE_KEPT = 700
"""Milliseconds after which the browser has on its disk what was typed."""


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def agnes(browser: Browser, office: Office) -> Iterator[Page]:
    """A reviewer in front of a new activity."""
    context: BrowserContext = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    page = new_page(context)
    sign_in(page, office, "agnes", to=ADD)
    yield page
    context.close()


def fill_in(page: Page, title: str) -> None:
    """Type a title, days and a text into the form."""
    page.fill("[name=title_fr]", title)
    page.fill("[name=start_date]", "12 April 2018")
    page.fill("[name=end_date]", "12 April 2018")
    page.select_option("[name=kind]", "CONFERENCE")
    editor = page.locator("[role=textbox][contenteditable=true]").first
    editor.click()
    page.keyboard.type(f"{title}, in many words")


def expect_filled(page: Page, title: str) -> None:
    """Find what was typed in the form, the text in its editor too."""
    expect(page.locator("[name=title_fr]")).to_have_value(title)
    expect(page.locator("[role=textbox][contenteditable=true]").first).to_have_text(f"{title}, in many words")


def save(page: Page) -> None:
    page.get_by_role("button", name=SAVE).click()


@pytest.mark.one_engine
def test_languages_stand_beside_each_other_where_there_is_room(agnes: Page) -> None:
    def places() -> list[tuple[float, float]]:
        boxes = (agnes.locator(f"[name=title_{one}]").bounding_box() for one in ("fr", "en", "es"))
        return [(box["x"], box["y"]) for box in boxes if box]

    agnes.set_viewport_size({"width": 1440, "height": 900})
    agnes.reload()
    assert len({y for _, y in places()}) == 1
    assert len({x for x, _ in places()}) == 3
    agnes.set_viewport_size({"width": 390, "height": 844})
    agnes.reload()
    assert len({x for x, _ in places()}) == 1
    assert len({y for _, y in places()}) == 3


@pytest.mark.one_engine
def test_save_and_the_end_of_the_form_are_a_key_away_from_anywhere_in_it(agnes: Page, office: Office) -> None:
    agnes.locator("body").press("Tab")
    skip = agnes.get_by_role("link", name="Skip to what saves this form")
    for _ in range(3):
        if skip.evaluate("one => one === document.activeElement"):
            break
        agnes.keyboard.press("Tab")
    expect(skip).to_be_focused()
    agnes.keyboard.press("Enter")
    expect(agnes.get_by_role("button", name=SAVE)).to_be_focused()
    assert agnes.get_by_role("button", name=SAVE).get_attribute("aria-keyshortcuts") == "Control+S"
    fill_in(agnes, "Saved by a key")
    agnes.keyboard.press("Control+s")
    agnes.wait_for_url("**/edit/**")
    expect_filled(agnes, "Saved by a key")
    agnes.locator("[name=title_fr]").fill("Published by a key")
    publish = agnes.locator("footer button[name=action-publish]")
    expect(publish.first).to_have_attribute("aria-keyshortcuts", "Control+Enter")
    agnes.keyboard.press("Control+Enter")
    refused = agnes.locator(".messages .error")
    expect(refused).to_contain_text("Published by a key")  # under no line of the plan: asked, not published
    expect(refused).to_contain_text("Publish it all the same?")
    with agnes.expect_navigation():
        agnes.locator("[name=title_fr]").press("Control+Enter")
    expect(refused).to_contain_text("Publish it all the same?")  # which no key answers
    violations_of_form = violations(agnes, only=("wcag2a", "wcag2aa"), contrast=False)
    assert violations_of_form == []


@pytest.mark.one_engine
def test_tab_leads_from_the_first_field_to_the_end_in_few_steps(
    agnes: Page, record_property: Callable[[str, object], None]
) -> None:
    agnes.locator("[name=title_fr]").focus()
    stops = [agnes.evaluate(STOP)]
    while stops[-1] != "footer" and len(stops) <= 3 * STOPS:
        agnes.keyboard.press("Tab")
        stops.append(agnes.evaluate(STOP))
    record_property("stops of the whole form", len(stops))
    assert {"title_es", "start_date", "kind", "note"} <= set(stops)
    assert len(stops) <= STOPS, stops
    agnes.get_by_role("button", name="Add place").press("Enter")
    agnes.wait_for_timeout(100)
    assert agnes.locator(".w-panel__anchor:not([tabindex='-1'])").count() == 0, "of rows that are added, too"


@pytest.mark.one_engine
def test_what_is_pasted_from_word_is_clean_and_a_refused_form_keeps_it(agnes: Page) -> None:
    fill_in(agnes, "Forum of Word")
    editor = agnes.locator("[role=textbox][contenteditable=true]").nth(1)
    editor.click()
    editor.evaluate(PASTE, WORD)
    expect(editor).to_have_text(re.compile(r"Fifty cities.*met.*First point"))
    agnes.fill("[name=start_date]", "the day before")
    save(agnes)
    expect(agnes.locator("#panel-child-start_date-errors, .error-message").first).to_be_visible()
    expect_filled(agnes, "Forum of Word")
    expect(agnes.locator("[name=start_date]")).to_have_value("the day before")
    agnes.fill("[name=start_date]", "12 April 2018")
    save(agnes)
    expect(agnes.locator(".messages .success")).to_contain_text("Forum of Word")
    expect(editor).to_have_text(re.compile(r"Fifty cities.*met.*First point"))
    kept = " ".join(one.input_value() for one in agnes.locator("[data-draftail-input]").all())
    assert "BOLD" in kept
    assert not re.search("mso|color|Calibri|o:p|<", kept), kept


def test_a_session_that_ended_is_begun_anew_on_the_form_which_is_saved(agnes: Page) -> None:
    fill_in(agnes, "Forum of an ended session")
    agnes.context.clear_cookies()
    save(agnes)
    expect(agnes.locator("#log-password")).to_be_focused()
    assert violations(agnes, context="#log-sign-in") == []
    agnes.keyboard.type("wrong")
    agnes.keyboard.press("Enter")
    expect(agnes.locator("#log-sign-in-error")).to_contain_text("do not match")
    agnes.fill("#log-password", PASSWORD)
    agnes.keyboard.press("Enter")
    expect(agnes.locator(".messages .success").last).to_contain_text("Forum of an ended session")
    expect_filled(agnes, "Forum of an ended session")


@pytest.mark.one_engine
def test_a_server_that_is_away_is_told_and_the_form_saved_when_it_is_back(
    agnes: Page, office: Office
) -> None:
    fill_in(agnes, "Forum without a server")
    office.stop()
    try:
        save(agnes)
        expect(agnes.locator(".whole-form-state")).to_contain_text("the server does not answer")
        expect_filled(agnes, "Forum without a server")
    finally:
        office.start()
    save(agnes)
    expect(agnes.locator(".messages .success")).to_contain_text("Forum without a server")


@pytest.mark.one_engine
def test_what_a_browser_held_that_was_closed_is_offered_and_after_it_is_saved_no_more(agnes: Page) -> None:
    fill_in(agnes, "Forum of a closed window")
    agnes.wait_for_timeout(LETTERS_ARE_KEPT)
    context, address = agnes.context, agnes.url
    agnes.close(run_before_unload=False)
    page = new_page(context)
    page.goto(address)
    offer = page.locator(".whole-form-kept")
    expect(offer).to_contain_text("Typed in this browser and not saved")
    assert violations(page, context=".whole-form-kept") == []
    offer.get_by_role("button", name="take up").press("Enter")
    page.wait_for_load_state("load")
    expect_filled(page, "Forum of a closed window")
    save(page)
    expect(page.locator(".messages .success")).to_contain_text("Forum of a closed window")
    page.goto(address)
    page.wait_for_timeout(LETTERS_ARE_KEPT)
    expect(page.locator(".whole-form-kept")).to_have_count(0)


@pytest.mark.one_engine
def test_what_is_put_away_is_offered_no_more(agnes: Page) -> None:
    agnes.fill("[name=title_fr]", "Nothing of importance")
    agnes.wait_for_timeout(LETTERS_ARE_KEPT)
    context, address = agnes.context, agnes.url
    agnes.close(run_before_unload=False)
    page = new_page(context)
    page.goto(address)
    page.locator(".whole-form-kept").get_by_role("button", name="drop").click()
    page.goto(address)
    page.wait_for_timeout(LETTERS_ARE_KEPT)
    expect(page.locator(".whole-form-kept")).to_have_count(0)
    expect(page.locator("[name=title_fr]")).to_have_value("")
