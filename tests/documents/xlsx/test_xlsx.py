"""The workbook: typed cells, filters, and no text that calculates."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from msgspec.structs import replace
from openpyxl.worksheet.worksheet import Worksheet

from rapporteur.base.values.localized import LocalizedText
from rapporteur.documents.xlsx import render as xlsx
from rapporteur.documents.xlsx import sheets as xlsx_sheets
from rapporteur.documents.xlsx import words as xlsx_words
from rapporteur.report.value.data import ReportData
from tests.support.sample_report import sample_report, tiny_report

NAMESPACE = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
EVIL = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("https://example.org","x")',
    "=cmd|' /C calc'!A0",
)


def book(data: ReportData, language: str) -> Any:
    """The workbook as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(data, language)))


def rows(page: Worksheet) -> list[dict[str, Any]]:
    """The rows of a sheet by heading."""
    head, *body = page.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def with_titles(data: ReportData, titles: tuple[str, ...]) -> ReportData:
    """The report with other titles, and an outlet and a person called the same."""
    language = data.association.languages[0]
    activities = tuple(
        replace(item, title=LocalizedText({language: titles[number % len(titles)]}))
        for number, item in enumerate(data.activities)
    )
    media = tuple(
        replace(item, outlet=titles[number % len(titles)]) for number, item in enumerate(data.media)
    )
    return replace(data, activities=activities, media=media)


@pytest.mark.parametrize(
    ("data", "language"), [(sample_report(), "fr"), (sample_report(), "es"), (tiny_report(), "pt")]
)
def test_every_sheet_has_a_header_that_stays_and_filters(data: ReportData, language: str) -> None:
    for page in book(data, language):
        assert page.freeze_panes == "A2"
        assert page.auto_filter.ref == page.dimensions
        assert all(cell.value and cell.font.b for cell in page[1])
        assert all(page.column_dimensions[cell.column_letter].width >= 7 for cell in page[1])


def test_there_is_a_row_per_record_and_per_link() -> None:
    data = sample_report()
    made = book(data, "en")
    counts = {page.title: page.max_row - 1 for page in made}
    assert counts["Activities"] == len(data.activities)
    assert counts["Activity members"] == sum(len(item.members) for item in data.activities)
    assert counts["Activity deliverables"] == sum(len(item.deliverables) for item in data.activities)
    assert counts["Members"] == len(data.members)
    assert counts["Regions"] == len(data.regions)
    assert counts["Board"] == sum(len(region.seats) for region in data.regions)
    assert counts["Bilateral meetings"] == len(data.bilateral_meetings)
    assert counts["Media"] == len(data.media)
    assert data.plan
    assert counts["Plan"] == len(data.plan.nodes)
    assert next(iter(counts)) == "Summary"


def test_a_report_without_a_section_has_no_sheet_for_it() -> None:
    titles = book(tiny_report(), "en").sheetnames
    assert not {"Dues", "Staff", "Media", "Bilateral meetings"} & set(titles)


