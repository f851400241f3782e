"""Pages of a PDF as they are seen: turned, printed twice, cropped, recognised, in fonts of their own."""

from __future__ import annotations

import pytest

from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.report import parse_report
from rapporteur.intake.reading.sources.pdf_fonts import is_language
from rapporteur.intake.reading.sources.refused import IntakeRefused, Limits
from rapporteur.intake.reading.sources.source import read_source
from tests.intake.reading.pdf_parts import HELVETICA, LINES, pdf, stream, text, upright

BODY = "The towns talked of their quays for a whole day."


def is_whole(parsed: ParsedReport) -> bool:
    """Whether both activities were read with their members and texts."""
    first, second = parsed.activities
    return (first.members, second.members, first.body) == (("Dakar", "Lima"), ("Lima",), BODY)


def read(content: bytes) -> ParsedReport:
    return parse_report(content, name="report.pdf")


# --- turned ------------------------------------------------------------------------------------------------


def _turned(quarters: int, slant: float = 0.0) -> str:
    """Return the report, its lines turned by quarters to the left on a page of 595 by 842."""
    shown, down = "", 60.0
    matrix = {1: f"{slant} 1 -1 {slant}", 2: f"-1 {-slant} {slant} -1", 3: f"{-slant} -1 1 {-slant}"}[
        quarters
    ]
    for said, size in LINES:
        x, y = {1: (down, 60), 2: (535, down), 3: (595 - down, 782)}[quarters]
        shown += text(said, x, y, size, matrix=matrix)
        down += size + 12
    return shown


@pytest.mark.parametrize("quarters", [1, 2, 3])
@pytest.mark.parametrize("slant", [0.0, 0.01])
def test_page_whose_text_is_turned_is_read(quarters: int, slant: float) -> None:
    parsed = read(pdf(_turned(quarters, slant)))
    assert is_whole(parsed)
    assert parsed.notices == ()


@pytest.mark.parametrize(("quarters", "angle"), [(1, 90), (2, 180), (3, 270), (1, 0), (3, 180)])
def test_page_that_is_turned_by_its_own_word_is_read(quarters: int, angle: int) -> None:
    assert is_whole(read(pdf(_turned(quarters), page=f"/Rotate {angle}")))


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_page_of_which_only_the_viewer_turns_is_read(angle: int) -> None:
    assert is_whole(read(pdf(upright(), page=f"/Rotate {angle}")))


def test_lettering_of_a_margin_is_left_out_and_told() -> None:
    parsed = read(pdf(upright() + text("Printed on recycled paper in 2018", 580, 100, 8, matrix="0 1 -1 0")))
    assert is_whole(parsed)
    assert parsed.notices == ("text that stands across the page was left out: 28 characters, page 1",)


def test_wide_table_on_a_page_of_its_own_direction_is_read_after_the_rest() -> None:
    across = "".join(
        text(f"Row {n} of a wide table with long cells", 300 + 20 * n, 60, 10, matrix="0 1 -1 0")
        for n in range(1, 6)
    )
    lines = [line.text for line in read_source(pdf(upright() + across)).lines]
    assert lines[-5:] == [f"Row {n} of a wide table with long cells" for n in range(1, 6)]
    assert lines[0] == "Harbour Towns"


# --- printed twice -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("shift", [(0.3, 0.0), (0.25, 0.25), (0.0, 0.3), (0.0, 0.0)])
def test_text_printed_twice_is_read_once_and_bold(shift: tuple[float, float]) -> None:
    again = upright(x=60 + shift[0], y=780 + shift[1])
    doc = read_source(pdf(upright() + again))
    assert [line.text for line in doc.lines] == [said for said, _ in LINES]
    assert all(line.all_bold for line in doc.lines)


def test_letters_printed_twice_one_by_one_are_read_once() -> None:
    shown, y = "", 780.0
    for said, size in LINES:
        x = 60.0
        for letter in said:
            if letter != " ":
                shown += text(letter, x, y, size) + text(letter, x + 0.4, y, size)
            x += size * (0.3 if letter in " il.,-" else 0.62)
        y -= size + 12
    lines = [line.text.replace(" ", "") for line in read_source(pdf(shown)).lines]
    assert lines == [said.replace(" ", "") for said, _ in LINES]


def test_two_equal_letters_beside_each_other_stay_two() -> None:
    assert (
        read_source(pdf(text("ill will fill iii 1111 ...", 60, 700))).lines[0].text
        == "ill will fill iii 1111 ..."
    )


# --- what nobody sees --------------------------------------------------------------------------------------

_SECRET = text("Not for the public, this is a remark.", 60, 300)


