"""Tables as all programs write them: separators, quotation marks, old encodings, sheets, merged cells, archives."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from rapporteur.intake.importing.problems import InvalidFile
from rapporteur.intake.importing.tables.delimited import read_delimited
from rapporteur.intake.importing.tables.encodings import decode
from rapporteur.intake.importing.tables.merged import merged_cells
from rapporteur.intake.importing.tables.rows import Rows, read_rows
from rapporteur.intake.importing.tables.workbook import Table, read_table
from rapporteur.intake.reading.sources.refused import IntakeRefused
from tests.support.fuzzing import examples


def read(text: str, name: str = "a.csv") -> list[tuple[str, ...]]:
    return [cells for _, cells in read_table(text.encode(), name).rows]


@pytest.mark.parametrize(
    ("text", "rows", "sign"),
    [
        ("Name;Country;Note, internal, long, text\nA;FR;x\n", [("A", "FR", "x")], "semicolons"),
        ("Name;Country;Note, a, b, c, d\nA;FR;x, y\nB;FR;z\n", [("A", "FR", "x, y"), ("B", "FR", "z")], "semicolons"),
        ("Name,Country,Note; internal; long; text\nA,FR,x\n", [("A", "FR", "x")], "commas"),
        ("Name\tCountry\tNote; a; b; c, d\nA\tFR\tx;y\n", [("A", "FR", "x;y")], "tabs"),
        ("Name|Country|Note; a; b; c\nA|FR|x;y\n", [("A", "FR", "x;y")], "bars"),
        ("Name;Amount, due\nA;1,5\nB;2,5\n", [("A", "1,5"), ("B", "2,5")], "semicolons"),
    ],
)  # fmt: skip
def test_separator_is_the_one_by_which_the_rows_fit_the_headings(
    text: str, rows: list[tuple[str, ...]], sign: str
) -> None:
    table = read_table(text.encode(), "a.csv")

    assert [cells for _, cells in table.rows[1:]] == rows
    assert table.notices[0].startswith(f"a.csv was read as parted by {sign} (")


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_separator_without_a_rival_is_not_told(sign: str) -> None:
    table = read_table(f"Name{sign}Country\nA{sign}FR\n".encode(), "a.csv")

    assert (table.rows[1], table.notices) == ((2, ("A", "FR")), ())


@pytest.mark.parametrize("sign", [";", ",", "|", "\t"])
def test_first_line_may_say_the_separator(sign: str) -> None:
    assert read_table(f"sep={sign}\nName{sign}Note\nA{sign}x\n".encode(), "a.csv").rows[1] == (3, ("A", "x"))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('"Accra" ville', '"Accra" ville'),
        ('"Accra" and "Kumasi"', '"Accra" and "Kumasi"'),
        ('Salle "A"', 'Salle "A"'),
        ('"He said "yes""', 'He said "yes"'),
        ('"a ""b"" c"', 'a "b" c'),
        ('"a \\"b\\" c"', 'a "b" c'),
        ('"a; b"', "a; b"),
        (' "a; b" ', "a; b"),
        ('"C:\\files\\"', "C:\\files\\"),
        ('"two\nlines"', "two\nlines"),
        ('""', ""),
        ("'=1+1", "=1+1"),
        ("l'eau", "l'eau"),
    ],
)
def test_quotation_marks_of_every_dialect_are_read(cell: str, value: str) -> None:
    assert read(f"Name;Note;Country\nA;{cell};FR\n")[1] == ("A", value, "FR")


def test_quotation_mark_that_does_not_close_is_told_with_its_line() -> None:
    with pytest.raises(IntakeRefused) as refused:
        read('Name;Note\nA;x\nB;"y\nC;z\n')

    assert str(refused.value) == (
        "a.csv, line 3: the text is no table: a quotation mark opens here and does not close; "
        "close it, or double it within a cell"
    )


@settings(max_examples=examples(200), deadline=None)
@given(
    st.lists(
        st.lists(st.text('ab é";,\n|', max_size=6).map(str.strip), min_size=2, max_size=2),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_what_a_library_writes_is_read_back(rows: list[list[str]], quoting: Literal[0, 1]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", quoting=quoting, lineterminator="\r\n").writerows(rows)

    found, _ = read_delimited(f"sep=;\n{stream.getvalue()}", "a.csv")

    assert [list(cells) for _, cells in found] == rows


@pytest.mark.parametrize(
    "text",
    [
        'a\n"' + "x\n" * 200_000,
        "a\n" + '"a""\n' * 200_000,
        "a;b\n" + '"a""b" c;x\n' * 100_000,
        "a\n" + '"\n' * 200_000,
    ],
)
def test_quotation_marks_cost_no_more_than_some_readings_of_the_text(text: str) -> None:
    begun = time.process_time()
    try:
        rows, _ = read_delimited(text, "a.csv")
        assert sum(1 for _ in rows) <= text.count("\n") + 1
    except IntakeRefused as refused:
        assert "a quotation mark opens here" in str(refused)  # noqa: PT017  # either is right, both must end

    assert time.process_time() - begun < 30  # of the processor; some two seconds


def test_row_of_all_columns_of_a_spreadsheet_is_read_and_one_wider_is_refused() -> None:
    begun = time.process_time()

    assert read(f"Name;Note\nA;x{';' * 16_382}\n")[1] == ("A", "x")
    with pytest.raises(IntakeRefused, match=r"a.csv, line 2: has more than 20,000 cells: it is no table"):
        read(f"Name;Note\nA;x{';' * 5_000_000}\n")

    assert time.process_time() - begun < 10  # of the processor; less than one second


def test_cells_beyond_the_headings_are_a_problem() -> None:
    rows = rows_of("Identifier;Note\ncity;x;lost\n")

    assert [str(problem) for problem in rows.problems] == [
        "a.csv:1: column C: '': expected a heading above the values of this column, such as “lost”"
    ]


def rows_of(text: str, kind: str = "members", language: str = "en") -> Rows:
    return read_rows(
        read_table(text.encode(), "a.csv"), kind, language=language, languages=["en", "fr", "es"]
    )


# --- encodings ------------------------------------------------------------------------------------

TEXTS = (
    "Montréal;Québec;Besançon",
    "São Paulo;Município;Brasília",
    "Córdoba;México;Perú;Bogotá;Núñez",
    "Zürich;Köln;Düsseldorf",
    "L’été à Yaoundé – séance ouverte",
    "Asunción;Medellín;Málaga",
)


@pytest.mark.parametrize(
    "encoding", ["cp1252", "mac_roman", "cp850", "utf-8", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("text", TEXTS)
def test_old_encodings_are_known_by_the_words_that_they_make(text: str, encoding: str) -> None:
    try:
        content = f"Name;Note\n{text}\n".encode(encoding)
    except UnicodeEncodeError:
        content = f"Name;Note\n{text.replace('’', chr(39)).replace('–', '-')}\n".encode(encoding)
        text = text.replace("’", "'").replace("–", "-")

    found, notices = decode(content, "a.csv")

    assert found.splitlines()[1] == text
    assert len(notices) == (encoding in {"cp1252", "mac_roman", "cp850"})


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Łódź;Gdańsk;Kraków", "cp1250"), ("Москва;Париж", "cp1251"), ("İstanbul;Eskişehir", "cp1254")],
)
def test_encoding_that_fits_no_words_is_refused_with_what_to_do(text: str, encoding: str) -> None:
    with pytest.raises(IntakeRefused, match="save it as UTF-8"):
        decode(f"Name\n{text}\n".encode(encoding), "a.csv")


def test_lines_that_are_not_utf8_do_not_spoil_the_others() -> None:
    content = "Name;Note\nMontréal;x\n".encode() + "Málaga;Córdoba\n".encode("cp1252")

    found, notices = decode(content, "a.csv")

    assert found == "Name;Note\nMontréal;x\nMálaga;Córdoba\n"
    assert notices == ("a.csv is not UTF-8 in line 3; it was read as Windows-1252: look at the accents",)


# --- workbooks ------------------------------------------------------------------------------------


def book(change: Callable[[Workbook], None] = lambda _: None, *rows: list[object]) -> bytes:
    """Return a workbook of a sheet with these rows, after `change`."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows or (["Identifier", "Note"], ["city", "x"]):
        sheet.append(row)
    change(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def rewritten(
    content: bytes, name: Callable[[str], str], part: Callable[[bytes], bytes] = lambda part: part
) -> bytes:
    """Return a workbook with other names of its parts, or other parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            new.writestr(name(info.filename), part(old.read(info)))
    return stream.getvalue()


def strict(part: bytes) -> bytes:
    return part.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ).replace(
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
        b"http://purl.oclc.org/ooxml/officeDocument/",
    )


@pytest.mark.parametrize(
    "content",
    [
        rewritten(book(), lambda name: name.replace("/", "\\")),
        rewritten(book(), lambda name: f"/{name}"),
        rewritten(book(), lambda name: name, strict),
        rewritten(book(), lambda name: name.replace("/", "\\"), strict),
    ],
)
def test_workbooks_of_other_programs_are_read(content: bytes) -> None:
    table = read_table(content, "a.xlsx")

    assert (table.rows, table.notices) == (((1, ("Identifier", "Note")), (2, ("city", "x"))), ())


def test_days_and_numbers_of_a_strict_workbook_are_read() -> None:
    content = book(lambda _: None, ["Date", "Latitude"], [date(2018, 4, 5), 5.348])

    assert read_table(rewritten(content, lambda name: name, strict), "a.xlsx").rows[1] == (
        2,
        ("2018-04-05", "5.348"),
    )


def archive(*parts: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, part in parts:
            made.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            archive(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")),
            "an OpenDocument table (.ods), no workbook: save it as .xlsx or .csv",
        ),
        (archive(("mimetype", b"application/vnd.oasis.opendocument.text")), "an OpenDocument text (.odt)"),
        (archive(("content.xml", b"<a/>"), ("META-INF/manifest.xml", b"<a/>")), "an OpenDocument file"),
        (archive(("Index/Document.iwa", b"x")), "an Apple Numbers, Pages or Keynote file, no workbook: export it as"),
        (
            archive(("xl/workbook.bin", b"x"), ("[Content_Types].xml", b"<a/>")),
            "a binary workbook (.xlsb), no workbook: save it as .xlsx",
        ),
        (archive(("word/document.xml", b"<a/>")), "a text document, no workbook"),
        (archive(("ppt/presentation.xml", b"<a/>")), "a presentation, no workbook"),
        (archive(("members.csv", b"a;b")), "an archive, no workbook: unpack it and give the table in it"),
    ],
)  # fmt: skip
def test_other_archives_are_called_what_they_are_and_say_what_to_do(content: bytes, says: str) -> None:
    for name in ("a.xlsx", "a.ods"):
        with pytest.raises(IntakeRefused) as refused:
            read_table(content, name)
        assert f"{name}: the file is {says}" in str(refused.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("EncryptedPackage", "a workbook locked by a password"),
        ("WordDocument", "an old Word document"),
        ("Workbook", "an old .xls workbook"),
    ],
)
def test_files_of_the_old_office_are_told_apart(content: str, says: str) -> None:
    with pytest.raises(IntakeRefused, match=says):
        read_table(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content.encode("utf-16-le"), "a.xls")


def test_text_whose_heading_looks_like_a_program_is_a_table() -> None:
    assert read("MZ;Note\nA;x\n")[1] == ("A", "x")


def with_sheets(*sheets: tuple[str, str, list[list[object]]]) -> bytes:
    """Return a workbook of sheets, each with its name, whether it is hidden, and rows."""
    made = Workbook()
    del made["Sheet"]
    for title, state, rows in sheets:
        sheet = made.create_sheet(title)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.active = len(sheets) - 1
    made.save(stream)
    return stream.getvalue()


MEMBERS: list[list[object]] = [["Identifier", "Note"], ["city", "x"]]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_passed_over_and_named(state: str) -> None:
    table = read_table(with_sheets(("Help", state, [["Read me"]]), ("Members", "visible", MEMBERS)), "a.xlsx")

    assert table.rows[1] == (2, ("city", "x"))
    assert table.notices == ("only the sheet “Members” of a.xlsx was read, not “Help” (hidden)",)


def test_empty_first_sheet_names_the_others() -> None:
    with pytest.raises(IntakeRefused) as refused:
        read_table(with_sheets(("Sheet1", "visible", []), ("Members", "visible", MEMBERS)), "a.xlsx")

    assert str(refused.value) == (
        "a.xlsx: the table is empty (sheet “Sheet1”): expected a row of headings; "
        "the workbook also has “Members”: put the table on the first sheet"
    )


def test_problem_in_a_workbook_of_several_sheets_names_the_sheet() -> None:
    rows: list[list[object]] = [["Identifier", "Latitude"], ["city", 91]]
    table = read_table(with_sheets(("Members", "visible", rows), ("Other", "visible", [])), "a.xlsx")

    found = read_rows(table, "members", language="en", languages=["en"])

    assert [str(problem) for problem in found.problems] == [
        "a.xlsx, sheet “Members”:2: Latitude (column B): '91': expected degrees from -90 to 90"
    ]


@pytest.mark.parametrize(
    "rows", [[["=Other!A1", "=Other!B1"], ["=Other!A2", "=Other!B2"]], [["=1+1"]], [[None, "=NOW()"]]]
)
def test_sheet_of_formulas_alone_is_told_cell_by_cell(rows: list[list[object]]) -> None:
    with pytest.raises(InvalidFile) as invalid:
        read_table(book(lambda _: None, *rows), "a.xlsx")

    assert len(invalid.value.problems) == sum(cell is not None for row in rows for cell in row)
    assert {problem.expected for problem in invalid.value.problems} == {"a value, not a formula"}


def merged(*ranges: str) -> Table:
    """Return a table of activities some of whose cells are merged."""

    def merge(made: Workbook) -> None:
        for one in ranges:
            assert made.active is not None
            made.active.merge_cells(one)

    rows: list[list[object]] = [
        ["Title", "Kind", "First day", "Note"],
        ["One", "WORKSHOP", date(2018, 4, 5), "a"],
        ["Two", "MEETING", None, None],
        ["Three", "WORKSHOP", date(2018, 4, 7), None],
    ]
    return read_table(book(merge, *rows), "a.xlsx")


@pytest.mark.parametrize(
    ("ranges", "problems"),
    [
        (["C2:C3"], ["3: First day (column C): '': expected a value: C3 is empty, for it is merged with C2"]),
        (["A2:A3"], ["3: Title (column A): '': expected a value: A3 is empty, for it is merged with A2"]),
        (["B4:C4"], ["4: First day (column C): '': expected a value: C4 is empty, for it is merged with B4"]),
        (["D5:D9"], []),
        (["A1:A1"], []),
    ],
)  # fmt: skip
def test_merged_cell_is_a_problem_that_names_it_and_nothing_else_is_said_of_it(
    ranges: list[str], problems: list[str]
) -> None:
    found = read_rows(merged(*ranges), "activities", language="en", languages=["en"])

    assert [str(one) for one in found.problems] == [f"a.xlsx:{one}; part the cells" for one in problems]


def test_merged_cells_beyond_the_table_cost_nothing() -> None:
    sheet = b"<mergeCells>" + b'<mergeCell ref="A1:XFD1048576"/>' * 2_000 + b"</mergeCells>"
    begun = time.process_time()

    assert len(merged_cells(sheet, {1, 2}, 2, 3)) == 5
    assert time.process_time() - begun < 5
