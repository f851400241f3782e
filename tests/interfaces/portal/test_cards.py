"""What other sites show of a link to a page: its title, what it is, a picture drawn here."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from lxml import html
from PIL import Image

from rapporteur.base.core.models import Association
from rapporteur.interfaces.portal.pages.cards import drawn_card
from tests.support.portal import plain_edition, public_network, public_programmes


def picture_at(reader: Client, address: str) -> Image.Image:
    """Return the picture that lies at an address."""
    answer = reader.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png"), address
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


@pytest.mark.django_db
def test_every_page_has_a_card_of_its_own_in_the_colour_of_the_association() -> None:
    public_network()
    public_programmes()
    plain_edition()
    Association.objects.update(colour="#123456")
    reader = Client()
    cards = {}
    for path in (
        "", "reports/2018-Q2/", "activities/", "activities/meeting-0/", "members/town-0/", "programmes/green-ports/",
        "plan/", "agenda/", "search/?q=x",
    ):  # fmt: skip
        page: Any = html.fromstring(reader.get(f"/fr/{path}").content)
        (address,) = page.xpath("//meta[@property='og:image']/@content")
        assert page.xpath("//meta[@property='og:title']/@content") == [
            page.xpath("//title/text()")[0].rpartition(" – ")[0]
        ]
        assert page.xpath("string(//meta[@property='og:description']/@content)")
        assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]
        card = picture_at(reader, address.removeprefix("http://testserver"))
        assert card.size == (1200, 630)
        assert card.getpixel((2, 2)) == (0x12, 0x34, 0x56)
        cards[path] = card.tobytes()
    assert len(set(cards.values())) == len(cards) - 1  # a search has the card of home
    assert cards["search/?q=x"] == cards[""]
    for nothing in (
        "activities/nothing",
        "members/nothing",
        "programmes/nothing",
        "reports/2017-Q1",
        "nothing",
    ):
        assert reader.get(f"/fr/{nothing}/card.png").status_code == 404


def test_card_is_the_same_each_time_and_holds_a_title_of_any_length() -> None:
    drawn = [drawn_card.__wrapped__("#f4f6f8", "mars", "Réunion " * 60, "Nous", "fr") for _ in range(2)]
    assert drawn[0] == drawn[1]
    card: Any = Image.open(io.BytesIO(drawn[0])).convert("L")
    assert card.size == (1200, 630)
    assert card.crop((0, 502, 1200, 526)).getextrema() == (
        246,
        246,
    )  # nothing between the title and what is below
    assert card.crop((80, 540, 1200, 600)).getextrema()[0] < 60  # dark ink on a light colour
