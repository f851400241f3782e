"""The Word document: real styles, a language, text alternatives, tables with headers."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from typing import Any

import docx as word
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree
from msgspec.structs import replace
from PIL import Image

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.richtext import Block, Run
from rapporteur.documents.docx import render as docx
from rapporteur.documents.view.report import present
from rapporteur.report.value.data import ReportData
from tests.support.sample_report import sample_report, tiny_report

SAMPLE, TINY = sample_report(activities=6), tiny_report()
CASES = [("sample", "fr"), ("sample", "en"), ("tiny", "pt")]
DATA = {"sample": SAMPLE, "tiny": TINY}


@cache
def made(name: str, language: str) -> bytes:
    """One of the reports as a Word document."""
    return docx.render(DATA[name], language)


ORDER = {
    "style": "name basedOn next link hidden uiPriority semiHidden unhideWhenUsed qFormat locked rsid pPr rPr tblPr "
    "trPr tcPr tblStylePr",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind "
    "contextualSpacing jc outlineLvl rPr sectPr",
    "numPr": "ilvl numId",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u "
    "effect bdr shd vertAlign rtl cs em lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan tcBorders shd vAlign",
}
"""The order that ECMA-376 asks for; Word calls a document damaged that keeps another."""


def opened(report: ReportData | str, language: str) -> Document:
    """The document as python-docx reads it."""
    content = made(report, language) if isinstance(report, str) else docx.render(report, language)
    return word.Document(io.BytesIO(content))


def headings(document: Document) -> list[tuple[int, str]]:
    """The headings with their levels."""
    return [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style and paragraph.style.name and paragraph.style.name.startswith("Heading")
    ]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_headings_skip_no_level_and_name_every_activity(name: str, language: str) -> None:
    data = DATA[name]
    found = headings(opened(name, language))
    levels = [level for level, _ in found]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text for _, text in found)
    assert len([level for level, text in found if level == 3 and text]) >= len(data.activities)


def test_sections_follow_the_order_of_the_report() -> None:
    data = SAMPLE
    shown = [text for level, text in headings(opened("sample", "en")) if level == 1]
    other = [key for key in data.sections if key not in ("dues", "media")]
    swapped = replace(data, sections=(*other[:2], "dues", *other[2:]))
    moved = [text for level, text in headings(opened(swapped, "en")) if level == 1]
    assert moved == [
        "Membership dues",
        *[text for text in shown if text not in ("Membership dues", "In the media")],
    ]


@pytest.mark.parametrize(("name", "language"), CASES)
def test_the_language_is_that_of_the_report_everywhere(name: str, language: str) -> None:
    document = opened(name, language)
    found = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}
    assert {str(tag).split("-")[0] for tag in found} == {language}
    assert document.core_properties.language in found


@pytest.mark.parametrize(("name", "language"), CASES)
def test_pictures_have_text_alternatives(name: str, language: str) -> None:
    document = opened(name, language)
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert len(pictures) == len(document.inline_shapes) >= 3
    assert all(len(picture.get("descr") or "") > 10 for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == len(pictures)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_tables_repeat_their_header_and_keep_rows_whole(name: str, language: str) -> None:
    tables = opened(name, language).tables
    assert tables
    for table in tables:
        assert table.style
        assert table.style.name == "Report table"
        marks = [
            row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
            for row in table.rows
        ]
        assert marks == [True, *[False] * (len(table.rows) - 1)]
        assert all(
            row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None
            for row in table.rows
        )
        assert all(cell.text for cell in table.rows[0].cells)


def test_contents_are_a_field_whose_entries_lead_to_headings() -> None:
    document = opened("sample", "fr")
    body = document.element.body
    assert "TOC" in "".join(item.text or "" for item in body.iter(qn("w:instrText")))
    kinds = [item.get(qn("w:fldCharType")) for item in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    targets = [item.get(qn("w:anchor")) for item in body.iter(qn("w:hyperlink")) if item.get(qn("w:anchor"))]
    marks = {item.get(qn("w:name")) for item in body.iter(qn("w:bookmarkStart"))}
    entries = [text for level, text in headings(document) if level <= 2]
    assert len(targets) == len(entries)
    assert set(targets) <= marks
    listed = [p.text for p in document.paragraphs if p.style and (p.style.name or "").startswith("toc")]
    assert listed == entries


def test_lists_are_lists_and_each_numbered_one_begins_at_one() -> None:
    data = tiny_report()
    points = Block(kind="NUMBERS", items=((Run(text="um"),), (Run(text="dois"),)))
    text = {"pt": (points, Block(items=((Run(text="e"),),)), points), "en": ()}
    spoilt = replace(data.activities[0], text=text)
    document = opened(replace(data, activities=(spoilt, *data.activities[1:])), "pt")
    numbered = [p for p in document.paragraphs if p.style and p.style.name == "List Number"]
    numbers = [next(item._p.iter(qn("w:numId"))).get(qn("w:val")) for item in numbered]
    assert [p.text for p in numbered] == ["um", "dois", "um", "dois"]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]


def test_links_lead_to_the_web_only() -> None:
    data = tiny_report()
    runs = (
        Run(text="bom", href="https://example.org/a?b=1&c=2"),
        Run(text="mau", href="javascript:alert(1)"),
    )
    activity = replace(data.activities[0], text={"pt": (Block(items=(runs,)),)})
    package = zipfile.ZipFile(
        io.BytesIO(docx.render(replace(data, activities=(activity, *data.activities[1:])), "pt"))
    )
    relations = package.read("word/_rels/document.xml.rels").decode()
    assert 'Target="https://example.org/a?b=1&amp;c=2"' in relations
    assert "javascript" not in relations


def test_every_used_style_exists_and_lines_have_their_colour() -> None:
    data, document = SAMPLE, opened("sample", "fr")
    ids = {style.style_id for style in document.styles}
    used = {
        item.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for item in document.element.iter(qn(tag))
    }
    assert used <= ids
    styles: Any = document.styles
    colours = [styles[f"Line {number}"].font.color.rgb for number in (1, 2, 3)]
    assert [f"#{colour}".lower() for colour in colours] == list(data.association.colours.lines[:3])


@pytest.mark.parametrize(("name", "language"), CASES)
def test_properties_stand_in_the_order_that_word_asks_for(name: str, language: str) -> None:
    package = zipfile.ZipFile(io.BytesIO(made(name, language)))
    seen = 0
    for part in ("word/document.xml", "word/styles.xml", "word/header1.xml", "word/footer1.xml"):
        for element in etree.fromstring(package.read(part)).iter(*(qn(f"w:{tag}") for tag in ORDER)):
            order = ORDER[etree.QName(element).localname].split()
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(set(places)), etree.tostring(element)
            seen += 1
    assert seen > len(ORDER)


def test_texts_that_xml_forbids_do_not_break_the_document() -> None:
    data = tiny_report()
    spoilt = replace(data.activities[0], title=LocalizedText({"pt": "a\x00<b>&\x0b"}))
    document = opened(replace(data, activities=(spoilt, *data.activities[1:])), "pt")
    assert "a\ufffd<b>&\ufffd" in [text for _, text in headings(document)]


def test_properties_and_package_carry_the_reports_own_date_only() -> None:
    content = made("tiny", "pt")
    properties = word.Document(io.BytesIO(content)).core_properties
    assert properties.title == "Relatório semestral, Janeiro a junho de 2021 – Rede das Vilas Amuralhadas"
    assert properties.author == "Rede das Vilas Amuralhadas"
    created, modified = properties.created, properties.modified
    assert created
    assert modified
    assert created == modified
    assert created.replace(tzinfo=UTC) == datetime(2021, 6, 30, 12, tzinfo=UTC)
    package = zipfile.ZipFile(io.BytesIO(content))
    assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_running_foot_counts_pages_and_the_cover_has_none() -> None:
    section = opened("tiny", "pt").sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.footer._element.xml
    assert section.header.paragraphs[0].text.startswith("RVA · Relatório semestral")


def test_maps_show_their_dots_in_the_associations_colour() -> None:
    view = present(sample_report(), "fr")
    assert view.activated_map is not None
    plain = replace(view.activated_map, dots=[replace(dot, colour=None) for dot in view.activated_map.dots])
    for shown, expected in ((plain, True), (replace(plain, dots=[]), False)):
        with Image.open(io.BytesIO(docx.map_png(shown, "#8a2445"))) as picture:
            colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or ()}
        assert ((0x8A, 0x24, 0x45) in colours) is expected


def test_contents_name_no_month_and_each_region_once() -> None:
    view = present(sample_report(), "fr")
    paragraphs = word.Document(io.BytesIO(docx.document(view))).paragraphs
    styles = [str(paragraph.style.name) if paragraph.style else "" for paragraph in paragraphs]
    listed = [one.text for one, style in zip(paragraphs, styles, strict=True) if style.startswith("toc ")]
    assert [listed.count(region.name) for region in view.regions] == [1 for _ in view.regions]
    assert [month.name for month in view.media if month.name in listed] == []
    parts = [one.text for one, style in zip(paragraphs, styles, strict=True) if style == "Part"]
    assert {month.name for month in view.media} <= set(parts)
