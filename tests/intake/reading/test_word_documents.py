"""What stands in a Word document wherever programs put it; what nobody was to see, and what was moved."""

from __future__ import annotations

import io
import zipfile

import pytest

from rapporteur.intake.reading.parsed import ParsedReport
from rapporteur.intake.reading.report import parse_report
from rapporteur.intake.reading.sources.refused import IntakeRefused
from rapporteur.intake.reading.sources.source import read_source
from tests.intake.reading.word_parts import (
    BODY,
    cell,
    control,
    either,
    external,
    notes,
    p,
    packed,
    report,
    row,
    run,
    styles,
    table,
    word,
)

_SECRET = "NOT FOR PRINT."
_HIDDEN = "<w:vanish/>"


def read(content: bytes) -> ParsedReport:
    return parse_report(content, name="report.docx")


def is_whole(parsed: ParsedReport) -> bool:
    """Whether both activities were read with their members and texts."""
    first, second = parsed.activities
    return (first.members, second.members, first.body) == (("Dakar", "Lima"), ("Lima",), BODY)


MEMBERS = cell("Activated members")
BOX = cell("Dakar", "Lima")
MADE = '<w:customXml w:element="box">{}</w:customXml>'


@pytest.mark.parametrize(
    "members",
    [
        table(row(MEMBERS), row(control(BOX))),
        table(row(MEMBERS), control(row(BOX))),
        table(control(row(MEMBERS) + row(control(control(BOX))))),
        control(table(row(MEMBERS), row(BOX))),
        table(row(MEMBERS), row(cell(control(p("Dakar") + p("Lima"))))),
        table(row(MEMBERS), row(cell(p(control(run("Dakar"))), p(control(run("Lima")))))),
        table(row(MEMBERS), MADE.format(row(BOX))),
        table(row(MEMBERS), row(MADE.format(BOX))),
        table(row(MEMBERS), either(row(BOX), row(BOX))),
        table(row(MEMBERS), row(cell(table(row(control(BOX)))))),
        p("Activated members") + p('<w:ins w:id="1">' + run("Dakar") + "</w:ins>") + p("Lima"),
        p("Activated members") + p('<w:hyperlink r:id="x">' + run("Dakar") + "</w:hyperlink>") + p("Lima"),
        p("Activated members") + p('<w:fldSimple w:instr="X">' + run("Dakar") + "</w:fldSimple>") + p("Lima"),
    ],
)
def test_members_are_read_behind_any_wrapper(members: str) -> None:
    assert is_whole(read(word(report(members=members))))


@pytest.mark.parametrize(
    "body",
    [
        either(p(BODY), p(BODY)),
        either(p(BODY), p(BODY), requires="made"),
        either(p(BODY), p(BODY), requires="nobody"),
        either("", p(BODY)),
        either(p(BODY), "", requires="made"),
        either(p(BODY), p("An older wording.")),
        either(p("Only for later programs."), p(BODY), requires="made"),
        p(either(run(BODY), run(BODY))),
        control(either(control(p(BODY)), p(BODY))),
        either(either(p(BODY), p(BODY)), p(BODY)),
    ],
)
def test_alternatives_are_read_once_as_they_are_shown(body: str) -> None:
    assert is_whole(read(word(report(body))))


_MOVED = '<w:moveTo w:id="3">{}</w:moveTo>'


@pytest.mark.parametrize(
    "body",
    [
        p(f'<w:moveFrom w:id="2">{run("The towns talked.")}</w:moveFrom>') + p(_MOVED.format(run(BODY))),
        p(f'<w:moveFrom w:id="2">{run(BODY)}</w:moveFrom>', properties='<w:rPr><w:moveFrom w:id="1"/></w:rPr>')
        + p(BODY),
        f'<w:moveFrom w:id="2">{p("Away.")}</w:moveFrom>' + _MOVED.format(p(BODY)),
        p(run("The towns talked of their quays "), '<w:del w:id="1"><w:r><w:delText>all</w:delText></w:r></w:del>',
          '<w:ins w:id="2">' + run("for a whole day.") + "</w:ins>"),
        p("The towns talked", properties='<w:rPr><w:del w:id="1"/></w:rPr>') + p(" of their quays for a whole day."),
        p(BODY) + table(row(cell("Away.", "Gone."), properties='<w:del w:id="1"/>')),
        p(BODY) + table(row("<w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr>" + p("Away.") + "</w:tc>")),
    ],
)  # fmt: skip
def test_tracked_changes_are_read_as_accepted(body: str) -> None:
    parsed = read(word(report(body)))
    assert is_whole(parsed)
    assert not any("Away" in line.text or "Gone" in line.text for line in parsed.not_understood)


