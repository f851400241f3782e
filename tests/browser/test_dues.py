"""Dues in a browser: whoever begins with the payment is led to the call, to the member, and back to the payment."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import violations
from tests.browser.office import new_page, office_over, sign_in


@pytest.mark.parametrize("width", [1440, 390])
def test_whoever_begins_with_the_payment_is_led_to_what_comes_before_it_and_back(
    browser: Browser, new_database: Callable[[], str], tmp_path: Path, width: int
) -> None:
    office = office_over(new_database(), tmp_path, people={"flora": "FINANCE"})
    office.start()
    context = browser.new_context(
        viewport={"width": width, "height": 844}, locale="en-GB", reduced_motion="reduce", bypass_csp=True
    )
    try:
        page = new_page(context)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        sign_in(page, office, "flora", to="/cms/snippets/dues/payment/add/")
        page.get_by_role("button", name="Choose: dues item").click()
        window = page.get_by_role("dialog")
        expect(window.get_by_text("Dues have not been called for 2018 yet.")).to_be_visible()
        page.wait_for_timeout(600)  # until the window has faded in
        assert violations(page, context=".choosing-step", only=("wcag2a", "wcag2aa")) == []
        window.get_by_role("link", name="Open the call first").click()
        expect(page.locator("#id_currency")).to_have_value("EUR")
        page.fill("#id_year", "2018")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("link", name="Call a member").click()

        page.wait_for_url(re.compile(r"duesitem/add/\?call="))
        page.get_by_role("button", name="Choose: organisation").click()
        window.get_by_role("link", name="Berlin").click()
        expect(window).to_have_count(0)
        page.fill("#id_amount", "8.000,00")
        page.get_by_role("button", name="Save").click()
        page.get_by_role("link", name="Book its payment").click()

        page.wait_for_url(re.compile(r"payment/add/\?item="))
        expect(page.locator("main")).to_contain_text("Berlin, 2018")
        page.goto(f"{office.address}/cms/snippets/dues/payment/add/")
        page.get_by_role("button", name="Choose: dues item").click()
        expect(window.locator("tbody tr")).to_contain_text(["Berlin, 2018"])
        expect(window.locator("tbody tr").first).to_contain_text("€8,000")
        window.get_by_role("link", name="Berlin, 2018").click()
        expect(window).to_have_count(0)
        page.fill("#id_amount", "3.000,00")
        page.fill("#id_paid_date", "18 June 2018")
        page.fill("#id_reference", "Transfer 1")
        page.get_by_role("button", name="Save").click()
        page.locator(".messages .success").wait_for()
        page.goto(f"{office.address}/cms/snippets/dues/duesitem/")
        cells = page.locator("table.listing tbody td")
        expect(cells.filter(has_text=re.compile("^€"))).to_have_text(["€8,000", "€3,000", "€0", "€5,000"])
    finally:
        context.close()
        office.stop()
