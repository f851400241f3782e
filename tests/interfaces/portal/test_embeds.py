"""Parts of pages in frames of other sites: what they show and allow, and how other sites hear of them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from lxml import html

from tests.support.portal import plain_edition, public_network

pytestmark = pytest.mark.django_db
FRAMED = ("map", "figures", "plan")


@pytest.fixture
def reader() -> Client:
    """Somebody without an account, where an edition is frozen."""
    public_network()
    plain_edition()
    return Client()


def told(reader: Client, address: str, **query: str) -> Any:
    """Return what oEmbed says of an address."""
    answer = reader.get("/oembed", {"url": f"http://testserver{address}", **query})
    assert answer.status_code == 200, address
    assert answer["Access-Control-Allow-Origin"] == "*"
    return json.loads(answer.content)


@pytest.mark.parametrize("what", FRAMED)
def test_frame_stands_on_every_site_with_its_source_and_without_a_script(reader: Client, what: str) -> None:
    for language in ("fr", "en", "es"):
        for _ in range(2):  # the second is one that was kept
            answer = reader.get(f"/embed/{language}/{what}/")
            assert answer.status_code == 200
            policy = answer["Content-Security-Policy"]
            assert "frame-ancestors *" in policy
            assert "script-src 'none'" in policy
            assert "X-Frame-Options" not in answer
            assert not answer.cookies
            assert "max-age=600" in answer["Cache-Control"]
        page: Any = html.fromstring(answer.content)
        assert page.xpath("//script | //*[@style] | //form") == []
        (cited,) = page.xpath("//cite/text()")
        assert f"http://testserver/embed/{language}/{what}/" in cited
        sources = [
            one for one in page.xpath("//*[@class='source']/a/@href") if one.startswith("http://testserver/")
        ]
        assert sources
        assert reader.get(sources[0].removeprefix("http://testserver")).status_code == 200


def test_only_frames_may_be_framed(reader: Client) -> None:
    for path in ("/fr/", "/fr/plan/", "/oembed?url=http://testserver/fr/"):
        answer = reader.get(path)
        assert answer.get("X-Frame-Options") == "SAMEORIGIN", path
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], path
    assert reader.get("/embed/fr/members/").status_code == 404
    assert reader.get("/embed/de/map/").status_code == 404


def test_frame_shows_what_its_page_shows(reader: Client) -> None:
    plan: Any = html.fromstring(reader.get("/embed/en/plan/?year=2018").content)
    whole: Any = html.fromstring(reader.get("/en/plan/?year=2018").content)
    assert plan.xpath("//td/b/text()") == whole.xpath("//td/b/text()") != []
    figures: Any = html.fromstring(reader.get("/embed/en/figures/").content)
    home: Any = html.fromstring(reader.get("/en/").content)
    numbers = "//*[@class='number']/text()"
    assert figures.xpath(numbers) == home.xpath(numbers) != []
    places = "//*[local-name()='circle']/*/text()"
    mapped: Any = html.fromstring(reader.get("/embed/en/map/").content)
    assert mapped.xpath(places) == home.xpath(places) != []


def test_page_has_what_one_copies_and_where_oembed_is(reader: Client) -> None:
    for path, frames in (("/en/", ["map", "figures"]), ("/en/plan/?year=2018", ["plan"])):
        page: Any = html.fromstring(reader.get(path).content)
        addresses = [html.fromstring(one).get("src") or "" for one in page.xpath("//textarea/text()")]
        assert [one.split("/")[5] for one in addresses] == frames
        for address in addresses:
            assert reader.get(address.removeprefix("http://testserver")).status_code == 200
        hrefs = page.xpath("//link[@type='application/json+oembed']/@href")
        assert len(hrefs) == len(frames)
        for href, address in zip(hrefs, addresses, strict=True):
            answer = json.loads(reader.get(href.removeprefix("http://testserver")).content)
            assert (answer["version"], answer["type"]) == ("1.0", "rich")
            assert (html.fromstring(answer["html"]).get("src") or "").partition("?")[0] == address.partition(
                "?"
            )[0]


def test_oembed_knows_pages_that_people_paste(reader: Client) -> None:
    plan = told(reader, "/fr/plan/?year=2018", maxwidth="400", maxheight="300")
    assert (plan["width"], plan["height"]) == (400, 300)
    assert 'src="http://testserver/embed/fr/plan/?year=2018"' in plan["html"]
    assert "/embed/es/figures/" in told(reader, "/es/")["html"]
    for address in (
        "http://elsewhere.example/fr/",
        "http://testserver/fr/members/",
        "http://testserver/de/",
        "x",
        "",
    ):
        assert reader.get(f"/oembed?url={quote(address)}").status_code == 404, address
    assert reader.get("/oembed?url=http://testserver/fr/&format=xml").status_code == 501
