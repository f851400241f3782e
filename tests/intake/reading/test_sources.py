"""Files as lines: encodings, Markdown, Word documents, and what is refused."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rapporteur.intake.reading.report import parse_report
from rapporteur.intake.reading.sources.refused import IntakeRefused, Limits
from rapporteur.intake.reading.sources.source import read_source
from tests.intake.reading.test_report_round_trip import check
from tests.support.fuzzing import examples
from tests.support.printed_text import render
from tests.support.sample_report import sample_report

_MAIN = "word/document.xml"
_XML = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>Progress</w:t></w:r></w:p></w:body></w:document>"
)


def _package(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_usual_encodings_is_read(encoding: str) -> None:
    assert read_source("ÉDITORIAL\n\nà l’été".encode(encoding)).lines[0].text == "ÉDITORIAL"


def test_bold_marks_are_taken_out_and_kept_as_spans() -> None:
    lines = read_source(b"Mayor of **Dakar**, and\n**Accra,\nLagos**\n").lines
    assert [line.text for line in lines] == ["Mayor of Dakar, and", "Accra,", "Lagos"]
    assert [line.bold for line in lines] == [((9, 14),), ((0, 6),), ((0, 5),)]


def test_form_feed_parts_pages_and_blocks() -> None:
    lines = read_source(b"one\ntwo\f three").lines
    assert [(line.page, line.block, line.text.strip()) for line in lines] == [
        (1, 1, "one"), (1, 1, "two"), (2, 2, "three"),
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_report_as_word_document_reads_back(language: str) -> None:
    data = sample_report(activities=16)
    document = docx.Document()
    for block in render(data, language).decode().split("\n\n"):
        if not block.strip():
            continue
        paragraph = document.add_paragraph()
        for index, piece in enumerate(block.strip("\n").split("**")):
            paragraph.add_run(piece).bold = index % 2 == 1
    out = io.BytesIO()
    document.save(out)
    check(data, parse_report(out.getvalue(), name="report.docx"), language)


def test_tables_and_lists_of_word_documents_are_read_in_order() -> None:
    document = docx.Document()
    document.add_heading("Progress", 1)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "left"
    table.rows[0].cells[1].text = "right"
    document.add_paragraph("item", style="List Bullet")
    out = io.BytesIO()
    document.save(out)
    assert [line.text for line in read_source(out.getvalue()).lines] == [
        "Progress",
        "left",
        "right",
        "- item",
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("report.pdf", b"ACTIVITIES", "the name says PDF"),
        ("report.txt", b"%PDF-1.7", "the name says TEXT"),
        ("report.docx", b"ACTIVITIES", "the name says DOCX"),
        ("report.txt", b"", "empty"),
        ("report.txt", b"\n \n", "empty"),
        ("report.txt", b"a\x00b\x00", "NUL bytes"),
        ("report.txt", b"{\\rtf1 x}", "RTF"),
        ("report.txt", b"<!DOCTYPE html><p>x", "HTML"),
        ("report.docx", _package({"xl/workbook.xml": "x"}), "an Excel workbook"),
        ("report.docx", _package({"a.txt": "x"}), "a ZIP archive"),
        ("report.docx", b"PK\x03\x04 broken", "damaged"),
        ("report.docx", _package({_MAIN: _XML, "word/vbaProject.bin": b"x"}), "macros"),
        ("report.docx", _package({_MAIN: "<not xml"}), "damaged XML"),
        ("report.docx", _package({_MAIN: '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'}), "entities"),
    ],
)
def test_file_that_is_no_report_is_refused(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(IntakeRefused, match=reason) as refused:
        read_source(content, name=name)
    assert refused.value.where == name


def test_zip_bomb_is_refused() -> None:
    with pytest.raises(IntakeRefused, match="unpacks to more than"):
        read_source(_package({_MAIN: b" " * 60_000_000}))


def test_large_text_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.write(b"x\n")
        stream.truncate(200 * 2**20)
    with pytest.raises(IntakeRefused, match="bytes"):
        read_source(path)


def test_endless_line_is_refused_with_its_number() -> None:
    with pytest.raises(IntakeRefused) as refused:
        read_source(b"one\n" + b"x" * 60_000, name="a.txt")
    assert refused.value.where == "a.txt, line 2"


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IntakeRefused, match="cannot be opened"):
        read_source(tmp_path / "none.txt")


def test_text_of_no_known_language_is_refused() -> None:
    with pytest.raises(IntakeRefused, match="no headings"):
        parse_report(b"Lorem ipsum dolor sit amet.")


def test_unknown_language_is_refused() -> None:
    with pytest.raises(IntakeRefused, match="expected one of"):
        parse_report(b"ACTIVITIES", "xx")


_WORDS = st.sampled_from(
    ["ACTIVITIES", "CONTENTS", "EDITORIAL", "Activated members", "Associated results", "L1M1D1,", "Berlin", "May",
     "Paris, 4-5 April", "30 May - 2 June", "Members:", "WHO WE ARE", "AFRICA", "Focal point", "MEMBERS", "- item",
     "Ann Other, Mayor of **Paris**", "\f", "", "in the media", "a sentence that", "Dues", "€ 3.000", "2018", "31",
     "((",
     "Secretariat General", "L1", "Measures", "Bilateral meetings", "Line 1", "\t", "99 May", "32-31 June 0000"]
)  # fmt: skip


@settings(max_examples=examples(120), deadline=None)
@given(st.lists(_WORDS, max_size=60).map("\n".join) | st.text(max_size=400))
def test_any_text_is_read_or_refused_and_nothing_is_lost(text: str) -> None:
    try:
        parsed = parse_report(text.encode(), "en")
    except IntakeRefused:
        return
    assert 0 <= parsed.understood_share <= 1


@settings(max_examples=examples(60), deadline=None)
@given(st.binary(max_size=300).map(lambda tail: b"%PDF-1.7\n" + tail) | st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(IntakeRefused):
        read_source(content, limits=Limits(seconds=5))
