"""What is read out of the pages of a day's work, in French: the names and roles of what one works with, and the focus.

A page is walked with names alone, as whoever does not see it walks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.office import Office, new_page, office_over, sign_in

ROOM, ADD = "/cms/report-room/2018-Q2/", "/cms/snippets/activities/activity/add/"
LIST, MEETING = "/cms/snippets/activities/activity/", "/cms/snippets/meetings/bodymeeting/add/"
SPOKEN = {
    "/cms/log/": [
        ("textbox", "Titre"), ("combobox", "Langue du titre"), ("textbox", "Quand"), ("combobox", "Où"),
        ("combobox", "Livrables"), ("combobox", "Membres"), ("combobox", "Nature"),
        ("button", "Enregistrer, suivante"),
    ],
    "review": [
        ("checkbox", "français"), ("combobox", "Passage"), ("textbox", "Votre commentaire"),
        ("button", "Commenter ce passage"), ("textbox", "Ce qui est à modifier"),
        ("button", "Approuver et publier"), ("button", "Renvoyer avec ce motif"),
    ],
    "desk": [
        ("textbox", "titre, phrase 1, en anglais"), ("button", "Enregistrer et suivant"),
        ("button", "Enregistrer"),
    ],
    ROOM: [("heading", "Contrôles"), ("region", "Aperçu"), ("table", "Textes"), ("link", "Figer…")],
    LIST: [
        ("searchbox", "Terme de recherche"), ("table", "Activités"), ("button", "Afficher les filtres"),
        ("checkbox", "Tout sélectionner"), ("columnheader", "Date de début"),
    ],
    ADD: [
        ("textbox", "Titre, français (fr)"), ("textbox", "Texte, anglais (en)"), ("combobox", "Nature"),
        ("button", "Choisir : élément du plan"),
    ],
}  # fmt: skip
"""By page what is read out there: a role and a name, whole."""
ELSEWHERE = {
    "en-GB": {
        LIST: [("searchbox", "Search term"), ("table", "Activities"), ("columnheader", "Start date")],
        ADD: [("combobox", "Kind"), ("textbox", "Title, English (en)")],
        ROOM: [("table", "Texts")],
    },
    "es-ES": {
        LIST: [("searchbox", "Término de búsqueda"), ("table", "Actividades")],
        ADD: [("combobox", "Tipo"), ("textbox", "Título, inglés (en)")],
        ROOM: [("table", "Textos")],
    },
}
"""The same in the other languages of the office."""


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with drafts in review, texts to translate, and somebody who may do all."""
    people = {"ada": "ADMINISTRATOR"}
    running = office_over(
        new_database(), tmp_path_factory.mktemp("var"), desk=True, reviews=True, people=people
    )
    running.start()
    yield running
    running.stop()


def addresses(page: Page, site: str) -> dict[str, str]:
    """Return where each page is: that of the first review, and of the first text that waits in English."""
    page.goto(f"{site}/cms/reviews/")
    review = page.locator("main tbody a").first.get_attribute("href") or ""
    page.goto(f"{site}/cms/translations/2018-Q2/?kind=activities.activity")
    desk = page.locator("a[href*='/en/activities.activity/']").first.get_attribute("href") or ""
    return {"review": review, "desk": desk}


def lacking_on(
    page: Page, site: str, spoken: dict[str, list[tuple[str, str]]], found: dict[str, str]
) -> list[tuple[str, str, str]]:
    """Return all that is not read out on its page."""
    lacking = []
    for where, names in spoken.items():
        page.goto(f"{site}{found.get(where, where)}")
        page.wait_for_load_state("load")
        for role, name in names:
            one = page.get_by_role(role, name=name, exact=True).first  # type: ignore[arg-type]  # a role
            try:
                one.wait_for(state="attached", timeout=6_000)
            except Exception:  # noqa: BLE001  # all that lack are told at once
                lacking.append((where, role, name))
    return lacking


def test_what_one_works_with_is_called_by_a_name_and_a_role_in_french(ada: Page, office: Office) -> None:
    assert lacking_on(ada, office.address, SPOKEN, addresses(ada, office.address)) == []
    ada.goto(f"{office.address}{ADD}")
    ada.get_by_role("textbox", name="Texte, anglais (en)").wait_for()
    wrong = violations(ada, only=("wcag2a", "wcag2aa", "wcag22aa"), contrast=False)
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in wrong] == []
    ada.keyboard.press("Control+k")
    expect(ada.get_by_role("combobox", name="Un nom, ou ce que vous voulez faire")).to_be_focused()


@pytest.mark.one_engine
@pytest.mark.parametrize("language", ["en-GB", "es-ES"])
def test_search_boxes_tables_and_required_fields_are_called_so_in_the_other_languages(
    browser: Browser, office: Office, language: str
) -> None:
    context = browser.new_context(locale=language, viewport={"width": 1280, "height": 900})
    page = new_page(context)
    sign_in(page, office, "ada")
    assert lacking_on(page, office.address, ELSEWHERE[language], {}) == []
    context.close()


@pytest.mark.one_engine
def test_focus_comes_back_from_a_window_and_goes_to_what_was_refused(ada: Page, office: Office) -> None:
    ada.goto(f"{office.address}{MEETING}")
    opens = ada.get_by_role("button", name="Choisir : lieu d’organisation").or_(
        ada.get_by_role("button", name="Choisir : organisation")
    )
    opens.first.press("Enter")
    window = ada.get_by_role("dialog")
    window.get_by_role("link", name="Berlin").press("Enter")
    expect(window).to_have_count(0)
    ada.wait_for_function("document.activeElement.closest('[data-chooser], .chooser')")
    ada.get_by_role("button", name="Enregistrer").first.press("Enter")
    ada.wait_for_function("document.activeElement.closest('.messages .error')")
    ada.keyboard.press("Enter")
    ada.wait_for_function("document.activeElement.closest('.w-field__wrapper, .w-panel, .w-field')")
