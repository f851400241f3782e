"""What is read out of the pages of the office: names of fields, search boxes and tables, in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from lxml import html

from rapporteur.base.core.permissions import Role
from rapporteur.records.activities.models import Activity
from tests.factories import make
from tests.support.office import shown, signed_in, url

pytestmark = pytest.mark.django_db
TEMPLATES = Path(__file__).resolve().parents[3] / "rapporteur" / "interfaces" / "office" / "templates"


@pytest.fixture
def ana() -> Client:
    make.AssociationFactory()
    return signed_in(Role.ADMINISTRATOR)


def in_french(client: Client, address: str) -> Any:
    return html.fromstring(client.get(address, headers={"accept-language": "fr"}).content)


def stars(page: Any) -> list[Any]:
    return page.xpath("//label//*[normalize-space(text())='*'] | //h2//*[normalize-space(text())='*']")  # type: ignore[no-any-return]


def test_the_star_of_a_required_field_is_seen_and_the_field_says_it(ana: Client) -> None:
    page = shown(ana, url(Activity, "add"))
    assert stars(page)
    assert all(one.get("aria-hidden") == "true" for one in stars(page))
    (kind,) = page.xpath("//select[@name='kind']")
    assert kind.get("required") is not None
    (online,) = page.xpath("//input[@name='online']")
    assert online.get("required") is None


def test_the_box_above_a_list_is_a_search_box_in_a_landmark_and_the_table_has_a_name(ana: Client) -> None:
    make.ActivityFactory()
    for page, term, activities in (
        (shown(ana, url(Activity, "list")), "Search term", "Activities"),
        (in_french(ana, url(Activity, "list")), "Terme de recherche", "Activités"),
    ):
        (box,) = page.xpath("//form[@role='search']//input[@name='q']")
        assert box.get("type") == "search"
        (called,) = page.xpath(f"//label[@for='{box.get('id')}']")
        assert called.text_content().strip() == term
        assert [one.get("aria-label") for one in page.xpath("//main//table")] == [activities]


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES))
)
def test_every_table_has_a_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    nameless = [
        found[0]
        for found in re.finditer(r"<table[^>]*>(\s*<caption)?", text)
        if "aria-label" not in found[0] and not found[1]
    ]
    assert nameless == []
