"""By keys alone: attendance at a meeting, and payments typed as French and English write amounts;
nothing needs the mouse.

Each stop of the tabulator on the way has its focus in sight.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from rapporteur.base.core.permissions import Role
from rapporteur.records.dues.models import DuesItem, Payment
from rapporteur.records.meetings.models import Attendance, BodyMeeting
from tests.browser.conftest import Visitor
from tests.browser.test_passkeys import unsafe  # noqa: F401  # records are made beside the browser's loop
from tests.factories import make
from tests.support.accounts import PASSWORD, account
from tests.support.office import url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("unsafe")]
MOST_STOPS = 60
SEEN = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
    return one === document.body || marked && box.width > 0 && box.bottom > 0 && box.top < innerHeight
        ? "" : one.outerHTML.slice(0, 120);
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus; each stop on the way is seen."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
        assert page.evaluate(SEEN) == ""
    raise AssertionError(f"not reached by Tab: {wanted}")


def sign_in(visit: Visitor, site: str, name: str, to: str, language: str) -> Page:
    """Sign in by keys, and go on to an address."""
    page: Page = visit(f"{site}/account/login/?next={to}", trusted=True, locale=language).page
    page.locator("#id_login").focus()
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    tab_to(page, page.locator("#id_password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}{to}")
    return page


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [("fr-FR", "1.250,50", "18 juin 2018"), ("en-GB", "1,250.50", "18 June 2018")],
)
def test_a_payment_is_booked_by_keys_as_the_reader_writes_amounts(
    visit: Visitor, live_server: LiveServer, language: str, typed: str, day: str
) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("flora", Role.FINANCE)
    item: Any = make.DuesItemFactory(amount=Decimal(3000))
    page = sign_in(visit, live_server.url, "flora", url(DuesItem, "do", item.pk, "payment"), language)
    expect(page.locator("#id_amount")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-problems]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link to the first field that is wrong
    expect(page.locator("#id_amount")).to_be_focused()
    page.keyboard.type(typed)
    tab_to(page, page.locator("#id_paid_date"))
    page.keyboard.type(day)
    tab_to(page, page.locator("#id_reference"))
    page.keyboard.type("Transfer 7")
    tab_to(page, page.locator("form[data-verb] button[type=submit]"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(url(DuesItem, "inspect", item.pk))))
    expect(page.locator(".messages .success")).to_be_visible()
    (payment,) = Payment.objects.filter(item=item)
    assert (payment.amount, payment.paid_date) == (Decimal("1250.50"), date(2018, 6, 18))


def test_who_was_at_a_meeting_is_noted_by_keys(visit: Visitor, live_server: LiveServer) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("ana", Role.SECRETARY_GENERAL)
    meeting: Any = make.BodyMeetingFactory(state="HELD")
    for order, slug in enumerate(("chair", "left")):
        seat = make.SeatFactory(body=meeting.body, slug=slug, order=order, function={"en": slug.title()})
        make.MandateFactory(seat=seat, person=make.PersonFactory(name=f"Holder of {slug}"))
    page = sign_in(visit, live_server.url, "ana", url(BodyMeeting, "do", meeting.pk, "attendance"), "en-GB")
    expect(page.locator("select[name=presence-chair]")).to_be_focused()
    page.keyboard.type("pre")
    tab_to(page, page.locator("select[name=presence-left]"))
    page.keyboard.type("exc")
    tab_to(page, page.locator("form[data-verb] button[type=submit]"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape(url(BodyMeeting, "inspect", meeting.pk))))
    expect(page.locator(".messages .success")).to_be_visible()
    noted = Attendance.objects.filter(meeting=meeting).values_list("seat__slug", "presence")
    assert sorted(noted) == [("chair", "PRESENT"), ("left", "EXCUSED")]
