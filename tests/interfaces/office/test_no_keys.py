"""Nowhere in the office does somebody read a slug, a key or a code that is stored: the demonstration is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from rapporteur.base.core.models import RoleAssignment
from rapporteur.interfaces.office.doors.table import DOORS
from tests.support.office import superuser

pytestmark = pytest.mark.usefixtures("demo_records", "db")
KEY_COLUMNS = ("slug", "key")
OF_EACH = 2
"""Records of each kind whose pages are walked, beside its list, its new form and the window to choose in."""
SPOKEN = ("aria-label", "title", "alt", "placeholder")
HYPHENED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")
CODED = re.compile(r"[A-Z]{2,}(?:_[A-Z]+)+")
TEXT_INPUT = "self::input[not(@type) or @type='text']"


@pytest.fixture
def ana() -> Client:
    client = superuser()
    client.get("/cms/")  # which registers the screens
    return client


def keys() -> frozenset[str]:
    """Return every slug and key of a record in the demonstration."""
    found: set[str] = set()
    for model in DOORS:
        columns = {column.name for column in model._meta.concrete_fields}
        for name in columns.intersection(KEY_COLUMNS):
            found |= set(model._default_manager.values_list(name, flat=True))
    return frozenset(found)


def addresses() -> Iterator[str]:
    """Yield where records are looked at, written and chosen."""
    for model in DOORS:
        viewset: Any = model.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
        yield reverse(viewset.get_url_name("list"))
        yield reverse(viewset.get_url_name("add"))
        yield reverse(viewset.chooser_viewset.get_url_name("choose"))
        if model is RoleAssignment:  # roles are given and taken, not changed
            continue
        for key in model._default_manager.order_by("pk").values_list("pk", flat=True)[:OF_EACH]:
            for view in ("inspect", "edit", "history"):
                yield reverse(viewset.get_url_name(view), args=[key])


def texts(page: Any) -> Iterator[str]:
    """Yield each piece of text of a page that is seen or read out."""
    for hidden in page.xpath("//script | //style | //template"):
        hidden.drop_tree()
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        typed = element.get("value") if element.xpath(TEXT_INPUT) else None
        for text in (element.text, element.tail, typed, *map(element.get, SPOKEN)):
            if text and text.strip():
                yield " ".join(text.split())


def keys_in(text: str, known: frozenset[str]) -> list[str]:
    """Return the keys that a text shows: by itself, behind a colon, or with a hyphen, and stored codes of two words."""
    behind = re.findall(r"(?:\u00a0?:\s|: ?)([a-z0-9-]+)$", text)
    return [one for one in {text, *behind, *HYPHENED.findall(text)} if one in known] + CODED.findall(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("line", ["line"]), ("Clé : line", ["line"]), ("Une ligne", []), ("FULL_MEMBER", ["FULL_MEMBER"])],
)
def test_a_key_is_found_where_it_is_shown(text: str, shown: list[str]) -> None:
    assert keys_in(text, frozenset({"line"})) == shown


def test_no_list_page_form_or_window_shows_a_slug_a_key_or_a_code(ana: Client) -> None:
    known, shown = keys(), []
    assert len(known) > 300
    for address in addresses():
        answer = ana.get(address, headers={"accept-language": "fr"})
        assert answer.status_code == 200, address
        content = answer.json()["html"] if "json" in answer["Content-Type"] else answer.content.decode()
        for text in texts(html.fromstring(content)):
            shown += [(address, key, text[:80]) for key in keys_in(text, known)]
    assert shown == []
