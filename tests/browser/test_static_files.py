"""What pages load, as a browser meets it: files that are kept for a year, none too many, and no script that fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.office import Office, new_page, office_over, sign_in

VERSION = re.compile(r"\.[0-9a-f]{12}\.\w+$")
FORM = "/cms/snippets/activities/activity/add/"
PAGES = (
    "/cms/",
    "/cms/log/",
    "/cms/log/several/",
    "/cms/snippets/activities/activity/",
    FORM,
    "/cms/report-room/",
)
MODULES = {"page", "keeper", "chooser", "combobox-nav", "server", "unsent", "sign-in"}
"""Scripts of Log that others import, or that import others."""
WIDGETS = {"jquery-ui-1.13.2.min", "tag-it"}


@pytest.fixture(scope="module")
def office(new_database: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A server of its own with a small network, whose static files are served as people get them."""
    running = office_over(new_database(), tmp_path_factory.mktemp("var"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def agnes(browser: Browser, office: Office) -> Iterator[Page]:
    """A reviewer, whose browser has kept nothing; a script that fails fails the test."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}, bypass_csp=False)
    page = new_page(context)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    sign_in(page, office, "agnes")
    yield page
    context.close()


def loaded(page: Page, address: str) -> list[Response]:
    """Open an address; return the static files that came for it."""
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))  # noqa: PLW0108  # playwright marks what it calls
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return [one for one in answers if urlsplit(one.url).path.startswith("/static/")]


def names(files: list[Response]) -> set[str]:
    """Return what files are called, without folder and version."""
    return {VERSION.sub("", urlsplit(one.url).path.rpartition("/")[2]) for one in files}


@pytest.mark.one_engine
@pytest.mark.parametrize("address", PAGES)
def test_every_file_of_a_page_answers_and_is_kept_for_good(agnes: Page, office: Office, address: str) -> None:
    files = loaded(agnes, f"{office.address}{address}")
    assert files, agnes.content()[:2000]
    for one in files:
        assert VERSION.search(urlsplit(one.url).path), one.url
        assert one.status == 200, one.url
        assert "immutable" in one.headers["cache-control"], one.url


def test_scripts_that_others_import_say_their_version_too(agnes: Page, office: Office) -> None:
    assert names(loaded(agnes, f"{office.address}/cms/log/")) >= MODULES


@pytest.mark.one_engine
def test_texts_of_files_come_compressed(agnes: Page, office: Office) -> None:
    files = loaded(agnes, f"{office.address}{FORM}")
    large = [
        one
        for one in files
        if int(one.headers["content-length"]) > 1000 and "image" not in one.headers["content-type"]
    ]
    assert len(large) > 10
    assert {one.headers.get("content-encoding") for one in large} == {"br"}


@pytest.mark.one_engine
def test_the_form_loads_what_boxes_for_tags_need_when_there_is_one(agnes: Page, office: Office) -> None:
    assert not names(loaded(agnes, f"{office.address}{FORM}")) & WIDGETS
    agnes.get_by_role("button", name="Add photograph").click()
    agnes.get_by_role("button", name="Choose an image").click()
    agnes.get_by_role("tab", name="Upload").click()
    box = agnes.locator(".modal .tagit input").first
    box.fill("water")
    box.press(",")
    expect(agnes.locator(".modal .tagit-choice")).to_contain_text("water")