@pytest.mark.parametrize("mode", [3, 7])
def test_text_that_paints_nothing_is_left_out_and_told(mode: int) -> None:
    parsed = read(pdf(upright() + f"{mode} Tr " + _SECRET))
    assert is_whole(parsed)
    assert parsed.notices == ("hidden text was left out: 30 characters, page 1",)


@pytest.mark.parametrize("mode", [0, 1, 2, 4])
def test_text_that_is_painted_in_any_way_is_read(mode: int) -> None:
    assert is_whole(read(pdf(f"{mode} Tr " + upright())))


_PICTURE = stream(b"\x00" * 100, "/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray "
                  "/BitsPerComponent 8")  # fmt: skip


def test_recognised_text_under_a_scan_is_read() -> None:
    content = "q 595 0 0 842 0 0 cm /Im Do Q 3 Tr " + upright()
    assert is_whole(read(pdf(content, resources="/XObject << /Im 10 0 R >>", objects={10: _PICTURE})))


_OFF = "/OCProperties << /OCGs [11 0 R 12 0 R] /D << /OFF [11 0 R] >> >>"
_LAYERS = {11: "<< /Type /OCG /Name (draft) >>", 12: "<< /Type /OCG /Name (print) >>",
           13: "<< /Type /OCMD /OCGs [11 0 R] >>", 14: "<< /Type /OCMD /OCGs [11 0 R 12 0 R] >>"}  # fmt: skip


@pytest.mark.parametrize(
    ("layer", "catalog", "hidden"),
    [
        (11, _OFF, True),
        (12, _OFF, False),
        (13, _OFF, True),
        (14, _OFF, False),
        (12, "/OCProperties << /OCGs [11 0 R 12 0 R] /D << /BaseState /OFF /ON [11 0 R] >> >>", True),
        (11, "", False),
    ],
)
def test_layer_that_is_switched_off_is_left_out(layer: int, catalog: str, hidden: bool) -> None:
    content = upright() + "/OC /L BDC " + _SECRET + "EMC "
    made = pdf(content, catalog=catalog, resources=f"/Properties << /L {layer} 0 R >>", objects=dict(_LAYERS))
    assert ("remark" in " ".join(line.text for line in read_source(made).lines)) is not hidden


def test_text_outside_the_crop_box_is_left_out_and_told() -> None:
    slug = text("File quays-final.indd printed on the first of July", 60, 815, 8)
    parsed = read(pdf(upright(y=750) + slug, page="/CropBox [20 20 575 800]"))
    assert is_whole(parsed)
    assert parsed.notices == ("text outside the edges of the page was left out: 43 characters, page 1",)


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_crop_box_is_turned_with_its_page(angle: int) -> None:
    left = text("Proof of the printer, not cut yet", 5, 400, 8, matrix="0 1 -1 0")
    parsed = read(pdf(upright(y=780) + left, page=f"/CropBox [20 0 595 842] /Rotate {angle}"))
    assert is_whole(parsed)


def test_page_whose_corner_is_not_nought_is_read() -> None:
    assert is_whole(read(pdf(upright(x=260, y=980), media="200 200 795 1042")))


# --- fonts -------------------------------------------------------------------------------------------------


def _own_font(
    ranges: str, *, unicode: str = "", codes: str = "<00> <FF>", extra: str = ""
) -> dict[int, str | bytes]:
    """Return a font whose codes are mapped by a table in the file."""
    table = f"begincmap\n{extra}\n1 begincodespacerange\n{codes}\nendcodespacerange\n{ranges}\nendcmap"
    descriptor = "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 900 >>"
    held: dict[int, str | bytes] = {
        10: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /DW 500 /FontDescriptor 11 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        11: descriptor,
        12: stream(table.encode(), "/Type /CMap /CMapName /Own-H"),
    }
    if unicode:
        held[13] = stream(f"begincmap\n{unicode}\nendcmap".encode())
    return held


def _type0(*, unicode: bool) -> str:
    said = "/ToUnicode 13 0 R" if unicode else ""
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding 12 0 R /DescendantFonts [10 0 R] {said} >>"
    )


_ASCII = "1 beginbfrange\n<20> <7E> <0020>\nendbfrange"


@pytest.mark.parametrize(
    ("ranges", "extra"),
    [
        ("1 begincidrange\n<00> <FF> 0\nendcidrange", ""),
        ("1 begincidrange\n<20> <7E> 1\nendcidrange", ""),  # numbers of glyphs that are not the codes
        ("2 begincidrange\n<20> <4F> 100\n<50> <7E> 7\nendcidrange", ""),
        (
            "95 begincidchar\n" + "\n".join(f"<{c:02X}> {c + 5}" for c in range(0x20, 0x7F)) + "\nendcidchar",
            "",
        ),
        ("", ""),  # codes without numbers still say what they read as
    ],
)
def test_font_with_a_table_of_its_own_is_read(ranges: str, extra: str) -> None:
    made = pdf(upright(), font=_type0(unicode=True), objects=_own_font(ranges, unicode=_ASCII, extra=extra))
    assert is_whole(read(made))


