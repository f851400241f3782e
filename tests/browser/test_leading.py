"""Where one is led to by keys: from a finding to the very field and back, on the form of a verb to its first field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.office import Office, office_over

ROOM = "/cms/report-room/2018-Q2/"
FINDINGS = "ul.report-room-findings a[href*='next=']"
STANDS = """() => {
    const field = document.activeElement, box = field.getBoundingClientRect();
    const inSight = box.top >= 0 && box.bottom <= innerHeight;
    return field.closest("form[data-edit-form]") && inSight ? (field.id || field.className || field.tagName) : "";
}"""


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own, with texts that wait for their translation."""
    running = office_over(
        new_database(), tmp_path_factory.mktemp("var"), desk=True, people={"ada": "ADMINISTRATOR"}
    )
    running.start()
    yield running
    running.stop()


def links(page: Page, office: Office) -> list[str]:
    """Return where the findings of the report lead, each place once."""
    page.goto(f"{office.address}{ROOM}?findings=all")
    page.locator(FINDINGS).first.wait_for()
    found = [one.get_attribute("href") or "" for one in page.locator(FINDINGS).all()]
    return list(dict.fromkeys(found))


def test_each_finding_leads_to_the_very_field_which_has_the_focus_in_sight(ada: Page, office: Office) -> None:
    of_place: dict[tuple[str, str], str] = {}
    for one in links(ada, office):
        address, _, place = one.partition("#")
        if place and "/edit/" in address:
            of_place.setdefault((address.split("/edit/")[0], place), one)
    assert of_place, links(ada, office)
    lost = []
    for (kind, place), address in of_place.items():
        ada.goto("about:blank")
        ada.goto(f"{office.address}{address}")
        try:
            ada.wait_for_function(STANDS, timeout=5_000)
        except Exception:  # noqa: BLE001  # all are told at once
            lost.append((kind, place, ada.evaluate("document.activeElement.outerHTML.slice(0, 120)")))
    assert lost == []


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("field", "has"),
    [("id_editorial_text_0", "[contenteditable=true]"), ("id_cover_image-chooser", "button")],
)
def test_an_editor_of_texts_and_a_picture_have_the_focus_as_well(
    ada: Page, office: Office, field: str, has: str
) -> None:
    ada.goto(f"{office.address}{ROOM}")
    form = ada.locator("a[href*='/reports/report/edit/']").first.get_attribute("href") or ""
    ada.goto("about:blank")
    ada.goto(f"{office.address}{form.partition('#')[0]}#{field}")
    ada.wait_for_function(f"document.activeElement.matches({has!r})")
    assert ada.evaluate(STANDS)


def test_from_the_desk_one_comes_back_to_the_findings_of_the_report(ada: Page, office: Office) -> None:
    sheets = [one for one in links(ada, office) if "/translations/" in one]
    assert sheets
    ada.goto(f"{office.address}{sheets[0]}")
    back = ada.get_by_role("link", name="Retour au rapport")
    assert unquote(back.get_attribute("href") or "") == f"{ROOM}#room-findings"
    for box in ada.locator("#desk-form textarea").all():
        box.fill(box.input_value() or "Réunion à Lugo")
    before = ada.url
    ada.get_by_role("button", name="Enregistrer", exact=True).press("Enter")
    ada.wait_for_load_state("load")
    if ada.url == before:  # a fidelity rule refused the words: the way back stands
        expect(back).to_be_visible()
        back.press("Enter")
    ada.wait_for_url(f"**{ROOM}*")
    expect(ada.locator("#room-findings")).to_be_visible()


def test_the_form_of_a_verb_begins_at_its_first_field_and_refused_at_what_is_wrong(
    ada: Page, office: Office
) -> None:
    ada.goto(f"{office.address}/cms/snippets/members/organisation/")
    ada.locator("table.listing tbody a[href*='/inspect/']").first.click()
    ada.locator("main a[href$='/rename/']").first.click()
    form = ada.locator("form[data-verb]")
    name = form.get_attribute("aria-label") or ""
    assert name
    assert name in ada.title()
    expect(form).to_have_accessible_name(name)
    expect(form.locator("input:visible").first).to_be_focused()
    ada.keyboard.press("Enter")
    problems = ada.locator("[data-problems]")
    expect(problems).to_be_focused()
    assert violations(ada, context="main", only=("wcag2a", "wcag2aa", "wcag22aa")) == []
    ada.keyboard.press("Tab")
    ada.keyboard.press("Enter")
    assert ada.evaluate("Boolean(document.activeElement.closest('form[data-verb]')?.matches('form'))")
