"""Reviews in a real browser: a comment on a passage, returned, answered, published; two approvals; pages with axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.office import Hands, Office, new_page, office_over, sign_in
from tests.browser.widths import cut_off

SIZES = ({"width": 1440, "height": 900}, {"width": 320, "height": 800})
WAGTAILS = {"page-has-heading-one"}
"""What Wagtail's own frame is reported for."""
TITLE = "The forum on water"
PATIENCE = 40_000
"""Milliseconds until a page is there: it compiles a quarter, on a machine that may do much besides."""


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network and two drafts in review."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"), reviews=True)
    running.start()
    expect.set_options(timeout=PATIENCE)
    yield running
    expect.set_options(timeout=5_000)
    running.stop()


@pytest.fixture
def signed_in(browser: Browser, office: Office) -> Iterator[Callable[..., Page]]:
    """Open a page as somebody, in a browser of their own; axe needs a script past the policy of the page."""
    contexts = []

    def opened(name: str, to: str, *, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport=SIZES[0],  # type: ignore[arg-type]  # a size
            locale="en-GB",
            bypass_csp=True,
            reduced_motion="reduce",
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        page = new_page(context)
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        sign_in(page, office, name, to=to)
        return page

    yield opened
    for context in contexts:
        context.close()


def faults(page: Page) -> list[str]:
    """Return what axe reports of a page on a screen and on a small phone, and whether it is wider than either."""
    found: list[str] = []
    for size in SIZES:
        page.set_viewport_size(size)  # type: ignore[arg-type]  # a size
        found += [
            f"{size['width']}: {one['id']} {[node['html'][:160] for node in one['nodes']]}"
            for one in violations(page, context={"exclude": [[".messages"]]}, contrast=size is SIZES[0])
            if one["id"] not in WAGTAILS
        ]
        found += [f"{size['width']}: cut off: {one}" for one in cut_off(page)]
    page.set_viewport_size(SIZES[0])  # type: ignore[arg-type]  # a size
    return found


def open_review(page: Page, title: str) -> None:
    page.get_by_role("link", name=title).first.click()
    expect(page.locator("#review-printed")).to_be_visible()


def approve(page: Page) -> None:
    """Approve what is reported under no line of the plan: it is asked whether to publish that all the same."""
    page.get_by_role("button", name="Approve and publish").click()
    expect(page.get_by_role("alert")).to_contain_text("under no line of the plan")
    page.get_by_role("button", name="Publish all the same").click()


@pytest.mark.one_engine
def test_a_passage_is_commented_on_by_keys_returned_answered_and_published(
    signed_in: Callable[..., Page],
) -> None:
    agnes = signed_in("agnes", "/cms/reviews/")
    open_review(agnes, TITLE)
    expect(agnes.get_by_role("button", name="Approve and publish")).to_be_in_viewport(ratio=1)
    assert faults(agnes) == []
    passages = agnes.get_by_label("Passage", exact=True)
    passages.focus()
    hands = Hands(agnes)
    for _ in range(20):  # sentence by sentence, the one that is chosen is marked in the text
        if agnes.locator(".review-chosen").inner_text() == "Forty cities came.":
            break
        hands.press("ArrowDown")
    expect(agnes.locator(".review-chosen")).to_have_text("Forty cities came.")
    hands.press("Tab").type("Which ones?").press("Tab", "Enter")
    expect(agnes.locator("#comment-1")).to_contain_text("Which ones?")
    assert faults(agnes) == []
    agnes.get_by_role("button", name="Return with this reason").click()
    expect(agnes.locator("main tbody tr").filter(has_text=TITLE)).to_contain_text("Forty cities came.")

    lia = signed_in("lia", "/cms/")
    asked = lia.get_by_role("region", name="Asked of you")
    expect(asked).to_contain_text("agnes comments: Which ones?")
    asked.get_by_role("link", name=TITLE).click()
    expect(lia.locator("#comment-1")).to_contain_text("Forty cities came.")
    lia.get_by_role("link", name="Open the form").click()
    expect(lia.locator("[aria-label^=English] .comment-at-field")).to_contain_text("Which ones?")
    assert list(violations(lia, context=".form-buttons")) == []
    lia.get_by_role("link", name="Answer").click()
    lia.get_by_label("Answer", exact=True).fill("Those of the north")
    lia.get_by_role("button", name="Send the answer").click()
    expect(lia.locator("#comment-1")).to_contain_text("Those of the north")
    lia.get_by_role("link", name="Open the form").click()
    lia.get_by_role("button", name="Put to review again").click()

    agnes.goto(agnes.url.split("/cms/")[0] + "/cms/reviews/")
    open_review(agnes, TITLE)
    expect(agnes.locator("#comment-1")).to_contain_text("Those of the north")
    agnes.get_by_role("button", name="Resolved").click()
    expect(agnes.locator("#comment-1")).to_contain_text("resolved by agnes")
    approve(agnes)
    expect(agnes.get_by_text(f"{TITLE} is approved.")).to_be_visible()


@pytest.mark.one_engine
def test_two_people_approve_one_after_the_other(signed_in: Callable[..., Page]) -> None:
    agnes = signed_in("agnes", "/cms/reviews/", dark=True)
    open_review(agnes, "The training on buses")
    steps = agnes.get_by_role("list", name="Approvals")
    expect(steps).to_contain_text("Approval 2 of 2: after that, by somebody else")
    assert faults(agnes) == []
    agnes.get_by_role("button", name="Approve and publish").click()
    expect(agnes.get_by_text("it is published with that of somebody else")).to_be_visible()

    sam = signed_in("sam", "/cms/reviews/")
    open_review(sam, "The training on buses")
    expect(sam.get_by_role("list", name="Approvals")).to_contain_text("Approval 1 of 2: agnes")
    approve(sam)
    expect(sam.get_by_text("The training on buses is approved.")).to_be_visible()


def test_follow_ups_are_noted_and_done(signed_in: Callable[..., Page]) -> None:
    lia = signed_in("lia", "/cms/reviews/")
    open_review(lia, "The meeting on noise")
    lia.get_by_role("link", name="Open the form").click()
    lia.get_by_role("link", name="Follow-ups: 0").click()
    lia.get_by_label("What is to be done").fill("Send the minutes")
    lia.get_by_label("By when").fill("20 July 2018")
    lia.get_by_role("button", name="Note a follow-up").click()
    expect(lia.locator(".follow-ups-list")).to_contain_text("! overdue by")
    assert faults(lia) == []
    lia.get_by_role("link", name="All follow-ups").click()
    assert faults(lia) == []
    lia.get_by_role("link", name="The meeting on noise").click()
    lia.get_by_role("button", name="Done: Send the minutes").click()
    expect(lia.get_by_role("region", name="Done before")).to_contain_text("● done by lia")