def test_every_word_of_the_workbook_is_marked_for_translation() -> None:
    folder = Path(xlsx_sheets.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    columns = set(
        re.findall(r'\("([A-Za-z -]+)", (?:TEXT|LONG|CODE|INTEGER|DATE|MONEY|SHARE|DEGREES)\)', source)
    )
    said = set(re.findall(r'(?:say|book\.heading|book\.sheet)\("([^"]+)"', source))
    assert columns
    assert columns | said <= {message.text for message in xlsx_words.HEADINGS}
    assert len(xlsx_words.HEADINGS) == len(set(xlsx_words.HEADINGS))


def test_dates_numbers_money_and_shares_are_typed() -> None:
    data = sample_report()
    made = book(data, "en")
    first = next(item for item in data.activities if item.start)
    row = next(row for row in rows(made["Activities"]) if row["Identifier"] == first.slug)
    assert isinstance(row["Start"], datetime)
    assert row["Start"].date() == first.start
    assert isinstance(row["Members"], int)
    assert data.dues
    amount = made["Dues"]["C2"]
    assert (amount.value, amount.number_format) == (data.dues.amount, '#,##0.00\\ "EUR"')
    share = made["Regions"]["F2"]
    assert (share.value, share.number_format) == (data.regions[0].share, "0%")
    place = made["Activity places"]["D2"]
    assert isinstance(place.value, float)


def test_month_only_activities_have_no_day() -> None:
    row = next(
        row for row in rows(book(tiny_report(), "en")["Activities"]) if row["Identifier"] == "school-walk"
    )
    assert (row["Start"], row["End"], row["Month"]) == (None, None, "2021-03")


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_texts_are_in_the_language(language: str) -> None:
    data = sample_report(activities=5)
    page = book(data, language).worksheets[1]
    titles = {
        row[1].value.replace("\u00a0", " ").replace("\u202f", " ")[:12] for row in page.iter_rows(min_row=2)
    }
    wanted = {item.title[language].replace("\u00a0", " ").replace("'", "’")[:12] for item in data.activities}
    assert titles == wanted


def test_no_text_becomes_a_formula() -> None:
    data = with_titles(sample_report(activities=len(EVIL)), EVIL)
    made = zipfile.ZipFile(io.BytesIO(xlsx.render(data, "fr")))
    styles = etree.fromstring(made.read("xl/styles.xml"))
    quoted = {
        number
        for number, item in enumerate(styles.findall("s:cellXfs/s:xf", NAMESPACE))
        if item.get("quotePrefix") == "1"
    }
    dangerous: list[str] = []
    for name in made.namelist():
        if not re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            continue
        tree = etree.fromstring(made.read(name))
        assert not tree.findall(".//s:f", NAMESPACE), f"{name} holds a formula"
        for cell in tree.findall(".//s:c", NAMESPACE):
            assert cell.get("t") in (None, "n", "d", "inlineStr", "s")
            text = "".join(map(str, cell.itertext())) if cell.get("t") == "inlineStr" else ""
            if text.startswith(xlsx.DANGEROUS):
                dangerous.append(text)
                assert int(cell.get("s") or 0) in quoted
    assert {text.strip() for text in EVIL} <= {text.strip() for text in dangerous}


def test_a_text_longer_than_a_cell_is_cut_visibly() -> None:
    data = with_titles(tiny_report(), ("x" * 40_000,))
    title = book(data, "pt").worksheets[1]["B2"].value
    assert len(title) == xlsx.LONGEST
    assert title.endswith("…")


def test_characters_that_xml_forbids_are_replaced() -> None:
    data = with_titles(tiny_report(), ("a\x00b\x0bc",))
    assert book(data, "pt").worksheets[1]["B2"].value == "a\ufffdb\ufffdc"


def test_properties_name_title_language_and_the_reports_own_date() -> None:
    properties = book(tiny_report(), "pt").properties
    assert properties.title == "Relatório semestral, Janeiro a junho de 2021 – Rede das Vilas Amuralhadas"
    assert (properties.language, properties.creator) == ("pt", "Rede das Vilas Amuralhadas")
    noon = datetime(2021, 6, 30, 12, tzinfo=UTC).replace(tzinfo=None)  # as openpyxl reads it
    assert properties.modified == properties.created == noon
    package = zipfile.ZipFile(io.BytesIO(xlsx.render(tiny_report(), "pt")))
    assert {item.date_time for item in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert package.namelist()[0] == "[Content_Types].xml"


def test_rows_are_as_high_as_their_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(sample_report(), "fr")))
    page = max(
        book.worksheets, key=lambda sheet: max(len(str(cell.value or "")) for row in sheet for cell in row)
    )
    cell: Any = max((cell for row in page for cell in row), key=lambda cell: len(str(cell.value or "")))
    lines = len(str(cell.value)) / page.column_dimensions[cell.column_letter].width
    assert min(409, 15 * lines) <= page.row_dimensions[cell.row].height <= 409
