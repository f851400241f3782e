"""The HTML edition as a reader meets it: on a screen, on a phone, by keyboard, with a screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from rapporteur.documents.formats import render
from tests.browser.axe import CONTRAST, violations
from tests.browser.conftest import Visit, Visitor, opened
from tests.support.sample_report import sample_report, tiny_report

SCREEN, PHONE = 1280, 390
SERIOUS = {"serious", "critical"}
OVERFLOWING = """() => [...document.querySelectorAll("body *")]
    .filter(element => !element.closest("svg") && element.scrollWidth > element.clientWidth + 1)
    .filter(element => ["block", "grid", "flex", "list-item"].includes(getComputedStyle(element).display))
    .filter(element => getComputedStyle(element).overflowX === "visible")
    .map(element => `${element.tagName} ${element.id} ${element.className}: ${element.scrollWidth} px`)"""
"""Names the boxes whose content is wider than they are, the outermost first."""


LANGUAGES = ("fr", "en", "es", "pt")
COLOURS_OF = {"fr": "that of en and es", "pt": "that of another network"}
"""Where contrast is measured: colours are a network's, in all of its languages, and one style sheet's."""


def written(folder: Path, language: str, activities: int) -> str:
    """Return the address of an edition; the Portuguese one is that of another, tiny network."""
    data = tiny_report() if language == "pt" else sample_report(activities)
    file = folder / f"report.{language}.html"
    file.write_bytes(render(data, language, "html"))
    return file.as_uri()


@pytest.fixture(scope="module", params=LANGUAGES)
def edition(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    """An edition with as many activities as a quarter has, opened once: no script sees how wide it was then."""
    with opened(
        browser, written(tmp_path_factory.mktemp("edition"), request.param, 45), width=PHONE
    ) as visit:
        yield visit


@pytest.fixture(scope="module", params=LANGUAGES)
def short_edition(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Visit]]:
    """Its language, and an edition with all that a page can hold, but fewer of each: every element is looked at."""
    address = written(tmp_path_factory.mktemp("short"), request.param, 9)
    with opened(browser, address, width=PHONE, trusted=True) as visit:
        yield request.param, visit


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_edition_fits_the_width_and_asks_for_nothing(edition: Visit, width: int) -> None:
    page = edition.page
    page.set_viewport_size({"width": width, "height": 900})

    assert page.evaluate("window.innerWidth") == width
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(OVERFLOWING)
    assert page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].some(font => font.status === 'loaded'))"
    )
    assert edition.errors == []
    assert [address for address in edition.requests if not address.startswith("data:")] == [page.url]
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_edition_has_no_serious_accessibility_violation(short_edition: tuple[str, Visit], width: int) -> None:
    language, visited = short_edition
    visited.page.set_viewport_size({"width": width, "height": 900})

    found = [
        f"{violation['id']}: {violation['help']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
        for violation in violations(visited.page, contrast=language in COLOURS_OF)
        if violation["impact"] in SERIOUS
    ]
    assert found == []


def test_first_tab_reaches_a_skip_link_that_leads_to_the_content(short_edition: tuple[str, Visit]) -> None:
    page = short_edition[1].page
    page.set_viewport_size({"width": SCREEN, "height": 900})

    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.getAttribute('href')")
    box = page.locator(":focus").bounding_box()
    page.keyboard.press("Enter")

    assert focused is not None
    assert focused.startswith("#")
    assert box is not None
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert page.evaluate("location.hash") == focused
    assert page.locator(focused).count() == 1
    assert page.evaluate("id => !!document.querySelector(id).closest('main')", focused)


def test_visitor_notices_what_a_page_must_not_do(visit: Visitor, tmp_path: Path) -> None:
    """The net of the tests above catches: a wide element, an error, a request, a picture without text, pale letters."""
    file = tmp_path / "bad.html"
    file.write_text(
        "<!doctype html><title>bad</title><main><p style='width: 3000px'>wide<p style='color: #eee'>pale<img src='http://127.0.0.1:9/x.png'>"
        "<script>throw new Error('planted')</script></main>",
        encoding="utf-8",
    )

    visited = visit(file.as_uri(), width=PHONE, trusted=True)
    rules = {violation["id"] for violation in violations(visited.page)}

    assert visited.page.evaluate("document.documentElement.scrollWidth") > PHONE
    assert any("planted" in error for error in visited.errors)
    assert "http://127.0.0.1:9/x.png" in visited.requests
    assert {"html-has-lang", "image-alt", CONTRAST} <= rules
    assert {violation["id"] for violation in violations(visited.page, contrast=False)} == rules - {CONTRAST}
