"""By keys alone: payments as French and English write amounts, letters on dues, a body's meeting, publications, events.

Nothing needs the mouse; each stop of the tabulator on the way has its focus in sight.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime
from pytest_django.live_server_helper import LiveServer

from rapporteur.base.core.permissions import Role
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.dues.models import DuesItem, Payment
from rapporteur.records.meetings.models import Attendance, BodyMeeting
from rapporteur.records.publications.models import Publication
from rapporteur.records.training.models import Course
from tests.browser.conftest import Visitor
from tests.browser.test_passkeys import unsafe  # noqa: F401  # records are made beside the browser's loop
from tests.factories import make
from tests.support.accounts import PASSWORD, account
from tests.support.office import url

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("unsafe")]
MOST_STOPS = 150
SEEN = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
    return one === document.body || marked && box.width > 0 && box.bottom > 0 && box.top < innerHeight
        ? "" : `${style.outlineStyle} ${box.top} ${box.bottom} ${one.outerHTML.slice(0, 120)}`;
}"""


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until something has the focus; each stop on the way is seen."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
        try:
            page.wait_for_function(f"({SEEN})() === ''", timeout=3_000)  # the page is drawn a moment later
        except NotInTime:
            pytest.fail(f"not seen: {page.evaluate(SEEN)}")
    raise AssertionError(f"not reached by Tab: {wanted}")


Typist = Callable[[str, str, str], Page]


@pytest.fixture
def typist(visit: Visitor, transactional_db: None, live_server: LiveServer) -> Iterator[Typist]:
    """Sign somebody in by keys, who goes on to an address in a language; at last no page asks the server any more."""
    pages: list[Page] = []

    def sign_in(name: str, to: str, language: str) -> Page:
        at = f"{live_server.url}/account/login/?next={to}"
        page: Page = visit(at, trusted=True, locale=language).page
        pages.append(page)
        page.locator("#id_login").focus()
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        tab_to(page, page.locator("#id_password"))
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(f"{live_server.url}{to}")
        return page

    yield sign_in
    for page in pages:
        page.wait_for_load_state("networkidle")
        page.goto("about:blank")


def save(page: Page) -> None:
    """Save a form by its key, and see it taken."""
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator(".messages .error, [aria-invalid=true]")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "typed", "day"),
    [("fr-FR", "1.250,50", "18 juin 2018"), ("en-GB", "1,250.50", "18 June 2018")],
)
def test_a_payment_is_booked_by_keys_as_the_reader_writes_amounts(
    typist: Typist, language: str, typed: str, day: str
) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("flora", Role.FINANCE)
    item: Any = make.DuesItemFactory(amount=Decimal(3000))
    page = typist("flora", url(DuesItem, "do", item.pk, "payment"), language)
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


def test_letters_to_members_who_owe_dues_are_made_by_keys(typist: Typist) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("flora", Role.FINANCE)
    for name in ("Berlin", "Quito"):
        city: Any = make.OrganisationFactory(slug=name.lower(), named=False)
        make.OrganisationNameFactory(organisation=city, name={"fr": name, "en": name})
        make.DuesItemFactory(organisation=city, amount=Decimal(3000))
    page = typist("flora", url(DuesItem, "list"), "en-GB")
    for box in page.locator("[data-bulk-action-checkbox]:not([data-bulk-action-parent-id])").all():
        tab_to(page, box)
        page.keyboard.press("Space")
    tab_to(page, page.locator("[data-bulk-action-button]").filter(has_text="letter"))
    page.keyboard.press("Enter")
    look = page.locator("form [type=submit][value=look]")
    tab_to(page, look)
    page.keyboard.press("Enter")
    made = page.locator("form [type=submit][value=do]")
    tab_to(page, made)
    with page.expect_download() as waited:
        page.keyboard.press("Enter")
    document = Document(str(waited.value.path()))
    assert {"Berlin", "Quito"} <= {line for one in document.paragraphs for line in one.text.splitlines()}


