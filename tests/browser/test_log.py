"""Log in a real browser: by keyboard in a minute, and nothing typed is lost, whatever happens to whom."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from bench.office.line import opened
from tests.browser.axe import violations
from tests.browser.chromium import QUIET, chromium
from tests.browser.office import Hands, Office, new_page, office_over, sign_in, wait_saved
from tests.browser.office_server import PASSWORD

SCREEN, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
READY = "#log-form[data-ready]"
"""The form of Log, or of a meeting, once its scripts are there: a person decides for longer than that takes."""
LONGEST = 60.0
"""Seconds that logging an activity may take by keyboard alone (docs/design: an officer logs in under a minute)."""
LONGEST_BY_FINGER = 90.0
"""Seconds that the same may take on a telephone."""
ADDED, COLD = 4.0, 400_000
"""Seconds that a slow line adds until the first form can be used: of five, one is the machine's (bench/office has the
whole); and its bytes, as they are sent, with nothing kept of it."""
SENT_WITHIN = 1.5
"""Seconds from a pause until the page is on its way: of the two that saving may take, half a second is the server's."""
TYPING, PRESS = 110, 90
"""Milliseconds from letter to letter of somebody who types, and that a button is held down."""
COVERED = """() => {
    const heading = document.querySelector('h1'), text = document.createRange(), over = [];
    text.selectNodeContents(heading);
    const isOver = (found) => found !== heading && !heading.contains(found) && !found.contains(heading);
    for (const { left, right, top, bottom } of text.getClientRects())
        for (let x = left + 1; x < right; x += 8)
            for (const y of [top + 2, (top + bottom) / 2, bottom - 2]) {
                const found = document.elementFromPoint(x, y);
                if (isOver(found)) over.push(found.outerHTML.slice(0, 80));
            }
    return [...new Set(over)];
}"""
"""What stands before the letters of the heading."""
CARRIED = """([name, content]) => {
    const carried = new DataTransfer();
    carried.items.add(new File([content], name));
    return carried;
}"""
DROPPED = {
    "forum.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20180401T000000Z\r\n"
    "DTSTART;VALUE=DATE:20180507\r\nSUMMARY:Dropped as forum.ics\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    "forum.eml": "From: a@example.org\r\nTo: b@example.org\r\nSubject: Dropped as forum.eml\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nWhen: 7 May 2018\r\nWhere: Berlin\r\n",
}
TITLE = "Réunion du comité directeur de Cities Alliance"


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def somebody(browser: Browser, office: Office) -> Iterator[Callable[..., Page]]:
    """Open the page of Log as somebody, in a browser of their own."""
    contexts: list[BrowserContext] = []

    def opened(
        name: str, *, viewport: dict[str, int] = SCREEN, trusted: bool = False, to: str = "/cms/log/",
        has_touch: bool = False,
    ) -> Page:  # fmt: skip
        context = browser.new_context(
            viewport=viewport, locale="en-GB", bypass_csp=trusted, reduced_motion="reduce", has_touch=has_touch,  # type: ignore[arg-type]  # a size
        )  # fmt: skip
        contexts.append(context)
        page = new_page(context)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        sign_in(page, office, name, to=to)
        if page.locator("#log-form").count():
            expect(page.locator(READY)).to_be_attached()
        return page

    yield opened
    for context in contexts:
        context.close()


def test_enter_sends_nothing_while_the_scripts_of_a_form_are_on_their_way(
    somebody: Callable[..., Page],
) -> None:
    page = somebody("octavi", to="/cms/")
    page.route("**/office/log/page*.js", lambda route: None)  # it never comes
    page.goto(page.url.partition("/cms/")[0] + "/cms/log/", wait_until="commit")
    where = page.locator("#log-where")
    where.fill("bruss")
    address = page.url
    where.press("Enter")
    page.wait_for_timeout(300)
    assert page.url == address
    assert where.input_value() == "bruss"


def chips(page: Page, box: str) -> list[str]:
    return page.locator(f"#log-chips-{box} .log-chip > span").all_inner_texts()