def test_deleted_passages_are_told() -> None:
    parsed = read(word(report(p(f'<w:del w:id="1"><w:r><w:delText>no</w:delText></w:r></w:del>{run(BODY)}'))))
    assert [notice.partition(":")[2] for notice in parsed.notices] == [
        " 1 deleted or moved passages were left out where they stood"
    ]


def _style(key: str, kind: str, inside: str, based: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}">{parent}<w:rPr>{inside}</w:rPr></w:style>'


_STYLES = styles(
    _style("Secret", "paragraph", _HIDDEN)
    + _style("Whisper", "character", _HIDDEN)
    + _style("Child", "paragraph", "", "Secret")
    + _style("GrandChild", "paragraph", "", "Child")
    + _style("Loud", "paragraph", '<w:vanish w:val="0"/>', "Secret")
)


@pytest.mark.parametrize(
    "secret",
    [
        p(run(_SECRET, _HIDDEN)),
        p(run(_SECRET, '<w:vanish w:val="true"/>')),
        p(run(_SECRET, '<w:rStyle w:val="Whisper"/>')),
        p(_SECRET, properties='<w:pStyle w:val="Secret"/>'),
        p(_SECRET, properties='<w:pStyle w:val="GrandChild"/>'),
        p(control(run(_SECRET, _HIDDEN))),
        p(f'<w:hyperlink r:id="x">{run(_SECRET, _HIDDEN)}</w:hyperlink>'),
        table(row(cell(_SECRET), properties="<w:hidden/>")),
        p(f'<w:r><w:drawing><wp:anchor><wp:docPr id="1" name="x" hidden="1"/><wps:txbx><w:txbxContent>{p(_SECRET)}'
          "</w:txbxContent></wps:txbx></wp:anchor></w:drawing></w:r>"),
        p(f'<w:r><w:pict><v:shape style="visibility: hidden"><v:textbox><w:txbxContent>{p(_SECRET)}'
          "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"),
    ],
)  # fmt: skip
def test_hidden_text_is_left_out_and_told(secret: str) -> None:
    content = word(report(p(BODY) + secret), styles=_STYLES)
    assert not any("PRINT" in line.text for line in read_source(content).lines)
    parsed = read(content)
    assert is_whole(parsed)
    assert [notice.partition(":")[0] for notice in parsed.notices] == ["hidden text was left out"]


