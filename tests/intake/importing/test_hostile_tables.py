"""Tables and calendars that want to do harm: refused with a clear reason, in bounded time, nothing opened."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from rapporteur.base.values.periods import Period
from rapporteur.intake.importing.calendars.source import FILE_BYTES, read_calendar
from rapporteur.intake.importing.problems import InvalidFile
from rapporteur.intake.importing.tables.packages import LIMITS, TableLimits
from rapporteur.intake.importing.tables.rows import KINDS, read_rows
from rapporteur.intake.importing.tables.workbook import read_bounded, read_table
from rapporteur.intake.reading.sources.refused import IntakeRefused
from tests.support.fuzzing import examples

WINDOW = Period.parse("2018")
BOUND = 60.0  # seconds: each takes less than three on an idle machine, and without its bound would not end


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook with parts replaced or added; `__` in a name stands for a slash."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = {name.replace("__", "/") + ".xml": given for name, given in parts.items()}
        for info in old.infolist():
            if info.filename not in names:
                new.writestr(info, old.read(info.filename))
        for name, given in names.items():
            new.writestr(name, given)
    return stream.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%b</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.csv", "the file is empty"),
        (b"%PDF-1.7 ...", "a.xlsx", "the file is a PDF"),
        (b"%PDF-1.7 ...", "a.csv", "the file is a PDF"),
        (b"MZ\x90\x00", "a.csv", "the file is a program"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
            "a.xlsx",
            "an old .xls workbook, or one locked by a password",
        ),
        (b"Name;Country\nA;FR\n", "a.xlsx", "no workbook though its name ends in .xlsx"),
        (workbook(["Name"]), "a.csv", "a workbook or archive though its name ends in .csv"),
        (b"<html><script>alert(1)</script>", "a.csv", "a web page or XML"),
        (b"PK\x03\x04 not really", "a.xlsx", "damaged"),
        (b"Name\x00;Country", "a.csv", "zero bytes"),
        (b"\xff\xfe\x00", "a.csv", "marked as UTF-16 but is not"),
        (b"\x81\x8d\x8f", "a.csv", "neither UTF-8, UTF-16 nor Windows-1252"),
    ],
)
def test_file_whose_name_lies_is_refused_by_its_content(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(IntakeRefused, match=reason):
        read_table(content, name)


def test_document_or_archive_is_no_workbook() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(IntakeRefused, match="a text document, no workbook"):
        read_table(stream.getvalue(), "a.xlsx")


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"xl__worksheets__sheet1": SHEET % (b" " * 30_000_000)}, "more than 200 times its size"),
        ({"xl__sharedStrings": b" " * (LIMITS.strings_bytes + 1)}, "at most 16 MB are read"),
        ({"xl__worksheets__sheet1": b" " * (LIMITS.part_bytes + 1)}, "at most 40 MB are read"),
        ({f"xl__x{n}": bytes(30_000_000) for n in range(3)}, "unpacks to 86 MB"),
        ({f"x{n}": b"" for n in range(1000)}, "parts, at most 1,000 are read"),
        ({"xl__worksheets__sheet1": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "declares entities"),
    ],
)
def test_bomb_is_refused_before_it_is_unpacked(parts: dict[str, bytes], reason: str) -> None:
    content = repacked(workbook(["Name"]), **parts)
    assert len(content) < 2**20
    start = time.perf_counter()

    with pytest.raises(IntakeRefused, match=reason):
        read_table(content, "bomb.xlsx")

    assert time.perf_counter() - start < BOUND


def test_entities_in_another_encoding_are_refused_too() -> None:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")

    with pytest.raises(IntakeRefused, match="declares entities"):
        read_table(repacked(workbook(["Name"]), xl__worksheets__sheet1=bomb), "a.xlsx")


def test_macros_are_refused() -> None:
    stream = io.BytesIO(workbook(["Name"]))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")

    with pytest.raises(IntakeRefused, match="the workbook holds macros"):
        read_table(stream.getvalue(), "a.xlsm")


def test_links_to_other_files_are_not_opened_and_that_is_said() -> None:
    content = repacked(workbook(["Name"], ["A"]), xl__externalLinks__externalLink1=b"<externalLink/>")

    assert read_table(content, "a.xlsx").notices == ("a.xlsx links to other files; they were not opened",)


def test_formula_is_a_problem_with_its_place_and_never_a_value() -> None:
    table = read_table(
        workbook(["Name", "Note"], ["A", '=HYPERLINK("http://example.org")'], ["=1/0", "b"]), "a.xlsx"
    )

    assert [str(problem) for problem in table.problems] == [
        "a.xlsx:2: B: '=HYPERLINK(\"http://example.org\")': expected a value, not a formula",
        "a.xlsx:3: A: '=1/0': expected a value, not a formula",
    ]
    assert table.rows[1:] == ((2, ("A",)), (3, ("", "b")))


def test_row_far_away_is_refused_at_once() -> None:
    far = (
        SHEET
        % b'<row r="1"><c r="A1"><v>1</v></c></row><row r="99999999"><c r="XFD99999999"><v>1</v></c></row>'
    )
    start = time.perf_counter()

    table = read_table(repacked(workbook(["Name"]), xl__worksheets__sheet1=far), "a.xlsx")

    assert [number for number, _ in table.rows] == [1]
    assert time.perf_counter() - start < BOUND


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"a\n" * (LIMITS.rows + 2), "more than 50,000 rows"),
        ((b"a;" * 99 + b"a\n") * 10_001, "more than 1,000,000 cells"),
        (b"\n" * (LIMITS.lines + 1) + b"a\n", "more than 1,000,000 lines"),
        (b";" * LIMITS.columns + b"x\n", "more than 200 columns"),
        (b"a\n" + b"x" * (LIMITS.cell_characters + 1) + b"\n", "at most 50,000 are read"),
        (b'a\n"' + b"x\n" * 200_000, "the text is no table"),
    ],
)
def test_table_beyond_its_bounds_is_refused(text: bytes, reason: str) -> None:
    start = time.perf_counter()

    with pytest.raises(IntakeRefused, match=reason):
        read_table(text, "a.csv")

    assert time.perf_counter() - start < BOUND


def test_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)

    with pytest.raises(IntakeRefused, match="the file has 200 MB, at most 20 MB are read"):
        read_bounded(path, LIMITS.file_bytes)


@pytest.mark.parametrize(
    ("encoding", "notices"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ()),
        ("utf-32", ()),
        ("cp1252", ("a.csv is not UTF-8; it was read as Windows-1252: look at the accents",)),
    ],
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_delimiters_are_recognised(
    encoding: str, notices: tuple[str, ...], delimiter: str
) -> None:
    text = f'Nom{delimiter}Pays\r\n"Été{delimiter} été"{delimiter}FR\r\n'

    table = read_table(text.encode(encoding), "a.csv")

    assert table.rows == ((1, ("Nom", "Pays")), (2, (f"Été{delimiter} été", "FR")))
    assert table.notices == notices


def test_first_line_may_name_the_delimiter() -> None:
    assert read_table(b"sep=,\na;b,c\n", "a.csv").rows == ((2, ("a;b", "c")),)


def calendar(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""]).encode()


def event(number: int, *lines: str) -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{number}", "SUMMARY:A", "DTSTART;VALUE=DATE:19000101", *lines, "END:VEVENT"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;INTERVAL=999999999",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    ],
)
def test_endless_or_impossible_recurrence_ends_soon(rule: str) -> None:
    start = time.perf_counter()

    source = read_calendar(calendar(*event(1, f"RRULE:{rule}")), "a.ics", WINDOW)

    assert all(one.start in WINDOW or one.start.year == 1900 for one in source.events)
    assert time.perf_counter() - start < BOUND


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"hello", "does not begin with BEGIN:VCALENDAR"),
        (b"x" * (FILE_BYTES + 1), "MB are read"),
        (calendar(*[line for n in range(5001) for line in event(n)]), "more than 5,000 events"),
        (b"%PDF-1.4", "the file is a PDF"),
    ],
)
def test_calendar_that_is_none_or_too_large_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(IntakeRefused, match=reason):
        read_calendar(content, "a.ics", WINDOW)


@settings(max_examples=examples(200), deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)), st.sampled_from(KINDS))
def test_any_bytes_are_a_table_or_refused(content: bytes, kind: str) -> None:
    try:
        rows = read_rows(
            read_table(content, "a.csv", TableLimits(rows=50)), kind, language="en", languages=["en"]
        )
    except IntakeRefused:
        return
    assert all(problem.expected for problem in rows.problems)


_PROPERTY = st.one_of(
    st.sampled_from(["BEGIN:VEVENT", "END:VEVENT", "UID:1", "SUMMARY:A", "DTSTART:20180101", "STATUS:CANCELLED",
                     "DTSTART;VALUE=DATE:20180230", "DTEND:20170101T000000Z", "DURATION:-P1D", "RRULE:FREQ=WEEKLY;BYDAY=9MO",  # noqa: E501
                     "RECURRENCE-ID:20180101", "EXDATE:2018", "RDATE;VALUE=PERIOD:20180101T000000Z/PT1H"]),
    st.text(max_size=40),
)  # fmt: skip


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(_PROPERTY, max_size=12))
def test_any_lines_are_a_calendar_or_refused(lines: list[str]) -> None:
    try:
        source = read_calendar(calendar(*lines), "a.ics", WINDOW)
    except IntakeRefused:
        return
    assert all(one.start <= one.end for one in source.events)


def cell(kind: str, heading: str, text: str) -> object:
    """Return what a table of one cell holds, or its problems."""
    rows = read_rows(
        read_table(f'{heading}\n"{text}"\n'.encode(), "a.csv"), kind, language="en", languages=["en"]
    )
    if rows.problems:
        raise InvalidFile(rows.problems)
    return next(iter(rows.rows[0].values.values()))


@pytest.mark.parametrize(
    ("heading", "text", "value"),
    [
        ("Amount", "1 234,50", "1234.50"),
        ("Amount", "1.234,50", "1234.50"),
        ("Amount", "0.1", "0.10"),
        ("Paid on", "13/04/2018", "2018-04-13"),
        ("Paid on", "5.4.2018", "2018-04-05"),
        ("Year", "2018", 2018),
    ],
)
def test_numbers_and_days_are_read_as_people_write_them(heading: str, text: str, value: object) -> None:
    assert cell("dues", heading, text) == value


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Amount", "NaN"),
        ("Amount", "1e999999999"),
        ("Amount", "-1"),
        ("Year", "1.5"),
        ("Paid on", "9999999999-01-01"),
    ],
)
def test_numbers_that_are_none_are_problems(heading: str, text: str) -> None:
    with pytest.raises(InvalidFile):
        cell("dues", heading, text)


def test_table_of_2500_rows_is_read_soon() -> None:
    rows: list[list[object]] = [["Name (en)", "Country", "Kind", "Since"]]
    rows += [[f"City {n}", "FR", "city", date(2001, 1, 1)] for n in range(2500)]
    start = time.perf_counter()

    found = read_rows(read_table(workbook(*rows), "a.xlsx"), "members", language="en", languages=["en"])

    assert (len(found.rows), found.problems) == (2500, ())
    assert time.perf_counter() - start < BOUND