def test_an_activity_is_logged_by_keyboard_in_a_minute(
    somebody: Callable[..., Page], record_property: Callable[[str, object], None]
) -> None:
    page = somebody("octavi", to="/cms/")
    hands = Hands(page).press("n")
    expect(page.locator("#log-title")).to_be_focused()
    expect(page.locator(READY)).to_be_attached()

    hands.think().type(TITLE).press("Tab", "Tab")
    hands.think().type("5-6 avril").press("Tab")
    hands.think().type("bruss").press("Enter", "Tab", "Tab")
    for code in ("L2M5D2", "L2M7D1"):
        hands.think().type(code).press("Enter")
    expect(page.locator("#log-chips-codes .log-chip")).to_have_count(2)
    hands.press("Tab")
    for name, role in (("berl", "s"), ("kolk", ""), ("montr", "h")):
        hands.think().type(name).press("Enter")
        hands.think()
        if role:
            hands.press("ArrowUp")
            expect(page.locator("#log-chips-names select").last).to_be_focused()
            hands.type(role).press("Enter")
        expect(page.locator("#log-names")).to_be_focused()
    expect(page.locator("#log-said-when")).to_contain_text("5–6 April 2018, Q2")
    expect(page.locator("#log-said-where")).to_contain_text("Brussels")
    expect(page.locator("#log-said-members")).to_contain_text("Brussels: host, from the place")
    expect(page.locator("#log-said-kind")).to_contain_text("Meeting (guessed from the title)")
    assert chips(page, "codes") == ["L2M5D2", "L2M7D1"]
    assert chips(page, "names") == ["Berlin", "Kolkata", "Montreal"]
    roles = page.locator("#log-chips-names select")
    assert [role.input_value() for role in roles.all()] == ["SPEAKER", "PARTICIPANT", "HOST"]
    hands.think().press("Control+Enter")
    page.wait_for_url(re.compile("after="))
    expect(page.locator(".log-after")).to_contain_text(TITLE)

    told = f"{hands.keys} keys, {hands.decisions} decisions: {hands.seconds:.1f} s of a person's time"
    record_property("log by keyboard", told)
    sys.stderr.write(f"\nLog by keyboard: {told}\n")
    assert hands.seconds <= LONGEST, told


@pytest.mark.one_engine
def test_an_activity_is_logged_on_a_telephone_in_a_minute_and_a_half(
    somebody: Callable[..., Page], record_property: Callable[[str, object], None]
) -> None:
    page = somebody("lia", to="/cms/", viewport=PHONE, has_touch=True)
    page.goto(page.url.partition("/cms/")[0] + "/cms/log/")
    expect(page.locator(READY)).to_be_attached()

    hands = Hands(page, touches=2)  # the menu, and Log in it
    hands.think().tap(page.locator("#log-title")).type(TITLE)
    hands.think().tap(page.locator("#log-when")).type("5-6 avril")
    hands.think().tap(page.locator("#log-where")).type("bruss")
    hands.tap(page.locator("#log-list-where [role=option]").first)
    for code in ("L2M5D2", "L2M7D1"):
        hands.think().tap(page.locator("#log-codes")).type(code)
        hands.tap(page.locator("#log-list-codes [role=option]").first)
    for name, role in (("berl", "SPEAKER"), ("kolk", ""), ("montr", "HOST")):
        hands.think().tap(page.locator("#log-names")).type(name)
        hands.tap(page.locator("#log-list-names [role=option]").first)
        hands.think()
        if role:
            hands.choose(page.locator("#log-chips-names select").last, role)
    expect(page.locator("#log-said-when")).to_contain_text("5–6 April 2018, Q2")
    assert chips(page, "codes") == ["L2M5D2", "L2M7D1"]
    assert chips(page, "names") == ["Berlin", "Kolkata", "Montreal"]
    roles = page.locator("#log-chips-names select")
    assert [role.input_value() for role in roles.all()] == ["SPEAKER", "PARTICIPANT", "HOST"]
    hands.think().tap(page.get_by_role("button", name="Save and next"))
    page.wait_for_url(re.compile("after="))
    expect(page.locator(".log-after")).to_contain_text(TITLE)

    told = f"{hands.keys} keys, {hands.touches} touches, {hands.decisions} decisions: {hands.seconds:.1f} s"
    record_property("log on a telephone", told)
    sys.stderr.write(f"\nLog on a telephone: {told}\n")
    assert hands.seconds <= LONGEST_BY_FINGER, told


