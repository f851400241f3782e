"""The HTML edition: one file, safe whatever the records hold, and in order for those who hear it."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block, Run
from rapporteur.documents.html import render as html
from rapporteur.documents.view.report import present
from rapporteur.report.value.data import PhotoData, ReportData
from tests.support.sample_report import sample_report, tiny_report

CASES = [(sample_report(), "fr"), (sample_report(), "es"), (tiny_report(), "pt"), (tiny_report(), "en")]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def parsed(data: ReportData, language: str, **more: Any) -> BeautifulSoup:
    """The page as a browser reads it."""
    return BeautifulSoup(html.render(data, language, **more).decode(), "lxml")


def changed(data: ReportData, **fields: Any) -> ReportData:
    """The report with other fields in its first activity."""
    first = replace(data.activities[0], **fields)
    return replace(data, activities=(first, *data.activities[1:]))


@pytest.mark.parametrize(("data", "language"), CASES)
def test_headings_go_down_by_one_and_begin_with_the_title(data: ReportData, language: str) -> None:
    levels = [int(node.name[1]) for node in parsed(data, language).find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(("data", "language"), CASES)
def test_every_activity_is_there_once(data: ReportData, language: str) -> None:
    page = parsed(data, language)
    assert sorted(node["id"] for node in page.select("article.activity")) == sorted(
        f"activity-{item.slug}" for item in data.activities
    )


@pytest.mark.parametrize(("data", "language"), CASES)
def test_ids_are_unique_and_links_within_the_page_lead_somewhere(data: ReportData, language: str) -> None:
    page = parsed(data, language)
    ids = [node["id"] for node in page.select("[id]")]
    assert len(ids) == len(set(ids))
    targets = {node["href"][1:] for node in page.select('[href^="#"]')}
    labels = {
        label for node in page.select("[aria-labelledby]") for label in str(node["aria-labelledby"]).split()
    }
    assert (targets | labels) <= set(ids)


@pytest.mark.parametrize(("data", "language"), CASES)
def test_the_page_says_its_language_and_its_landmarks(data: ReportData, language: str) -> None:
    page = parsed(data, language)
    assert page.html
    assert page.html["lang"] == language
    assert page.html["dir"] == "ltr"
    assert (
        len(page.select("main"))
        == len(page.select("body > header"))
        == len(page.select("body > footer"))
        == 1
    )
    first = page.select_one("body a")
    assert first
    assert first["href"] == "#content"
    assert page.select_one("main#content")


@pytest.mark.parametrize(("data", "language"), CASES)
def test_named_regions_have_names_of_their_own(data: ReportData, language: str) -> None:
    page = parsed(data, language)
    names = [
        " ".join(page.select(f"#{label}")[0].text for label in str(node["aria-labelledby"]).split())
        for node in page.select(
            "section[aria-labelledby], [role=region][aria-labelledby], nav[aria-labelledby]"
        )
    ]
    assert names
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("data", "language"), CASES)
def test_pictures_and_maps_have_text_alternatives(data: ReportData, language: str) -> None:
    page = parsed(data, language)
    maps = page.select('svg[role="img"]')
    assert maps
    assert all(node.title and len(node.title.text) > 10 for node in maps)
    others = [node for node in page.select("svg") if node.get("role") != "img"]
    assert all(node.get("aria-hidden") == "true" for node in others)
    assert all(node.get("alt") for node in page.select("img"))


@pytest.mark.parametrize(("data", "language"), CASES)
def test_tables_have_headers_with_scope_and_captions(data: ReportData, language: str) -> None:
    tables = parsed(data, language).select("table")
    assert tables
    for table in tables:
        assert table.caption
        assert table.caption.text.strip()
        assert all(node.get("scope") for node in table.select("th"))
        assert all(row.select("th") for row in table.select("tr"))


@pytest.mark.parametrize(("data", "language"), CASES)
def test_nothing_is_loaded_from_anywhere_and_no_script_can_run(data: ReportData, language: str) -> None:
    text = html.render(data, language).decode()
    page = BeautifulSoup(text, "lxml")
    assert not page.select("script, iframe, object, embed, link, base, form, video, audio")
    assert all(str(node["src"]).startswith("data:") for node in page.select("[src]"))
    assert set(re.findall(r"url\(([a-z]+:)", text)) == {"data:"}
    assert "@import" not in text
    assert not page.select("[style]")
    assert not [name for node in page.find_all(True) for name in node.attrs if name.startswith("on")]


def test_the_policy_allows_this_style_sheet_alone() -> None:
    text = html.render(tiny_report(), "pt").decode()
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    assert text.count("<style") == 1
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert policy.group(1).replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_markup_in_any_text_is_shown_and_not_obeyed() -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    text = {"pt": (Block(items=((Run(text=evil, bold=True),),)),)}
    data = changed(tiny_report(), title=LocalizedText({"pt": evil, "en": "x"}), text=text)
    names = replace(data.members[0], name=LocalizedText({"pt": evil, "en": "x"}))
    data = replace(data, members=(names, *data.members[1:]))
    page = parsed(data, "pt")
    assert not page.select("script, img, [onerror]")
    assert sum(node.text.count("alert(1)") for node in page.select("h4, strong, li")) >= 3


def test_links_in_texts_lead_to_the_web_only() -> None:
    runs = (
        Run(text="good", href="https://example.org/a?b=1&c=2"),
        Run(text="bad", href="javascript:alert(1)"),
        Run(text="worse", href=" JaVaScRiPt:alert(1)"),
        Run(text="data", href="data:text/html,x"),
    )
    page = parsed(changed(tiny_report(), text={"pt": (Block(items=(runs,)),)}), "pt")
    assert [node["href"] for node in page.select(".prose a")] == ["https://example.org/a?b=1&c=2"]
    assert "worse" in page.select_one(".prose").text  # type: ignore[union-attr]


def test_a_photograph_replaces_the_map_and_carries_its_texts() -> None:
    photo = PhotoData(
        media_type="image/png", width=1, height=1, content=PIXEL, alt=LocalizedText({"pt": 'um "muro"'}),
        caption=LocalizedText({"pt": "O muro"}), credit="A. Lima",
    )  # fmt: skip
    article = parsed(changed(tiny_report(), photo=photo), "pt").select_one("#activity-wall-inventory")
    assert article
    assert not article.select(".locator")
    picture = article.select_one("img")
    assert picture
    assert picture["alt"] == "um “muro”"
    assert picture["src"] == f"data:image/png;base64,{PIXEL}"
    assert article.select_one("figcaption").text.split() == ["O", "muro", "A.", "Lima"]  # type: ignore[union-attr]


def test_a_photograph_that_is_none_is_refused() -> None:
    photo = PhotoData(media_type="image/png", width=1, height=1, content='"><script>', credit="x")
    with pytest.raises(ValueError, match=r"base64|character"):
        html.render(changed(tiny_report(), photo=photo), "pt")


def test_the_bare_file_has_no_downloads_and_the_served_one_has() -> None:
    assert not parsed(tiny_report(), "pt").select(".served")
    page = parsed(
        tiny_report(), "pt",
        downloads=[("PDF", "/r.pdf"), ("bad", "javascript:x")],
        languages=[("pt", "Português", "/pt"), ("en", "English", "/en")],
    )  # fmt: skip
    assert [(node.text, node["href"]) for node in page.select(".served a")] == [
        ("Português", "/pt"), ("English", "/en"), ("PDF", "/r.pdf"), ("bad", ""),
    ]  # fmt: skip
    current = page.select('.served [aria-current="page"]')
    assert [(node["lang"], node["hreflang"]) for node in current] == [("pt", "pt")]
    assert all(node.get("aria-label") for node in page.select(".served nav"))


def test_sections_follow_the_order_of_the_report() -> None:
    data = sample_report(activities=3)
    moved = ("cover", "dues", "glance", "activities")
    page = parsed(replace(data, sections=moved), "fr")
    assert [node["class"][0] for node in page.select("main > section")] == ["dues", "glance", "activities"]
    assert not page.select(".contents, .back")


def test_colours_are_checked_before_they_enter_the_style_sheet() -> None:
    view = present(tiny_report(), "pt")
    parts = html.Parts(view)
    with pytest.raises(ValueError, match="is not a colour"):
        parts.tone("red}</style><script>", "")


@pytest.mark.parametrize("colour", ["#000000", "#ffffff", "#777777", "#ffcc00", "#1d4e89", "#8a1c3d"])
def test_words_on_the_cover_can_be_read_on_any_colour(colour: str) -> None:
    assert html.contrast(colour, html.ink_on(colour)) >= 4.3


def test_the_fixed_colours_have_enough_contrast() -> None:
    style = html._style_sheet()
    named = dict(re.findall(r"--(ink|soft|ground): (#[0-9a-f]{6})", style))
    assert html.contrast(named["soft"], "#ffffff") >= 4.5
    assert html.contrast(named["soft"], named["ground"]) >= 4.5
    assert html.contrast(named["ink"], "#ffffff") >= 7


def test_each_week_is_a_stack_with_a_square_per_activity() -> None:
    data = sample_report()
    page = parsed(data, "fr")
    squares = [len(week.select("rect")) for week in page.select(".weeks > ol > li")]
    assert squares == [sum(week.activities_by_line.values()) for week in data.summary.weeks]
    assert all(len(week.select_one(".unseen").text) > 5 for week in page.select(".weeks > ol > li"))  # type: ignore[union-attr]


def test_the_file_stays_small() -> None:
    assert len(html.render(sample_report(), "fr")) < 1_500_000


def test_nothing_is_hidden_on_small_screens() -> None:
    """Neither below a width nor when magnified, which is the same; on paper, what one clicks is left out."""
    style = Path(html.__file__).with_name("report.css").read_text(encoding="utf-8")
    screens, paper = style.split("@media print", 1)
    assert "display: none" in paper
    hidden = [line for line in screens.splitlines() if "display: none" in line or "font-size: 0" in line]
    assert [line for line in hidden if ":empty" not in line and ".weeks.many" not in line] == []


def test_place_date_and_kind_are_told_apart_without_a_style() -> None:
    shown = present(sample_report(), "en").lines[0].activities[0]
    parts = [shown.place, shown.when, shown.kind, shown.initiative]
    meta = BeautifulSoup(html.page(present(sample_report(), "en")), "html.parser").select_one(
        ".activity .meta"
    )
    assert meta
    assert [part.strip() for part in meta.get_text().replace("\u00a0", " ").split("·")] == [
        part for part in parts if part
    ]
