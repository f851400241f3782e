"""Every link of every page of the back office leads somewhere, for the administrator who sees them all."""

from __future__ import annotations

import gc
import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from lxml import etree, html
from wagtail.documents.models import Document

from rapporteur.interfaces.office.doors.table import DOORS
from tests.factories import make
from tests.interfaces.office.test_admin import EVERY
from tests.support.office import superuser, url

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("unmeasured"),
]  # every page, which the tests of pages have
OFFICE = "/cms/"
MENU = "wagtail-sidebar-props"
IN_SCRIPT = re.compile(rf'"({OFFICE}[^"]*)"')
"""What the menu leads to, which a script makes of JSON."""
ATTRIBUTE = re.compile(r"href|action|src|data-.*url.*")
"""Where a page says what it leads to: links, forms, and what its scripts ask for."""
LISTED = (
    "wagtailimages:index",
    "wagtaildocs:index",
    "wagtailusers_users:index",
)
ANSWERED = {200, 302, 405}
"""Shown; led on; there, but taking nothing except a form."""


def led_to(page: bytes, address: str) -> Iterator[str]:
    """Yield the addresses of the back office that a page leads to."""
    document = html.document_fromstring(page)
    attributes = list(_attributes(document))
    listed = [value for name, value in attributes if name == "data-object-id"]
    named = [value for name, value in attributes if ATTRIBUTE.fullmatch(name) and value]
    for script in document.iter("script"):
        if script.get("id") == MENU:
            named += IN_SCRIPT.findall(script.text or "")
    for target in (urljoin(address, one).partition("#")[0] for one in named):
        if target.startswith(f"{OFFICE}bulk/"):
            if listed:
                yield f"{target.partition('?')[0]}?id={listed[0]}"  # as the page's script adds what is ticked
        elif target.startswith(OFFICE):
            yield target


def _attributes(document: etree._Element) -> Iterator[tuple[str, str]]:
    for element in document.iter(etree.Element):
        yield from ((str(name), str(value).strip()) for name, value in element.attrib.items())


def place(address: str) -> str:
    """Return what makes a page one of its own: its path but for keys. What it is asked changes no link's end."""
    return re.sub(r"\d+", "1", urlsplit(address).path)


def walk(client: Client, start: str) -> dict[str, tuple[int, str]]:
    """Follow every link from a page on, each once; return what each address answered, and where it was named."""
    answers: dict[str, tuple[int, str]] = {}
    waiting, known = deque([(start, "")]), {place(start), place(reverse("wagtailadmin_logout"))}
    while waiting:
        address, named_in = waiting.popleft()
        response = client.get(address)
        answers[address] = (response.status_code, named_in)
        targets = [response.headers["Location"]] if response.status_code == 302 else []
        if response.status_code == 200 and "html" in response.headers["Content-Type"]:
            content = response.getvalue()  # a page that tells how far it is comes in pieces
            targets = list(led_to(content, address)) if content.strip() else []
        for target in targets:
            if target.startswith(OFFICE) and place(target) not in known:
                known.add(place(target))
                waiting.append((target, address))
    return answers


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # files of images that Wagtail leaves open
def test_every_link_leads_somewhere() -> None:
    make.AssociationFactory(languages=["fr", "en"], source_language="fr")
    for factory in EVERY[1:]:
        factory()
    make.ImageFactory()
    Document.objects.create(title="Letter", file=ContentFile(b"x", "letter.txt"))
    make.AccountFactory()
    ana = superuser()
    ana.raise_request_exception = False  # a failure is an answer here: 500

    answers = walk(ana, OFFICE)
    gc.collect()  # here, where what is left open is no failure

    assert {address: told for address, told in answers.items() if told[0] not in ANSWERED} == {}
    lists = {url(model, "list") for model in DOORS} | {reverse(name) for name in LISTED}
    assert lists <= {urlsplit(address).path for address in answers}  # or the walk went nowhere