def test_font_with_a_table_of_its_own_over_two_bytes_is_read() -> None:
    wide = "1 beginbfrange\n<0020> <007E> <0020>\nendbfrange"
    objects = _own_font("1 begincidrange\n<0000> <FFFF> 0\nendcidrange", codes="<0000> <FFFF>", unicode=wide)
    shown, y = "", 780
    for said, size in LINES:
        shown += f"BT /F1 {size} Tf 1 0 0 1 60 {y} Tm <{said.encode('utf-16-be').hex()}> Tj ET\n"
        y -= size + 12
    assert is_whole(read(pdf(shown, font=_type0(unicode=True), objects=objects)))


_UNSAID = "does not say which letters it shows; export the PDF again"


def test_font_with_a_table_of_its_own_that_says_no_letters_is_refused_with_its_page() -> None:
    objects = _own_font("1 begincidrange\n<00> <FF> 0\nendcidrange")
    with pytest.raises(IntakeRefused, match=_UNSAID) as refused:
        read(pdf(upright(), font=_type0(unicode=False), objects=objects))
    assert refused.value.where == "report.pdf, page 1"


def test_font_with_a_table_that_nobody_has_is_refused() -> None:
    font = _type0(unicode=False).replace("12 0 R", "/Vendor-Private-H")
    with pytest.raises(IntakeRefused, match=_UNSAID):
        read(pdf(upright(), font=font, objects=_own_font("")))


def test_letters_of_private_use_are_no_letters() -> None:
    table = stream(b"begincmap\n1 beginbfrange\n<20> <7E> <E020>\nendbfrange\nendcmap")
    font = HELVETICA.replace("/Encoding", "/ToUnicode 10 0 R /Encoding")
    with pytest.raises(IntakeRefused, match=_UNSAID):
        read(pdf(upright(), font=font, objects={10: table}))


def test_codes_that_number_the_glyphs_of_an_embedded_font_are_refused() -> None:
    """Such a font reads `Wkh wrzqv` for `The towns`: what looks like letters is none."""
    content, y = "", 780
    for said, size in LINES:
        coded = "".join(chr(ord(c) - 29) if c.isalpha() else c for c in said)
        coded = coded.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        content += text(coded, 60, y, size)
        y -= size + 12
    font = "<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Own /FirstChar 0 "
    font += f"/Widths [{'500 ' * 256}] /FontDescriptor 10 0 R >>"
    objects: dict[int, str | bytes] = {
        10: "<< /Type /FontDescriptor /FontName /AAAAAA+Own /Flags 4 /FontBBox [0 -200 1000 900] /FontFile2 11 0 R >>",
        11: stream(b"\x00\x01\x00\x00"),
    }
    with pytest.raises(IntakeRefused, match=_UNSAID):
        read(pdf(content, font=font, objects=objects))
    assert is_whole(read(pdf(upright(), font=font, objects=objects)))


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("Les villes ont parlé de leurs quais", True),
        ("The strengths of the quays", True),
        ("Los alcaldes hablaron de sus muelles", True),
        ("7KH WRZQV WDONHG RI WKHLU TXD\\V", False),
        ("'VLKJ FDHQ!! $%&", False),
        ("", False),
    ],
)
def test_guessed_letters_are_held_against_a_language(said: str, language: bool) -> None:
    assert is_language(said) is language


# --- what a page may cost ----------------------------------------------------------------------------------


@pytest.mark.parametrize("points", [b"0 0 l\t", b"1 2 3 4 5 6 c\n", b"0 0 9 9 re\r", b"h\n"])
def test_drawings_of_any_form_take_no_memory(points: bytes) -> None:
    content = stream(points * 200_000 + upright().encode(), packed=True)
    parsed = read(pdf("", objects={3: content}))
    assert is_whole(parsed)


@pytest.mark.parametrize("content", ["1 " * 30_000, "q " * 30_000])
def test_what_waits_for_ever_is_refused(content: str) -> None:
    with pytest.raises(IntakeRefused, match="the page costs too many"):
        read_source(pdf(content), name="report.pdf")


def test_time_is_that_of_the_processor() -> None:
    with pytest.raises(IntakeRefused, match="the page costs too much time"):
        read_source(pdf(upright()), name="report.pdf", limits=Limits(seconds=-1))