@pytest.mark.one_engine
def test_the_first_form_is_small_and_soon_there_on_a_slow_line(
    browser: Browser, somebody: Callable[..., Page], office: Office,
    record_property: Callable[[str, object], None],
) -> None:  # fmt: skip
    somebody("octavi")
    (session,) = (one["value"] for one in office.signed_in["octavi"] if one["name"] == "sessionid")
    fast, slow = (
        opened(browser, office, session, "/cms/log/", "#log-title", slow=slow) for slow in (False, True)
    )
    told = f"{slow.seconds:.2f} s, without the line {fast.seconds:.2f} s; {slow.size} bytes: {slow.largest}"
    record_property("Log on a slow line", told)
    sys.stderr.write(f"\nLog at 1.6 Mbit/s: {told}\n")
    assert slow.size <= COLD, told
    assert slow.seconds - fast.seconds <= ADDED, told


def test_what_is_typed_after_a_member_is_chosen_is_the_next_name(somebody: Callable[..., Page]) -> None:
    page = somebody("lia")
    page.locator("#log-names").focus()
    page.keyboard.type("quito", delay=TYPING)
    expect(page.locator("#log-list-names [role=option]")).not_to_have_count(0)
    page.keyboard.press("Enter")
    page.keyboard.type("montreal", delay=TYPING)
    expect(page.locator("#log-names")).to_have_value("montreal")
    expect(page.locator("#log-list-names [role=option]").first).to_contain_text("Montreal")
    page.keyboard.press("Enter")
    assert chips(page, "names") == ["Quito", "Montreal"]
    roles = page.locator("#log-chips-names select")
    assert [role.input_value() for role in roles.all()] == ["PARTICIPANT", "PARTICIPANT"]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("h")
    page.keyboard.press("Enter")
    assert [role.input_value() for role in roles.all()] == ["PARTICIPANT", "HOST"]


