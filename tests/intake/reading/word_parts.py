"""Word documents of a few paragraphs, written part by part, with the wrappers that programs put around text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:made="https://example.org/made"'
)
BODY = "The towns talked of their quays for a whole day."


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*inside: str, properties: str = "") -> str:
    """Return a paragraph of runs; a bare text becomes one."""
    runs = "".join(each if each.startswith("<") else run(each) for each in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def table(*rows: str) -> str:
    """Return a table of rows (or what holds them)."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of cells (or what holds them)."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(*inside: str) -> str:
    """Return a cell of paragraphs; a bare text becomes one."""
    return f"<w:tc>{''.join(each if each.startswith('<') else p(each) for each in inside)}</w:tc>"


def control(inside: str) -> str:
    """Return a content control around anything."""
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def either(choice: str, fallback: str, requires: str = "wps") -> str:
    """Return two alternatives of the same content."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def report(body: str = "", members: str = "") -> str:
    """Return the body of a report of two activities; text and members of the first may be anything."""
    return "".join(
        (
            p("Harbour Towns"), p("PROGRESS REPORT"), p("April – June 2018"), p("ACTIVITIES"),
            p("Workshop on quays"), p("Dakar, 12 April 2018"), body or p(BODY),
            members or p("Activated members") + p("Dakar") + p("Lima"),
            p("Seminar on lights"), p("Lima, 3 May 2018"), p("The teams compared the hours of their lights."),
            p("Activated members"), p("Lima"),
        )
    )  # fmt: skip


def word(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    *,
    main: str = "word/document.xml",
    strict: bool = False,
    **named: str | bytes,
) -> bytes:
    """Return a document; `parts` and `named` are further parts by name (`styles`, `footnotes`…), which it refers to.

    A part called `chunk_…` becomes an embedded one, with its name as id and its ending after the last underscore.
    """
    folder, _, base = main.rpartition("/")
    files: dict[str, str | bytes] = {
        main: f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "_rels/.rels": _relations([("r0", "officeDocument", main, "")]),
    }
    related = []
    for name, content in {**(parts or {}), **named}.items():
        chunk = name.startswith("chunk_")
        target = f"{name}.{name.rpartition('_')[2]}" if chunk else f"{name}.xml"
        files[f"{folder}/{target}" if folder else target] = content
        related.append((name, "aFChunk" if chunk else name, target, ""))
    if related:
        files[f"{folder}/_rels/{base}.rels".lstrip("/")] = _relations(related)
    return packed(files, strict=strict)


def packed(files: dict[str, str | bytes], *, strict: bool = False) -> bytes:
    """Return files as a package; a strict one with the names of Strict Open XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            if strict and isinstance(content, str):
                content = content.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")  # noqa: PLW2901
                content = content.replace(R, "http://purl.oclc.org/ooxml/officeDocument/relationships")  # noqa: PLW2901
            package.writestr(name, content)
    return out.getvalue()


def _relations(related: list[tuple[str, str, str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}" {mode}/>'
        for key, kind, target, mode in related
    )
    return f'<Relationships xmlns="{_PACKAGE}">{each}</Relationships>'


def external(kind: str) -> str:
    """Return relations to a file elsewhere."""
    return _relations([("r9", kind, "https://example.org/x", 'TargetMode="External"')])


def styles(inside: str) -> str:
    """Return the part of styles."""
    return f"<w:styles {_SPACES}>{inside}</w:styles>"


def notes(kind: str, **texts: str) -> str:
    """Return footnotes or endnotes by their ids, `n2="text"`; a separator among them, as Word has."""
    name = kind[:-1]
    each = "".join(f'<w:{name} w:id="{key[1:]}">{p(text)}</w:{name}>' for key, text in texts.items())
    return f'<w:{kind} {_SPACES}><w:{name} w:id="0" w:type="separator">{p("—")}</w:{name}>{each}</w:{kind}>'
