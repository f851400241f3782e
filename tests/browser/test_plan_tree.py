"""The plan as a tree in a browser: carried by keys, dragged by a mouse, told to whoever does not see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.office import Office, new_page, office_over, sign_in
from tests.browser.widths import cut_off

PHONE = {"width": 390, "height": 844}
RULES = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa")


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network, and who may change the plan."""
    running = office_over(
        new_database(), tmp_path_factory.mktemp("var"), people={"sara": "SECRETARY_GENERAL"}
    )
    running.start()
    yield running
    running.stop()


def order(page: Page) -> list[str]:
    found: list[str] = page.locator("#plan-nodes li").evaluate_all("all => all.map(one => one.dataset.code)")
    return found


def faults(page: Page) -> list[str]:
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in violations(page, context="main", only=RULES)
    ]


def test_a_node_is_carried_by_keys_and_dragged_by_a_mouse(browser: Browser, office: Office) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, locale="en", reduced_motion="reduce"
    )
    page = new_page(context)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(page, office, "sara", to="/cms/plan-tree/1/")
    said, at = page.locator("#plan-said"), page.locator("#plan-nodes")
    before = ["L2", "L2M5D1", "L2M5D2", "L2M7D1", "L2M7D2"]
    assert order(page) == before
    assert faults(page) == []

    page.locator("li[data-code=L2]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(said).to_have_text(
        "L2M5D1 is lifted, first below L2. Arrows carry it, space puts it down, escape takes it back."
    )
    page.keyboard.press("ArrowDown")
    expect(said).to_have_text("L2M5D1: after L2M5D2")
    page.keyboard.press("Escape")
    expect(said).to_have_text("L2M5D1 stays where it was.")
    assert order(page) == before
    for key in ("Space", "ArrowDown", "ArrowDown", "Space"):
        page.keyboard.press(key)
    expect(said).to_have_text("L2M5D1 moved after L2M7D1.")
    moved = ["L2", "L2M5D2", "L2M7D1", "L2M5D1", "L2M7D2"]
    assert order(page) == moved
    expect(page.locator("li[data-code=L2M5D1]")).to_be_focused()

    page.keyboard.press("F2")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Another title")
    page.keyboard.press("Enter")
    expect(at).to_contain_text("Another title")
    expect(page.locator("li[data-code=L2M5D1]")).to_be_focused()

    row = page.locator("li[data-code=L2M7D2] > a")
    target = page.locator("li[data-code=L2M5D2] > a")
    row.drag_to(target, target_position={"x": 60, "y": 4})
    expect(said).to_have_text("L2M7D2 moved to the beginning of L2.")
    assert order(page) == ["L2", "L2M7D2", "L2M5D2", "L2M7D1", "L2M5D1"]
    page.locator("#plan-undo button").click()
    expect(said).to_have_text("L2M7D2 is back where it was.")
    assert order(page) == moved

    page.locator("li[data-code=L2M5D1]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#plan-chosen-title")).to_be_focused()
    assert faults(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a size
    assert cut_off(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []
    assert errors == []
    context.close()