def press(page: Page, button: Locator, *, by_finger: bool) -> None:
    """Press the lower half of a button as somebody does: down, a moment, up."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8
    if not by_finger:
        page.mouse.move(x, y)
        page.mouse.down()
        page.wait_for_timeout(PRESS)
        page.mouse.up()
        return
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    page.wait_for_timeout(PRESS)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("by_finger", [False, True], ids=["mouse", "finger"])
def test_no_press_is_lost_because_the_field_before_it_is_left(
    somebody: Callable[..., Page], *, by_finger: bool
) -> None:
    page = somebody("lia", viewport=PHONE if by_finger else SCREEN, has_touch=by_finger)
    page.locator("#log-title").fill("Pressed at human speed")
    page.locator("#log-when").press_sequentially("3 May 2018", delay=TYPING)
    online = page.get_by_role("checkbox", name="Online")
    press(page, online, by_finger=by_finger)
    expect(online).to_be_checked()
    for box, button, goal in (("when", "Save and next", "after="), ("where", "Details …", "/edit/")):
        page.locator("#log-title").fill(f"Pressed at human speed, {button}")
        page.locator("#log-when").press_sequentially("3 May 2018" if box == "where" else "", delay=TYPING)
        page.locator(f"#log-{box}").focus()
        page.wait_for_timeout(1500)  # until nothing more is asked or answered
        press(page, page.get_by_role("button", name=button), by_finger=by_finger)
        page.wait_for_url(re.compile(goal))
    page.goto(page.url.partition("/cms/")[0] + "/cms/note/meeting/")
    page.locator("#log-when").focus()
    press(page, page.locator(".log-foot button"), by_finger=by_finger)
    expect(page.locator("#log-errors li")).not_to_have_count(0)


def test_what_is_answered_while_a_button_is_pressed_moves_nothing_from_under_the_finger(
    somebody: Callable[..., Page],
) -> None:
    page = somebody("lia")
    page.locator("#log-title").fill("Answered late")
    foot = page.get_by_role("button", name="Save and next")
    held = foot.bounding_box()
    assert held is not None
    page.mouse.move(held["x"] + 20, held["y"] + held["height"] - 3)
    with page.expect_response(re.compile("/understand/")):
        page.locator("#log-when").fill("3 May 2018")
        page.mouse.down()
    page.wait_for_timeout(PRESS)
    assert foot.bounding_box() == held
    page.mouse.up()
    page.wait_for_url(re.compile("after="))


@pytest.mark.one_engine
def test_what_is_logged_is_put_to_review_from_the_page_itself(
    browser: Browser, new_database: Callable[[], str], tmp_path: Path
) -> None:
    office = office_over(new_database(), tmp_path, people={"olga": "OFFICER"})
    office.start()
    context = browser.new_context(viewport=PHONE, locale="en-GB", has_touch=True)  # type: ignore[arg-type]  # a size
    try:
        page = new_page(context)
        sign_in(page, office, "olga", to="/cms/log/")
        assert page.locator(".log-by-key:visible").count() == 0, "no keys on a phone"
        names = page.locator(".log-foot button").all_inner_texts()
        assert names == ["Save and next", "Put to review", "Details …"]
        lefts = {round(one.bounding_box()["x"]) for one in page.locator(".log-foot button").all()}  # type: ignore[index]  # each is shown
        assert len(lefts) == 1, "they stand below each other"
        page.locator("#log-title").fill("Sent at once")
        page.locator("#log-when").fill("4 May 2018")
        press(page, page.get_by_role("button", name="Put to review"), by_finger=True)
        page.wait_for_url(re.compile("after="))
        expect(page.locator(".log-after")).to_contain_text("Put to review: Sent at once · Copy")
        page.goto(f"{office.address}/cms/reviews/")
        expect(page.locator("main")).to_contain_text("Sent at once")
    finally:
        context.close()
        office.stop()


@pytest.mark.parametrize("viewport", [SCREEN, PHONE], ids=["screen", "phone"])
def test_nothing_covers_the_heading(somebody: Callable[..., Page], viewport: dict[str, int]) -> None:
    page = somebody("lia", viewport=viewport)
    covered = page.evaluate(COVERED)
    assert covered == []
    page.goto(page.url.partition("/cms/")[0] + "/cms/note/meeting/")
    assert page.evaluate(COVERED) == []


def test_a_meeting_is_noted_by_keyboard_with_the_same_boxes(somebody: Callable[..., Page]) -> None:
    page = somebody("octavi", to="/cms/note/meeting/")
    expect(page.locator("#log-names")).to_be_focused()
    hands = Hands(page)
    for name in ("berl", "kolk"):
        hands.type(name).press("Enter")
    expect(page.locator("#log-chips-names .log-chip")).to_have_count(2)
    assert chips(page, "names") == ["Berlin", "Kolkata"]
    hands.press("Tab").type("5 April")
    expect(page.locator("#log-said-when")).to_contain_text("→ 5 April 2018")
    hands.press("Tab").type("bruss").press("Enter")
    expect(page.locator("#log-where")).to_have_value("Brussels")
    assert list(violations(page, context="main")) == []
    hands.press("Tab", "Tab").type("Send the letter").press("Tab").type("10 July 2018")
    expect(page.locator("#log-due-understood")).to_have_text("→ 10 July 2018")
    hands.press("Tab", "Enter")
    expect(
        page.get_by_text("The meeting with Berlin and Kolkata is noted, and what is to be done.")
    ).to_be_visible()
    page.get_by_role("link", name="Note a follow-up …").click()
    expect(page.locator(".follow-ups-list")).to_contain_text("Send the letter")


def test_whoever_is_not_on_record_is_recorded_where_the_name_is_typed(somebody: Callable[..., Page]) -> None:
    page = somebody("octavi")
    hands = Hands(page).type("A visit").press("Tab", "Tab").type("5 April 2018")
    page.locator("#log-names").focus()
    hands.type("Zurich")
    expect(page.locator("#log-count")).to_have_text(
        "not on record; the arrow down leads to where it is recorded"
    )
    hands.press("ArrowDown")
    expect(page.get_by_role("option", name="Record “Zurich” …")).to_have_attribute("aria-selected", "true")
    hands.press("Enter")
    dialog = page.get_by_role("dialog", name="Record an organisation")
    expect(dialog.get_by_label("Name")).to_have_value("Zurich")
    expect(dialog.get_by_label("Country")).to_be_focused()
    assert list(violations(page, context="dialog")) == []
    hands.press("Control+Enter")  # sends the dialog, not the page
    expect(dialog.get_by_text("This field is required.")).to_be_visible()
    expect(dialog.get_by_label("Country")).to_be_focused()
    hands.type("Switz").press("Control+Enter")
    expect(dialog).to_have_count(0)
    expect(page.locator("#log-count")).to_have_text("Zurich is recorded, as no prospect, and chosen.")
    expect(page.locator("#log-names")).to_be_focused()
    expect(page.locator("#log-names")).to_have_value("")
    assert chips(page, "names") == ["Zurich"]
    assert page.locator("#log-title").input_value() == "A visit"

    hands.type("Basel (host)").press("Enter")
    page.get_by_role("button", name="Record “Basel” …").press("Enter")
    expect(dialog.get_by_label("Country")).to_be_focused()
    hands.press("Escape")
    expect(page.locator("#log-names")).to_be_focused()
    expect(page.locator("#log-names")).to_have_value(re.compile("Basel"))
    page.get_by_role("button", name="Record “Basel” …").press("Enter")
    expect(dialog.get_by_label("Country")).to_be_focused()
    hands.type("Switz").press("Control+Enter")
    expect(page.locator("#log-chips-names .log-chip > span")).to_have_text(["Zurich", "Basel"])
    assert page.locator("#log-chips-names select").last.input_value() == "HOST"
    with page.expect_response(re.compile("/keep/")):
        hands.type("m")  # what is typed now is kept with them
    wait_saved(page)
    page.reload()
    assert chips(page, "names") == ["Zurich", "Basel"]


@pytest.mark.one_engine
def test_what_is_dropped_on_the_page_and_ten_lines_that_are_pasted_become_drafts(
    somebody: Callable[..., Page], office: Office
) -> None:
    page = somebody("octavi")
    for name, content in DROPPED.items():
        page.goto(f"{office.address}/cms/log/")
        expect(page.locator(READY)).to_be_attached()
        dropped = page.evaluate_handle(CARRIED, [name, content])
        with page.expect_navigation():
            page.dispatch_event("#log-form", "drop", {"dataTransfer": dropped})
        expect(page.locator("#log-title")).to_have_value(f"Dropped as {name}")
        expect(page.locator("#log-said-when")).to_contain_text("7 May 2018")
    page.goto(f"{office.address}/cms/log/several/")
    page.locator("#log-text").fill(
        "\n".join(f"{day} May 2018; Pasted {day}; Berlin" for day in range(10, 20))
    )
    page.get_by_role("button", name="Read", exact=True).last.click()
    expect(page.locator(".log-several tbody tr")).to_have_count(10)
    page.locator("button[value=keep]").click()
    expect(page.locator(".log-kept li")).to_have_count(10)
    page.goto(f"{office.address}/cms/snippets/activities/activity/?q=pasted")
    expect(page.locator("table.listing tbody tr")).to_have_count(10)


PASTED = """text => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
}"""


@pytest.mark.one_engine
def test_no_list_lies_over_what_is_asked_about_a_list_that_was_pasted(somebody: Callable[..., Page]) -> None:
    page = somebody("octavi", to="/cms/log/")
    expect(page.locator(READY)).to_be_attached()
    page.locator("#log-names").focus()
    page.keyboard.type("Ber")
    expect(page.locator("#log-list-names")).to_be_visible()
    page.evaluate(PASTED, "Quito\nNowhere at all")
    expect(page.locator("#log-said-members")).to_contain_text("Nowhere at all")
    expect(page.locator("#log-list-names")).to_be_hidden()


def test_a_prospect_is_recorded_while_a_meeting_is_noted(somebody: Callable[..., Page]) -> None:
    page = somebody("octavi", to="/cms/note/meeting/")
    hands = Hands(page).type("Bristol").press("Enter", "Tab").type("6 April 2018").press("Tab").type("Quito")
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("button", name="Record “Bristol” …").click()
    dialog = page.get_by_role("dialog", name="Record an organisation")
    expect(dialog.get_by_label("What it is to the network")).to_have_value("CONTACT")
    expect(dialog.get_by_label("Country")).to_be_focused()
    hands.type("United K").press("Control+Enter")
    expect(page.locator("#log-count")).to_have_text("Bristol is recorded as a prospect and chosen.")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("The meeting with Bristol is noted.")).to_be_visible()


@pytest.mark.one_engine
def test_a_newcomer_is_recorded_in_the_whole_form_and_a_server_that_is_away_keeps_what_is_typed(
    somebody: Callable[..., Page], office: Office
) -> None:
    page = somebody("lia", to="/cms/snippets/activities/bilateralmeeting/add/", trusted=True)
    box = page.get_by_role("combobox", name="Participants")
    box.press_sequentially("Gdansk")
    page.get_by_role("option", name="Record “Gdansk” …").click()
    dialog = page.get_by_role("dialog", name="Record an organisation")
    dialog.get_by_label("Country").select_option("PL")
    office.stop()
    dialog.get_by_role("button", name="Record it").click()
    expect(dialog.get_by_text("The server does not answer.")).to_be_visible()
    office.start()
    dialog.get_by_role("button", name="Record it").click()
    expect(page.locator("[data-members-box] .log-chip > span")).to_have_text(["Gdansk"])
    expect(page.locator("input[name=participants]")).to_have_value("gdansk")


@pytest.mark.one_engine
def test_what_is_typed_is_on_its_way_soon_after_a_pause_and_saved_is_said_of_it_alone(
    somebody: Callable[..., Page], record_property: Callable[[str, object], None]
) -> None:
    page = somebody("lia")
    sent: list[float] = []
    page.on("request", lambda request: sent.append(time.monotonic()) if "/keep/" in request.url else None)
    Hands(page).type("Only a title")
    paused = time.monotonic()
    wait_saved(page)
    record_property("seconds from a pause to saved", round(time.monotonic() - paused, 2))
    assert sent[0] - paused < SENT_WITHIN
    expect(page.locator("#log-state")).to_contain_text("not a draft yet")
    page.reload()
    expect(page.locator("#log-title")).to_have_value("Only a title")


@pytest.mark.one_engine
def test_a_session_that_ended_loses_nothing(somebody: Callable[..., Page]) -> None:
    page = somebody("octavi")
    Hands(page).type("Before the session ended")
    wait_saved(page)
    page.context.clear_cookies(name="sessionid")

    Hands(page).type(", and after")
    expect(page.locator("#log-state")).to_contain_text("Not saved: you are signed out")
    page.locator("#log-state button").press("Enter")
    expect(page.locator("#log-password")).to_be_focused()
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    expect(page.locator("#log-sign-in-error")).to_contain_text("do not match")
    page.fill("#log-password", PASSWORD)
    page.keyboard.press("Enter")

    wait_saved(page)
    page.reload()
    expect(page.locator("#log-title")).to_have_value("Before the session ended, and after")


@pytest.mark.one_engine
def test_a_server_that_is_away_loses_nothing(somebody: Callable[..., Page], office: Office) -> None:
    page = somebody("octavi")
    Hands(page).type("Written")
    wait_saved(page)
    office.stop()
    try:
        Hands(page).type(" while nobody answers")
        expect(page.locator("#log-state")).to_contain_text("Not saved: the server does not answer")
        time.sleep(0.5)
        expect(page.locator("#log-state")).to_contain_text("Kept in this browser")
    finally:
        office.start()
    wait_saved(page)
    page.reload()
    expect(page.locator("#log-title")).to_have_value("Written while nobody answers")


@pytest.mark.one_engine
def test_a_photograph_of_a_telephone_is_kept_and_what_was_not_kept_is_said(
    somebody: Callable[..., Page], office: Office, tmp_path: Path
) -> None:
    taken = [tmp_path / f"{name}.jpg" for name in ("hall", "street")]
    for one in taken:
        Image.new("RGB", (60, 40), "#1c6b45").save(one)
    page = somebody("octavi", viewport=PHONE, has_touch=True)
    page.fill("#log-title", "Forum with a photograph")
    page.fill("#log-when", "8 May 2018")
    page.set_input_files("#log-photo", taken[0])
    expect(page.locator("#log-chips-photo span")).to_have_text(["Forum with a photograph"])
    wait_saved(page)
    office.stop()
    try:
        page.set_input_files("#log-photo", taken[1])
        waiting = page.locator("#log-photos-waiting")
        expect(waiting).to_contain_text("street.jpg is not kept: the server does not answer")
        page.get_by_role("button", name="Save and next").press("Enter")
        expect(page.locator("#log-error-photo")).to_contain_text("A photograph is not kept yet")
    finally:
        office.start()
    with page.expect_response(re.compile("/log/keep/")):  # “saved” still stands there from before
        page.get_by_role("button", name="send again").press("Enter")
    expect(page.locator("#log-chips-photo span")).to_have_count(2)
    expect(waiting).to_be_empty()
    wait_saved(page)
    page.reload()
    expect(page.locator("#log-chips-photo span")).to_have_count(2)
    page.get_by_role("button", name="Details").press("Enter")
    page.wait_for_url(re.compile("/edit/"))
    expect(page.locator("input[name^='photos-'][name$='-image']")).to_have_count(2)


def test_two_at_once_see_each_other_and_keep_both_texts(
    somebody: Callable[..., Page], office: Office
) -> None:
    octavi = somebody("octavi")
    Hands(octavi).type("Forum of two").press("Tab", "Tab").type("7 May 2018")
    wait_saved(octavi)
    octavi.get_by_role("button", name="Details").press("Enter")
    octavi.wait_for_url(re.compile("/edit/"))
    slug = "2018-05-forum-of-two"  # made of month and title; no page shows it
    octavi.go_back()
    agnes = somebody("agnes")
    agnes.goto(f"{office.address}/cms/log/activity/{slug}/")
    agnes.fill("#log-title", "Forum of two, as Agnès has it")
    wait_saved(agnes)

    octavi.fill("#log-title", "Forum of two, as Octavi has it")
    conflict = octavi.locator("#log-conflict")
    expect(conflict).to_contain_text("agnes wrote this too")
    expect(conflict).to_contain_text("Forum of two, as Agnès has it")
    expect(conflict).to_contain_text("Forum of two, as Octavi has it")
    expect(octavi.locator("#log-title")).to_have_value("Forum of two, as Octavi has it")
    conflict.get_by_role("radio", name="Forum of two, as Agnès has it").check()
    conflict.get_by_role("button").press("Enter")
    wait_saved(octavi)
    expect(octavi.locator("#log-title")).to_have_value("Forum of two, as Agnès has it")


def test_going_back_finds_what_was_logged(somebody: Callable[..., Page]) -> None:
    page = somebody("lia")
    Hands(page).type("Logged and gone").press("Tab", "Tab").type("8 May 2018").press("Control+Enter")
    page.wait_for_url(re.compile("after="))
    page.go_back()
    expect(page.locator("#log-title")).to_have_value("Logged and gone")
    page.fill("#log-title", "Logged and mended")
    wait_saved(page)


def test_what_is_wrong_is_said_at_the_field_and_in_a_summary(somebody: Callable[..., Page]) -> None:
    page = somebody("lia")
    Hands(page).type("A meeting").press("Tab", "Tab").type("soon").press("Tab").type("Barcelone")
    Hands(page).press("Tab", "Tab", "Tab").type("Calcuta").press("Control+Enter")
    expect(page.locator("#log-errors")).to_be_focused()
    expect(page.locator("#log-errors li")).to_have_count(3)
    expect(page.locator("#log-error-when")).to_contain_text("Say when it was")
    page.locator("#log-said-members .log-pick[data-name]").press("Enter")
    expect(page.locator("#log-chips-names .log-chip")).to_have_count(1)
    page.locator("#log-said-where input").last.press("Space")
    page.fill("#log-when", "9 May 2018")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("after="))


def faults_within(page: Page, part: str) -> list[str]:
    """Return what axe finds within a part of the page."""
    found = violations(page, context=part, only=("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def faults(page: Page) -> list[str]:
    return [
        f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in violations(page, context="main, dialog")
    ]


@pytest.mark.one_engine
@pytest.mark.parametrize("viewport", [SCREEN, PHONE], ids=["screen", "phone"])
def test_the_page_is_open_to_everybody(somebody: Callable[..., Page], viewport: dict[str, int]) -> None:
    page = somebody("agnes", viewport=viewport, trusted=True)
    assert faults(page) == []
    Hands(page).type("Réunion").press("Tab", "Tab").type("5/6/2018").press("Tab").type("Barcelone")
    expect(page.locator("#log-list-where [role=option]")).to_have_count(2)
    expect(page.locator("#log-where")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#log-said-when input[type=radio]")).to_have_count(2)
    assert faults(page) == [], "with a list that is open, and days to choose"
    page.keyboard.press("Escape")
    page.fill("#log-names", "Berlin; Calcuta")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#log-errors li")).to_have_count(3)
    assert faults(page) == [], "with errors, chosen members and doubts"
    page.evaluate("document.getElementById('log-sign-in').showModal()")
    assert faults(page) == [], "with the dialog"
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


# --- a browser that is killed -----------------------------------------------------------------------------


@pytest.mark.one_engine
def test_who_took_part_in_a_meeting_is_chosen_by_any_name(somebody: Callable[..., Page]) -> None:
    page = somebody("lia", to="/cms/snippets/activities/bilateralmeeting/add/", trusted=True)
    box = page.get_by_role("combobox", name="Participants")
    box.click()
    box.press_sequentially("calcut")
    expect(page.get_by_role("option", name="Kolkata")).to_be_visible()
    assert faults_within(page, "[data-members-box]") == []
    box.press("Enter")
    box.press_sequentially("berl")
    box.press("Enter")
    chosen = page.locator("[data-members-box] .log-chip > span")
    expect(chosen).to_have_text(["Kolkata", "Berlin"])
    page.get_by_role("button", name="Take off Kolkata").click()
    expect(chosen).to_have_text(["Berlin"])
    expect(page.locator("input[name=participants]")).to_have_value("berlin")


def started(browser: Browser, profile: Path) -> tuple[subprocess.Popen[bytes], Page]:
    """Start a browser of its own with a profile; return its process and a page of it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = (
        "--headless=new",
        "--no-sandbox",
        *QUIET,
        f"--remote-debugging-port={port}",
        f"--user-data-dir={profile}",
    )
    process = subprocess.Popen(
        [chromium(), *options, "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    for _ in range(100):
        try:
            joined = browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
            return process, new_page(joined.contexts[0])
        except Error:
            time.sleep(0.1)
    killed(process)
    raise AssertionError("the browser does not start")


def killed(process: subprocess.Popen[bytes]) -> None:
    """Kill a browser with all that it started, at once: no page hears of it."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.one_engine
def test_a_browser_that_is_killed_loses_nothing(browser: Browser, office: Office, tmp_path: Path) -> None:
    process, page = started(browser, tmp_path / "profile")
    try:
        sign_in(page, office, "octavi", to="/cms/log/")
        Hands(page).type("Everything that was said to be saved")
        wait_saved(page)
        time.sleep(1)
        Hands(page).type(", and what was not")
        time.sleep(0.3)  # less than the pause after which it is sent
    finally:
        killed(process)

    process, page = started(browser, tmp_path / "profile")
    try:
        sign_in(page, office, "octavi", to="/cms/log/")
        saved = page.locator(".log-unfinished a", has_text="Everything that was said to be saved")
        expect(saved).to_have_count(1)
        offer = page.locator(
            ".log-unsent p", has_text="Everything that was said to be saved, and what was not"
        )
        offer.get_by_role("button", name="take up").press("Enter")
        expect(page.locator("#log-title")).to_have_value(
            "Everything that was said to be saved, and what was not"
        )
        wait_saved(page)
        page.reload()
        expect(page.locator("#log-title")).to_have_value(
            "Everything that was said to be saved, and what was not"
        )
        expect(page.locator(".log-unsent")).to_have_count(0)
    finally:
        killed(process)