@pytest.mark.parametrize(
    "shown",
    [
        p(run(BODY, '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Secret"/>'),
        p(BODY, properties='<w:pStyle w:val="Loud"/>'),
        p(
            run(BODY, '<w:rStyle w:val="Whisper"/>'), properties='<w:pStyle w:val="Secret"/>'
        ),  # each undoes the other
        p(run(BODY, "<w:webHidden/>")),
        p(BODY, properties="<w:rPr><w:vanish/></w:rPr>"),  # the mark of the paragraph, not its text
    ],
)
def test_text_that_is_shown_in_print_is_read(shown: str) -> None:
    parsed = read(word(report(shown), styles=_STYLES))
    assert is_whole(parsed)
    assert parsed.notices == ()


@pytest.mark.parametrize("kind", ["footnotes", "endnotes"])
def test_note_goes_to_its_activity(kind: str) -> None:
    name = kind[:-1]
    body = p(
        "The towns talked of their quays", f'<w:r><w:{name}Reference w:id="2"/></w:r>', " for a whole day."
    )
    content = word(
        report(body), {kind: notes(kind, n2="With thanks to the port.", n3="Nobody refers to it.")}
    )
    parsed = read(content)
    assert is_whole(parsed)
    assert [activity.notes for activity in parsed.activities] == [("With thanks to the port.",), ()]
    assert parsed.understood_share == 1


def test_note_that_no_activity_refers_to_is_listed_as_not_understood() -> None:
    cover = p("Harbour Towns", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    content = word(
        report().replace(p("Harbour Towns"), cover), footnotes=notes("footnotes", n2="Founded in 1990.")
    )
    parsed = read(content)
    assert [each.text for each in parsed.not_understood] == ["Founded in 1990."]
    assert parsed.understood_share < 1


_ARCHIVE = (
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
    f"<p>{BODY}</p>\n--b--\n"
)


@pytest.mark.parametrize(
    ("name", "chunk"),
    [
        ("chunk_txt", BODY.encode()),
        ("chunk_html", f"<html><head><title>x</title></head><body><p>{BODY}</p><p hidden>{_SECRET}</p></body></html>"),
        ("chunk_docx", word(p(BODY))),
        ("chunk_mht", _ARCHIVE),
    ],
)  # fmt: skip
def test_embedded_document_is_read_where_it_stands(name: str, chunk: str | bytes) -> None:
    assert is_whole(read(word(report(f'<w:altChunk r:id="{name}"/>'), {name: chunk})))


def test_embedded_document_that_only_word_reads_is_refused() -> None:
    with pytest.raises(
        IntakeRefused, match=r"holds another one that only Word reads .*chunk_rtf.rtf.*save it again"
    ):
        read(word(report('<w:altChunk r:id="chunk_rtf"/>'), chunk_rtf="{\\rtf1 x}"))


@pytest.mark.parametrize("main", ["word/document2.xml", "document.xml", "Word/Main Part.XML"])
@pytest.mark.parametrize("strict", [False, True])
def test_main_part_is_the_one_that_the_package_names(main: str, strict: bool) -> None:
    body = p(
        "The towns talked of their quays", '<w:r><w:footnoteReference w:id="2"/></w:r>', " for a whole day."
    )
    parsed = read(word(report(body), main=main, strict=strict, footnotes=notes("footnotes", n2="Thanks.")))
    assert is_whole(parsed)
    assert parsed.activities[0].notes == ("Thanks.",)


def test_package_with_backslashes_is_read() -> None:
    content = word(report())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        files = {name.replace("/", "\\"): package.read(name) for name in package.namelist()}
    assert is_whole(read(packed(dict(files))))


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "hyperlink", "mailMergeSource", "oleObject"])
def test_what_draws_in_no_text_is_read(kind: str) -> None:
    content = word(report(), settings="<x/>")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        files: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    files["word/_rels/document.xml.rels"] = external(kind)
    assert is_whole(read(packed(files)))


@pytest.mark.parametrize("kind", ["subDocument", "aFChunk"])
def test_text_in_another_file_is_refused(kind: str) -> None:
    files: dict[str, str | bytes] = {
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        "word/_rels/document.xml.rels": external(kind),
    }
    with pytest.raises(IntakeRefused, match="draws in text from another file"):
        read(packed(files))


def test_bold_stretches_keep_their_places_over_line_breaks() -> None:
    bold = "<w:b/>"
    content = word(p("one ", run("two", bold), "<w:r><w:br/></w:r>", "three ", run("four", bold), " five"))
    assert [(line.text, line.bold) for line in read_source(content).lines] == [
        ("one two", ((4, 7),)),
        ("three four five", ((6, 10),)),
    ]


def test_paragraph_without_end_is_cut_into_lines() -> None:
    (first, *rest) = read_source(word(p("word " * 4_000))).lines
    assert max(len(line.text) for line in (first, *rest)) <= 4_000
    assert " ".join(line.text for line in (first, *rest)) == ("word " * 4_000).strip()
    assert {line.block for line in rest} == {first.block}