def test_the_meeting_of_a_body_is_noted_on_its_day_by_keys(typist: Typist) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("ana", Role.SECRETARY_GENERAL)
    body: Any = make.BodyFactory(slug="board", name={"fr": "Conseil", "en": "Board"})
    page = typist("ana", url(BodyMeeting, "add"), "en-GB")
    tab_to(page, page.locator("#id_body-chooser button:visible").first)
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog")
    tab_to(page, window.get_by_role("link", name="Board"))
    page.keyboard.press("Enter")
    expect(window).to_have_count(0)
    page.wait_for_function("document.activeElement.closest('[data-chooser], .chooser')")
    tab_to(page, page.locator("#id_start_date"))
    page.keyboard.type("28 August 2018")
    tab_to(page, page.locator("#id_end_date"))
    page.keyboard.type("28 August 2018")
    save(page)
    (written,) = BodyMeeting.objects.all()
    assert (written.body, written.start_date) == (body, date(2018, 8, 28))


def test_who_was_at_a_meeting_is_noted_by_keys(typist: Typist) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("ana", Role.SECRETARY_GENERAL)
    meeting: Any = make.BodyMeetingFactory(state="HELD")
    for order, slug in enumerate(("chair", "left")):
        seat = make.SeatFactory(body=meeting.body, slug=slug, order=order, function={"en": slug.title()})
        make.MandateFactory(seat=seat, person=make.PersonFactory(name=f"Holder of {slug}"))
    page = typist("ana", url(BodyMeeting, "do", meeting.pk, "attendance"), "en-GB")
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
    Attendance.objects.all().delete()  # the database is emptied table by table, and holds a meeting with rows


def test_a_publication_is_recorded_with_the_activity_at_which_it_was_launched_by_keys(typist: Typist) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("ana", Role.ADMINISTRATOR)
    launch: Any = make.ActivityFactory(title={"fr": "Forum du fleuve", "en": "River forum"})
    page = typist("ana", url(Publication, "add"), "en-GB")
    tab_to(page, page.locator("#id_title_0"))
    page.keyboard.type("Guide des berges")
    tab_to(page, page.locator("#id_kind"))
    page.keyboard.type("gui")
    tab_to(page, page.locator("#id_published_date"))
    page.keyboard.type("18 June 2018")
    tab_to(page, page.locator("#id_activity-chooser button:visible").first)
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog")
    tab_to(page, window.get_by_role("link", name="River forum"))
    page.keyboard.press("Enter")
    expect(window).to_have_count(0)
    page.wait_for_function("document.activeElement.closest('[data-chooser], .chooser')")
    save(page)
    (written,) = Publication.objects.all()
    assert (written.title["fr"], written.kind, written.activity) == ("Guide des berges", "GUIDE", launch)


def test_how_many_took_part_in_a_course_is_noted_by_keys(typist: Typist) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("ana", Role.ADMINISTRATOR)
    course: Any = make.CourseFactory()
    page = typist("ana", f"{url(Course, 'edit', course.pk)}", "en-GB")
    tab_to(page, page.locator("#id_numbers-ADD"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#id_numbers-0-people"))
    page.keyboard.type("27")
    save(page)
    assert [one.people for one in course.numbers.all()] == [27]


def test_an_event_of_the_agenda_is_planned_by_keys(typist: Typist) -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    account("ana", Role.ADMINISTRATOR)
    page = typist("ana", url(PlannedEvent, "add"), "en-GB")
    tab_to(page, page.locator("#id_title_0"))
    page.keyboard.type("Journées des marées")
    tab_to(page, page.locator("#id_kind"))
    page.keyboard.type("con")
    tab_to(page, page.locator("#id_start_date"))
    page.keyboard.type("12 May 2027")
    tab_to(page, page.locator("#id_end_date"))
    page.keyboard.type("14 May 2027")
    tab_to(page, page.locator("#id_part"))
    page.keyboard.type("our")
    save(page)
    (event,) = PlannedEvent.objects.all()
    assert (event.title["fr"], event.start_date) == ("Journées des marées", date(2027, 5, 12))
