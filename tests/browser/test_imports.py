"""Imports in a real browser: a table handed in, its question answered by keys, written, undone; each page with axe."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.office import Hands, Office, new_page, office_over, sign_in
from tests.browser.widths import cut_off
from tests.intake.reconciling.reconcile_sample import clean_text

SIZES = ({"width": 1440, "height": 900}, {"width": 390, "height": 844})
TABLE = "Title (en);Date;Members\nForum on water;2018-05-04;Berlin\nWorkshop on buses;2018-05-14;Barcelone\n"
WAGTAILS = {"page-has-heading-one"}
"""What Wagtail's own frame is reported for."""
FADING = ".messages"
"""Wagtail's messages: while they fade in their colours are those of no page."""


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def agnes(browser: Browser, office: Office) -> Iterator[Page]:
    """A reviewer in the room of imports; axe needs a script of its own past the policy of the page."""
    context = browser.new_context(
        viewport=SIZES[0], locale="en-GB", bypass_csp=True, reduced_motion="reduce"  # type: ignore[arg-type]  # a size
    )  # fmt: skip
    page = new_page(context)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    sign_in(page, office, "agnes", to="/cms/imports/")
    yield page
    context.close()


def faults(page: Page) -> list[str]:
    """Return what axe reports of the page on a screen and on a phone, and whether it is wider than either."""
    found: list[str] = []
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a size
        found += [
            f"{size['width']}: {one['id']} {[node['html'][:120] for node in one['nodes']]}"
            for one in violations(page, context={"exclude": [[FADING]]})
            if one["id"] not in WAGTAILS
        ]
        found += [f"{size['width']}: cut off: {one}" for one in cut_off(page)]
    page.set_viewport_size(SIZES[0])  # type: ignore[arg-type]  # a size
    return found


def arrive(page: Page, at: Locator) -> None:
    """Wait for what a page is to show; where that takes longer than a second, go on from the page that tells so."""
    go_on = page.get_by_role("link", name="See what came of it")
    expect(go_on.or_(at).first).to_be_visible(timeout=60_000)
    if go_on.is_visible():
        assert faults(page) == []
        go_on.click()
    expect(at.first).to_be_visible(timeout=30_000)


def test_a_table_is_handed_in_answered_by_keys_written_and_undone(agnes: Page, tmp_path: Path) -> None:
    table = tmp_path / "activities.csv"
    table.write_text(TABLE, encoding="utf-8")
    assert faults(agnes) == []
    agnes.get_by_role("link", name="Hand in a file").click()
    expect(agnes.get_by_role("button", name="Read the file")).to_be_visible()
    assert faults(agnes) == []
    agnes.set_input_files("[name=file]", table)
    agnes.get_by_role("button", name="Read the file").click()
    arrive(agnes, agnes.get_by_text("“Barcelone” may mean several"))
    expect(agnes.locator("#doubts dl")).to_contain_text("Workshop on buses")
    assert faults(agnes) == []

    hands = Hands(agnes).press("j")
    expect(agnes.locator(".imports-doubt").first).to_be_focused()
    hands.press("2")
    chosen = agnes.locator(".imports-doubt input[type=radio]:checked")
    expect(chosen).to_have_value(re.compile("barcelona-(city|area)"))
    hands.press("Enter")
    expect(agnes.locator("#doubts")).to_have_count(0)
    expect(agnes.get_by_text("Answered (1)")).to_be_visible()

    agnes.get_by_role("button", name="Write 2 activities").click()
    arrive(agnes, agnes.get_by_role("link", name="Forum on water"))
    assert faults(agnes) == []
    agnes.get_by_role("link", name="Undo this import …").click()
    expect(agnes.get_by_text("Forum on water (activity) · is deleted")).to_be_visible()
    assert faults(agnes) == []
    agnes.get_by_role("button", name="Undo it").click()
    arrive(agnes, agnes.get_by_text("Undone by agnes"))
    agnes.get_by_role("link", name="Back to the imports").click()
    expect(agnes.locator(".imports-table tbody tr")).to_contain_text("undone")
    assert faults(agnes) == []


def test_a_printed_report_is_reconciled(agnes: Page, tmp_path: Path) -> None:
    report = tmp_path / "q2.txt"
    faulty = clean_text("en").replace("Associated results\nL1M1D1\n", "Associated results\nL3M2D1\n", 1)
    report.write_text(faulty, encoding="utf-8")
    agnes.get_by_role("link", name="Reconcile a printed report").click()
    agnes.set_input_files("[name=file]", report)
    agnes.get_by_role("button", name="Read the file").click()
    finding = agnes.get_by_text("its deliverable is of another line: L3M2D1")
    arrive(agnes, finding)
    assert faults(agnes) == []
