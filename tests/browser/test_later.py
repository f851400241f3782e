"""What of a page comes when the page is there: in a large network, the checks of a quarter."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.office import ROOT, Office, new_page, office_over, sign_in
from tests.browser.widths import cut_off

ROOM = "/cms/report-room/2018-Q2/"
MEMBERS = 520
PATIENCE = 40_000


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a network that is large enough, and drafts in review."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"), reviews=True)
    running.start()
    subprocess.run(
        [sys.executable, "-m", "tests.support.large_network", str(MEMBERS), "1"],
        check=True, cwd=ROOT, env={**running.environment, "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
    )  # fmt: skip
    expect.set_options(timeout=PATIENCE)
    yield running
    expect.set_options(timeout=5_000)
    running.stop()


@pytest.fixture
def page_for(browser: Browser, office: Office) -> Iterator[Callable[..., Page]]:
    """Open the office in a browser of its own, of somebody who reads drafts."""
    contexts = []

    def opened(*, scripts: bool = True) -> Page:
        context = browser.new_context(
            locale="en-GB", bypass_csp=True, reduced_motion="reduce", java_script_enabled=scripts
        )
        contexts.append(context)
        page = new_page(context) if scripts else context.new_page()
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()


def test_checks_and_texts_come_by_themselves_and_work_like_those_of_a_small_network(
    page_for: Callable[..., Page], office: Office
) -> None:
    page = page_for()
    sign_in(page, office, "agnes", to=ROOM)
    expect(page.locator("#part-findings .report-room-findings").first).to_be_visible()
    expect(page.locator("#part-texts tbody tr")).to_have_count(3)
    expect(page.get_by_role("status").filter(has_text="Everything is there.")).to_have_count(1)
    expect(page.locator(".later")).to_have_count(0)
    expect(page.locator("#part-tiles strong").first).not_to_have_text("…")
    for size in ({"width": 1440, "height": 900}, {"width": 320, "height": 800}):
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a size
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in violations(page, context="main")] == []
        assert list(cut_off(page)) == []
    finding = page.locator("#part-findings li").filter(has=page.locator("summary", has_text="Waive")).first
    finding.locator("summary").click()
    finding.get_by_label("Reason").fill("It was so")
    finding.get_by_role("button", name="Waive").click()
    expect(page.locator(".messages")).to_contain_text("Waived:")
    expect(page.locator("#part-findings")).to_contain_text("“It was so”")


@pytest.mark.one_engine
def test_without_a_script_a_link_leads_to_them(page_for: Callable[..., Page], office: Office) -> None:
    page = page_for()
    sign_in(page, office, "agnes", to=ROOM)
    plain = page_for(scripts=False)
    plain.context.add_cookies(office.signed_in["agnes"])
    plain.goto(f"{office.address}{ROOM}")
    expect(plain.locator(".report-room-findings")).to_have_count(0)
    plain.locator("#part-findings").get_by_role("link", name="Show it").click()
    expect(plain.locator("#part-findings .report-room-findings").first).to_be_visible()


@pytest.mark.one_engine
def test_where_they_do_not_come_it_is_said(page_for: Callable[..., Page], office: Office) -> None:
    page = page_for()
    page.route("**/*whole=yes*", lambda route: route.abort())
    sign_in(page, office, "agnes", to=ROOM)
    expect(page.locator("#part-findings")).to_contain_text("It did not come. Try again.")
    page.unroute("**/*whole=yes*")
    page.locator("#part-findings").get_by_role("link", name="Show it").click()
    expect(page.locator("#part-findings .report-room-findings").first).to_be_visible()


@pytest.mark.one_engine
def test_what_a_reviewer_has_begun_to_write_stays_when_the_checks_come(
    page_for: Callable[..., Page], office: Office
) -> None:
    page = page_for()
    waiting: list[Callable[[], None]] = []
    page.route("**/*whole=yes*", lambda route: waiting.append(route.continue_))
    sign_in(page, office, "agnes", to="/cms/reviews/")
    page.get_by_role("link", name="The forum on water").first.click()
    checks = page.locator("#part-checks")
    expect(checks).to_contain_text("Being looked at …")
    page.locator("#review-comment").fill("Which cities?")
    waiting.pop()()
    expect(checks.locator("li").first).to_be_visible()
    expect(page.locator("#review-comment")).to_have_value("Which cities?")
    expect(page.locator("#review-comment")).to_be_focused()
