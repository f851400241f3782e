"""A real browser, and pages that notice what they should not do."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from tests.browser.chromium import QUIET, ChromiumNotAvailable, chromium
from tests.browser.office import COPIES, Office, new_page, sign_in


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
    # The browser is steered by an event loop in this thread, in which nothing of ours runs: Django would refuse every
    # later test here its database, and the end of the run as well, where the loop may still be there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = _launched(playwright, program)
        yield started
        started.close()


@pytest.fixture(scope="session", autouse=True)
def copied_servers() -> Iterator[None]:
    """Servers are copied from one process; it ends with the tests."""
    yield
    COPIES.end()


@contextmanager
def opened(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 900,
    trusted: bool = False,
    locale: str = "en-US",
) -> Iterator[Visit]:
    """Open an address at a width; `trusted` lets a test's own scripts past the page's content security policy."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        bypass_csp=trusted,
        reduced_motion="reduce",
        locale=locale,
    )
    visited = Visit(new_page(context))
    visited.page.on("pageerror", lambda error: visited.errors.append(str(error)))
    visited.page.on(
        "console",
        lambda message: visited.errors.append(message.text) if message.type in {"error", "warning"} else None,
    )
    visited.page.on("request", lambda request: visited.requests.append(request.url))
    try:
        visited.page.goto(address, wait_until="load")
        yield visited
    finally:
        context.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """Open addresses as :func:`opened` does, until the test ends."""
    with ExitStack() as stack:
        yield lambda address, **how: stack.enter_context(opened(browser, address, **how))


@pytest.fixture
def ada(browser: Browser, office: Office) -> Iterator[Page]:
    """An administrator who reads French, in the office that a module runs."""
    context = browser.new_context(
        locale="fr-FR", viewport={"width": 1280, "height": 900}, reduced_motion="reduce", bypass_csp=True
    )
    page = new_page(context)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    sign_in(page, office, "ada")
    yield page
    context.close()
