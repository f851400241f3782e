"""Nothing reaches the portal but through `.public()`: asked of its source, and of every address that it has."""

from __future__ import annotations

import ast
import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client

from rapporteur.interfaces import portal
from tests.support.portal import CERTIFICATE, Secrets, plain_edition, plant, public_network, public_programmes

ROOMS = {
    "activities", "agenda", "calls", "governance", "members", "names", "plan", "programmes", "publications",
    "training",
}  # fmt: skip
"""Rooms of which the portal shows something (of training: whether a certificate holds): dues, juries, mails,
accounts… are none of them."""
OF_CALLS = {"CallForApplications", "CallOutcome"}
"""What is imported of calls: who applies is nobody's business."""
SOURCE = sorted(Path(portal.__path__[0]).rglob("*.py"))
_LINK = re.compile(r"""(?:href|src|action)="([^"#]+)|<loc>([^<]+)</loc>""")
API = ("activities", "agenda", "editions", "members", "openapi.json", "plan", "programmes", "publications")
MOST_PAGES = 600
"""A crawl that finds more has been led into filters upon filters."""


NODES = [(path, node) for path in SOURCE for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]


def test_records_are_asked_for_through_the_one_door() -> None:
    doors, others = 0, []
    behind = {
        id(node.value) for _, node in NODES if isinstance(node, ast.Attribute) and node.attr == "public"
    }
    for path, node in NODES:
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            doors += 1
            if id(node) not in behind:
                others.append(f"{path.name}:{node.lineno}")
    assert others == []
    assert doors > 20


def test_rooms_of_which_nothing_is_public_are_not_imported() -> None:
    imported = {
        (node.module or "").split(".")[2]
        for _, node in NODES
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rapporteur.records.")
    }
    assert imported <= ROOMS
    of_calls = {
        alias.name
        for _, node in NODES
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("rapporteur.records.calls")
        for alias in node.names
    }
    assert of_calls == OF_CALLS


def holds(text: str, secret: str) -> bool:
    """Tell whether a secret stands in what is answered; a number by itself, not within a hash that has it."""
    return secret in text and (
        not secret.isdecimal() or re.search(rf"(?<![0-9A-Za-z]){secret}(?![0-9A-Za-z])", text) is not None
    )


def test_a_number_is_found_where_it_stands_by_itself() -> None:
    assert holds("<td>24681</td>", "24681")
    assert not holds('ETag: "0f24681bc"', "24681")


def crawled(reader: Client) -> dict[str, str]:
    """Return every public address that one leads to from another, with what it answers, as text."""
    read = [f"/api/v1/{part}?language={code}" for part in API for code in ("fr", "en", "es")]
    waiting = [
        *read, "/", "/sitemap.xml", "/robots.txt", "/nothing/", "/fr/nothing/", "/fr/search/?q=seville",
        f"/en/certificates/?code={CERTIFICATE}",
    ]  # fmt: skip
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        if address in found or address.startswith(("/static/", "/cms/", "/account/")):
            continue
        answer = reader.get(address)
        assert answer.status_code in (200, 302, 404), address
        body = b"".join(answer) if answer.streaming else answer.content
        found[address] = f"{dict(answer.headers)}\n{body.decode(errors='replace')}"
        assert len(found) < MOST_PAGES, sorted(found)[::20]
        marked_up = answer.get("Content-Type", "").partition(";")[0] in {"text/html", "application/xml"}
        matched = _LINK.findall(body.decode(errors="replace")) if marked_up else []
        links = [unescape(one or two) for one, two in matched]
        for link in [*links, answer.get("Location", "")]:
            parts = urlsplit(urljoin(f"http://testserver{address}", link))
            if link and parts.hostname == "testserver":
                waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


@pytest.mark.django_db
def test_no_public_address_holds_a_secret() -> None:
    """Pages, feeds, calendars, tables and the data of editions in every language, from wherever they are led to."""
    public_network()
    public_programmes()
    secrets = Secrets()
    plain_edition(note=secrets.word("note"), by=secrets.word("who"))
    plant(secrets)
    reader = Client(headers={"accept-language": "fr"})
    found = crawled(reader)

    assert {f"/{language}/members/town-0/" for language in ("fr", "en", "es")} <= set(found)
    assert {f"/api/v1/{part}?language=es" for part in API} <= set(found)
    for end in ("feed.atom", "calendar.ics", "table.csv", "table.json", "/read/"):
        assert any(address.partition("?")[0].endswith(end) for address in found), end
    assert "This certificate is valid." in found[f"/en/certificates/?code={CERTIFICATE}"]
    leaks = [
        (address, secret)
        for address, text in found.items()
        for secret in secrets.planted
        if holds(text, secret)
    ]
    assert leaks == []
    public = "\n".join(found.values())
    for told in (
        "Séville 0",
        "Réunion des ports 0",
        "Ana Ruiz",
        "Lia Costa",
        "Ports verts",
        "Des quais pour tous",
        "Inés Mar",
        "Port Gazette",
        "Journées du port",
        "Prochains ports",
    ):
        assert told in public
    for secret in secrets.planted:  # what is looked for stands in the box; nothing is found by it
        if secret.startswith("zqx"):
            page = reader.get("/en/search/", {"q": secret}).content.decode()
            assert "Nothing is found" in page, secret
            assert "/en/activities/?deliverable" not in page, secret
