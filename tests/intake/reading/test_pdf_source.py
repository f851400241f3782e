"""Reports as PDF: columns, side boxes, hyphenation, running headers; scans and hostile files are refused."""

from __future__ import annotations

import io
import zlib

import pypdf
import pytest
import typst

from rapporteur.intake.reading.report import parse_report
from rapporteur.intake.reading.sources.refused import IntakeRefused, Limits
from rapporteur.intake.reading.sources.source import read_source
from tests.intake.reading.pdf_pages import pdf_of
from tests.intake.reading.test_report_round_trip import expected_activities
from tests.support.sample_report import sample_report


@pytest.mark.parametrize("language", ["fr", "en", "es"])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_side_boxes_and_columns_read_back(language: str, columns: int) -> None:
    data = sample_report(activities=24)
    parsed = parse_report(pdf_of(data, language, columns=columns))
    assert parsed.period is not None and parsed.period.code == data.period.code
    assert len(parsed.activities) == len(data.activities)
    for got, wanted in zip(parsed.activities, expected_activities(data, language), strict=True):
        assert {name: getattr(got, name) for name in wanted} == wanted
    assert parsed.activated_members.names == tuple(m.name[language] for m in data.activated_members)
    assert data.dues and parsed.dues
    assert (parsed.dues.amount, parsed.dues.payers) == (data.dues.amount, data.dues.payers)
    assert [len(region.members) for region in parsed.regions] == [
        len(region.members) for region in data.regions
    ]
    assert [len(region.board) for region in parsed.regions] == [len(region.seats) for region in data.regions]
    assert [p.name for p in parsed.secretariat_staff] == [p.name for p in data.staff]
    assert parsed.not_understood == ()


def test_running_headers_and_page_numbers_are_left_out() -> None:
    parsed = parse_report(pdf_of(sample_report(activities=24), "en"))
    assert not any("Estuaria 2018" in activity.body for activity in parsed.activities)


def _pdf(markup: str) -> bytes:
    return bytes(typst.compile(markup.encode()))


def test_page_without_text_layer_is_refused_with_its_number() -> None:
    pages = pypdf.PdfWriter(clone_from=io.BytesIO(_pdf("= Progress\n#pagebreak()\n#h(1pt)")))
    page = pages.pages[1]
    stream = pypdf.generic.StreamObject()
    stream.set_data(b"\xff" * 300)
    stream.update(
        {
            pypdf.generic.NameObject("/Type"): pypdf.generic.NameObject("/XObject"),
            pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Image"),
            pypdf.generic.NameObject("/Width"): pypdf.generic.NumberObject(10),
            pypdf.generic.NameObject("/Height"): pypdf.generic.NumberObject(10),
            pypdf.generic.NameObject("/ColorSpace"): pypdf.generic.NameObject("/DeviceRGB"),
            pypdf.generic.NameObject("/BitsPerComponent"): pypdf.generic.NumberObject(8),
        }
    )
    reference = pages._add_object(stream)
    page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
        {
            pypdf.generic.NameObject("/XObject"): pypdf.generic.DictionaryObject(
                {pypdf.generic.NameObject("/Im0"): reference}
            )
        }
    )
    content = pypdf.generic.StreamObject()
    content.set_data(b"q 595 0 0 842 0 0 cm /Im0 Do Q")
    page[pypdf.generic.NameObject("/Contents")] = pages._add_object(content)
    out = io.BytesIO()
    pages.write(out)
    with pytest.raises(IntakeRefused) as refused:
        read_source(out.getvalue(), name="scan.pdf")
    assert refused.value.where == "scan.pdf, page 2"
    assert "without a text layer" in refused.value.reason


def test_pdf_with_too_many_pages_is_refused() -> None:
    pages = pypdf.PdfWriter()
    for _ in range(10_000):
        pages.add_blank_page(100, 100)
    out = io.BytesIO()
    pages.write(out)
    with pytest.raises(IntakeRefused, match="more than 500 pages"):
        read_source(out.getvalue(), name="long.pdf")


def test_content_that_unpacks_without_end_is_refused() -> None:
    pages = pypdf.PdfWriter()
    page = pages.add_blank_page(100, 100)
    bomb = pypdf.generic.EncodedStreamObject()
    bomb._data = zlib.compress(b" " * 90_000_000)
    bomb[pypdf.generic.NameObject("/Filter")] = pypdf.generic.NameObject("/FlateDecode")
    page[pypdf.generic.NameObject("/Contents")] = pages._add_object(bomb)
    out = io.BytesIO()
    pages.write(out)
    with pytest.raises(IntakeRefused, match="unpacked"):
        read_source(out.getvalue(), name="bomb.pdf")


def test_packed_objects_that_unpack_without_end_are_refused() -> None:
    packed = zlib.compress(b"3 0 4 20 <</Type/Catalog>> <<>> " + b" " * 90_000_000)
    head = b"%PDF-1.5\n"
    stream = b"2 0 obj<</Type/ObjStm/N 2/First 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(packed), packed,
    )  # fmt: skip
    rows = b"\x00\x00\x00\x00\x00" + b"\x00" * 5 + b"\x01" + len(head).to_bytes(3, "big") + b"\x00"
    rows += b"\x02\x00\x00\x02\x00" + b"\x02\x00\x00\x02\x01"
    start = len(head) + len(stream)
    table = b"9 0 obj<</Type/XRef/Size 5/W[1 3 1]/Root 3 0 R/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(rows), rows,
    )  # fmt: skip
    content = head + stream + table + b"startxref\n%d\n%%%%EOF" % start
    with pytest.raises(IntakeRefused, match="packed objects"):
        read_source(content, name="packed.pdf")


def test_form_that_shows_itself_many_times_is_refused() -> None:
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(100, 100)
    name = pypdf.generic.NameObject
    inner = None
    for _ in range(8):
        form = pypdf.generic.StreamObject()
        form.set_data(b"/F Do " * 10 if inner is not None else b"q Q ")
        form[name("/Type")], form[name("/Subtype")] = name("/XObject"), name("/Form")
        form[name("/BBox")] = pypdf.generic.ArrayObject([pypdf.generic.NumberObject(n) for n in (0, 0, 9, 9)])
        if inner is not None:
            form[name("/Resources")] = _forms(inner)
        inner = writer._add_object(form)
    content = pypdf.generic.StreamObject()
    content.set_data(b"/F Do " * 10)
    page[name("/Contents")] = writer._add_object(content)
    page[name("/Resources")] = _forms(inner)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(IntakeRefused, match="costs"):
        read_source(out.getvalue(), name="forms.pdf", limits=Limits(seconds=5))


def _forms(reference: object) -> pypdf.generic.DictionaryObject:
    name = pypdf.generic.NameObject
    return pypdf.generic.DictionaryObject(
        {name("/XObject"): pypdf.generic.DictionaryObject({name("/F"): reference})}
    )


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\nnothing here", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>"],
)
def test_damaged_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(IntakeRefused, match="no readable PDF"):
        read_source(content, name="broken.pdf")


def test_encrypted_pdf_is_refused() -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(IntakeRefused, match="encrypted"):
        read_source(out.getvalue(), name="locked.pdf")
