"""The HTML edition as a reader meets it: on a screen, on a phone, by keyboard, with a screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from rapporteur.reports.renderers import render
from tests.browser.conftest import Visitor
from tests.support.sample_report import sample_report, tiny_report

SCREEN, PHONE = 1280, 390
SERIOUS = {"serious", "critical"}
OVERFLOWING = """() => [...document.querySelectorAll("body *")]
    .filter(element => !element.closest("svg") && element.scrollWidth > element.clientWidth + 1)
    .filter(element => ["block", "grid", "flex", "list-item"].includes(getComputedStyle(element).display))
    .filter(element => getComputedStyle(element).overflowX === "visible")
    .map(element => `${element.tagName} ${element.id} ${element.className}: ${element.scrollWidth} px`)"""
"""Names the boxes whose content is wider than they are, the outermost first."""


@pytest.fixture(scope="module", params=["fr", "en", "es", "pt"])
def edition(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an edition; the Portuguese one is that of another, tiny network."""
    language: str = request.param
    data = tiny_report() if language == "pt" else sample_report()
    file = tmp_path_factory.mktemp("edition") / f"report.{language}.html"
    file.write_bytes(render(data, language, "html"))
    return file.as_uri()


@pytest.mark.parametrize("width", [SCREEN, PHONE])
def test_edition_fits_the_width_and_asks_for_nothing(edition: str, width: int, visit: Visitor) -> None:
    visited = visit(edition, width=width)
    page = visited.page

    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(OVERFLOWING)
    assert visited.errors == []
    assert [address for address in visited.requests if not address.startswith("data:")] == [edition]
    assert page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].some(font => font.status === 'loaded'))"
    )


@pytest.mark.parametrize("width", [SCREEN, PHONE])
def test_edition_has_no_serious_accessibility_violation(edition: str, width: int, visit: Visitor) -> None:
    visited = visit(edition, width=width, trusted=True)

    violations = Axe().run(visited.page).response["violations"]

    found = [
        f"{violation['id']}: {violation['help']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
        for violation in violations
        if violation["impact"] in SERIOUS
    ]
    assert found == []


def test_first_tab_reaches_a_skip_link_that_leads_to_the_content(edition: str, visit: Visitor) -> None:
    page = visit(edition).page

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
    """The net of the tests above catches: a wide element, an error, a request, a picture without text."""
    file = tmp_path / "bad.html"
    file.write_text(
        "<!doctype html><title>bad</title><main><p style='width: 3000px'>wide<img src='http://127.0.0.1:9/x.png'>"
        "<script>throw new Error('planted')</script></main>",
        encoding="utf-8",
    )

    visited = visit(file.as_uri(), width=PHONE, trusted=True)
    rules = {violation["id"] for violation in Axe().run(visited.page).response["violations"]}

    assert visited.page.evaluate("document.documentElement.scrollWidth") > PHONE
    assert any("planted" in error for error in visited.errors)
    assert "http://127.0.0.1:9/x.png" in visited.requests
    assert {"html-has-lang", "image-alt"} <= rules
