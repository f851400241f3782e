"""A real browser, and pages that notice what they should not do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from tests.browser.chromium import QUIET, ChromiumNotAvailable, chromium


@dataclass
class Visit:
    """A page that was opened, with what it complained about and whom it asked."""

    page: Page
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


Visitor = Callable[..., Visit]


def _launched(playwright: Playwright, program: Path) -> Browser:
    """Start the browser in its sandbox; without it for root, and where the machine grants none (containers)."""
    if os.geteuid() != 0:
        try:
            return playwright.chromium.launch(executable_path=program, args=QUIET, chromium_sandbox=True)
        except Error as error:
            if "sandbox" not in str(error).lower():
                raise
    return playwright.chromium.launch(executable_path=program, args=QUIET, chromium_sandbox=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, started once."""
    try:
        program = chromium()
    except ChromiumNotAvailable as error:
        pytest.fail(str(error), pytrace=False)
    with sync_playwright() as playwright:
        started = _launched(playwright, program)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """Open an address at a width; `trusted` lets a test's own scripts past the page's content security policy."""
    contexts = []

    def open_page(address: str, *, width: int = 1280, height: int = 900, trusted: bool = False) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height}, bypass_csp=trusted, reduced_motion="reduce"
        )
        contexts.append(context)
        visited = Visit(context.new_page())
        visited.page.on("pageerror", lambda error: visited.errors.append(str(error)))
        visited.page.on(
            "console",
            lambda message: (
                visited.errors.append(message.text) if message.type in {"error", "warning"} else None
            ),
        )
        visited.page.on("request", lambda request: visited.requests.append(request.url))
        visited.page.goto(address, wait_until="load")
        return visited

    yield open_page
    for context in contexts:
        context.close()
