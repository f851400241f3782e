"""Reports of further hands in layouts that nothing was made for: labelled lines, tables of labels, facts beside."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

from tests.intake.reading.strangers.content import Report, by_month, line_of, seat

FOLDER = Path(__file__).parent

# --- plain text: when and where on labelled lines, lists parted by a slash ------------------------


def lined_text(report: Report) -> bytes:
    """Return plain text: ruled headings, each fact on a labelled line, indented texts, lists parted by slashes."""
    words = report["words"]
    out = [report["network"].upper(), report["title"], report["printed_period"], ""]
    out += _ruled(words["contents"], "=")
    out += [f"  - {words[name]}" for name in ("editorial", "activities", "media", "meetings", "activated")]
    out += [f"  - {words[name]}" for name in ("dues", "plan", "who", "staff")]
    out += _ruled(words["editorial"], "=")
    for text in report["editorial"]:
        out += [*textwrap.wrap(text, 78), ""]
    out += list(report["signed"])
    out += _ruled(words["activities"], "=")
    for line in report["lines"]:
        out += _ruled(line["printed"], "-")
        if line["code"] in report.get("intro", {}):
            out += [report["intro"][line["code"]], ""]
        for each in report["activities"]:
            if each["line"] == line["code"]:
                out += list(_activity_text(report, each))
    out += _ruled(words["media"], "=")
    for month, items in by_month(report, "media").items():
        out += [month, *(f"  {outlet}: {subject}" for _, outlet, subject in items), ""]
    out += _ruled(words["meetings"], "=")
    for month, items in by_month(report, "meetings").items():
        out += [month, ""]
        for _, place, members, prospects in items:
            out += [place, f"  {words['met']}: {' / '.join(members)}"]
            out += [f"  {words['prospects']}: {' / '.join(prospects)}", ""]
    out += [*_ruled(words["activated"], "="), *textwrap.wrap(" / ".join(report["activated"]), 78)]
    out += [*_ruled(words["dues"], "="), *textwrap.wrap(report["dues"]["printed"], 78)]
    out += _ruled(words["plan"], "=")
    for group in report["plan"]:
        out += [line_of(report, group["line"])["printed"], ""]
        for code, text, deliverables in group["measures"]:
            out += [f"  {code}  {text}", *(f"      {c}  {t}" for c, t in deliverables), ""]
    out += _ruled(words["who"], "=")
    for region in report["regions"]:
        out += _ruled(f"{region['name']}, {region['count']} {words['count']}", "-")
        out += [*textwrap.wrap(" / ".join(region["members"]), 78), ""]
        out += [f"{words['secretary']}: {', '.join(region['secretary'])}"]
        out += [f"{words['focal']}: {region['focal']}", f"{words['board']}:"]
        out += [f"  {seat(report, entry)}" for entry in region["board"]]
    out += _ruled(words["staff"], "=")
    out += [f"{name}, {function}" for name, function in report["staff"]]
    out += ["", *report["contact"], ""]
    return "\n".join(out).encode()


def _ruled(text: str, rule: str) -> list[str]:
    return ["", "", text, rule * len(text), ""]


def _activity_text(report: Report, each: Any) -> Iterator[str]:
    words = report["words"]
    yield from (each["title"], "")
    facts = [(words["when"], each["when"]), (words["where"], each["where"])]
    facts += [(words["box_codes"], " / ".join(each["codes"]))]
    facts += [(words["box_members"], " / ".join(each["members"]))]
    for label, value in facts:
        yield f"    {label + ':':<18}{value}"
    for text in each["body"]:
        yield ""
        yield from textwrap.wrap(text, 74, initial_indent="  ", subsequent_indent="  ")
    yield from ("", "")


# --- Word: one table of two columns for each activity ---------------------------------------------


def ledger_word(report: Report) -> bytes:
    """Return a Word file: each activity a table with labels at the left, lists as bullets, regions as a table."""
    from docx import Document

    words = report["words"]
    doc = Document()
    for text in (report["network"], report["title"], report["printed_period"]):
        doc.add_paragraph(text, style="Title" if text == report["network"] else "Subtitle")
    doc.add_heading(words["editorial"], 1)
    for text in (*report["editorial"], ", ".join(report["signed"])):
        doc.add_paragraph(text)
    doc.add_heading(words["activities"], 1)
    for line in report["lines"]:
        doc.add_heading(line["printed"], 2)
        for each in report["activities"]:
            if each["line"] == line["code"]:
                doc.add_heading(each["title"], 3)
                rows = [(words["when"], each["when"]), (words["where"], each["where"])]
                rows += [(words["box_codes"], " ; ".join(each["codes"]))]
                rows += [(words["box_members"], " ; ".join(each["members"]))]
                rows += [(words["told"], "\n".join(each["body"]))]
                _table(doc, rows)
    doc.add_heading(words["media"], 1)
    for month, items in by_month(report, "media").items():
        doc.add_heading(month, 2)
        _table(doc, [(outlet, subject) for _, outlet, subject in items])
    doc.add_heading(words["meetings"], 1)
    for month, items in by_month(report, "meetings").items():
        doc.add_heading(month, 2)
        for _, place, members, prospects in items:
            doc.add_heading(place, 3)
            _table(doc, [(words["met"], ", ".join(members)), (words["prospects"], ", ".join(prospects))])
    doc.add_heading(words["activated"], 1)
    for name in report["activated"]:
        doc.add_paragraph(name, style="List Bullet")
    doc.add_heading(words["dues"], 1)
    doc.add_paragraph(report["dues"]["printed"])
    doc.add_heading(words["plan"], 1)
    for group in report["plan"]:
        doc.add_heading(line_of(report, group["line"])["printed"], 2)
        rows = []
        for code, text, deliverables in group["measures"]:
            rows += [(code, text), *deliverables]
        _table(doc, rows)
    doc.add_heading(words["who"], 1)
    for region in report["regions"]:
        doc.add_heading(f"{region['name']} : {region['count']} {words['count']}", 2)
        for name in region["members"]:
            doc.add_paragraph(name, style="List Bullet")
        rows = [(words["secretary"], ", ".join(region["secretary"])), (words["focal"], region["focal"])]
        rows += [(words["board"], "\n".join(seat(report, entry) for entry in region["board"]))]
        _table(doc, rows)
    doc.add_heading(words["staff"], 1)
    _table(doc, [(name, function) for name, function in report["staff"]])
    for text in report["contact"]:
        doc.add_paragraph(text)
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def _table(doc: Any, rows: list[Any]) -> None:
    table = doc.add_table(rows=0, cols=2)
    for label, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    doc.add_paragraph()


# --- PDF: a narrow column of facts at the left of each text ----------------------------------------

_STYLE = """
@page { size: A4; margin: 20mm 16mm; @bottom-right { content: counter(page); font: 8pt sans-serif } }
body { font: 10pt/1.4 "Noto Serif", serif } h1 { font: 20pt sans-serif; break-before: page }
h2 { font: bold 12pt sans-serif; color: #176 } h3 { font: bold 11pt sans-serif; margin: 0 0 1mm }
.act { display: flex; gap: 6mm; margin-bottom: 7mm; break-inside: avoid }
.facts { width: 42mm; font: 8pt/1.35 sans-serif; border-top: 2pt solid #176 } .tale { flex: 1 }
.facts p { margin: 1mm 0 } .facts b { color: #176 } .when { font-style: italic; margin: 0 }
"""


def margin_pdf(report: Report) -> bytes:
    """Return a PDF: facts in a narrow column at the left of each text, lists in one line parted by dots."""
    from weasyprint import HTML

    return bytes(HTML(string=_margin_html(report)).write_pdf())


def _margin_html(report: Report) -> str:
    words = report["words"]
    parts = [
        f"<html lang={report['language']}><style>{_STYLE}</style>",
        *(f"<p>{escape(report[name])}</p>" for name in ("network", "title", "printed_period")),
        f"<h1>{escape(words['editorial'])}</h1>",
        *(f"<p>{escape(text)}</p>" for text in report["editorial"]),
        f"<p>{escape(report['signed'][0])}<br>{escape(report['signed'][1])}</p>",
        f"<h1>{escape(words['activities'])}</h1>",
    ]
    for line in report["lines"]:
        parts.append(f"<h2>{escape(line['printed'])}</h2>")
        if line["code"] in report.get("intro", {}):
            parts.append(f"<p>{escape(report['intro'][line['code']])}</p>")
        parts += [_margin_activity(report, e) for e in report["activities"] if e["line"] == line["code"]]
    parts.append(f"<h1>{escape(words['media'])}</h1>")
    for month, items in by_month(report, "media").items():
        parts.append(f"<h2>{month}</h2>")
        parts += [f"<p><i>{escape(outlet)}</i>: {escape(subject)}</p>" for _, outlet, subject in items]
    parts.append(f"<h1>{escape(words['meetings'])}</h1>")
    for month, items in by_month(report, "meetings").items():
        parts.append(f"<h2>{month}</h2>")
        for _, place, members, prospects in items:
            parts.append(f"<p><b>{escape(place)}</b><br>{words['met']}: {escape(_dotted(members))}")
            parts.append(f"<br>{words['prospects']}: {escape(_dotted(prospects))}</p>")
    parts += [f"<h1>{escape(words['activated'])}</h1><p>{escape(_dotted(report['activated']))}</p>"]
    parts += [f"<h1>{escape(words['dues'])}</h1><p>{escape(report['dues']['printed'])}</p>"]
    parts.append(f"<h1>{escape(words['plan'])}</h1>")
    for group in report["plan"]:
        parts.append(f"<h2>{escape(line_of(report, group['line'])['printed'])}</h2>")
        for code, text, deliverables in group["measures"]:
            parts.append(f"<p><b>{code}</b> {escape(text)}</p><ul>")
            parts += [f"<li>{escape(c)} {escape(t)}</li>" for c, t in deliverables]
            parts.append("</ul>")
    parts.append(f"<h1>{escape(words['who'])}</h1>")
    for region in report["regions"]:
        parts.append(f"<h2>{escape(region['name'])} ({region['count']} {words['count']})</h2>")
        parts.append(f"<p>{escape(_dotted(region['members']))}</p>")
        parts.append(f"<p>{words['secretary']}: {escape(', '.join(region['secretary']))}<br>")
        parts.append(f"{words['focal']}: {escape(region['focal'])}</p><p>{words['board']}:</p><ul>")
        parts += [f"<li>{escape(seat(report, entry))}</li>" for entry in region["board"]]
        parts.append("</ul>")
    parts.append(f"<h1>{escape(words['staff'])}</h1>")
    parts += [f"<p>{escape(name)}, {escape(function)}</p>" for name, function in report["staff"]]
    parts += [f"<p>{escape(text)}</p>" for text in report["contact"]]
    return "".join(parts)


def _margin_activity(report: Report, each: Any) -> str:
    words = report["words"]
    body = "".join(f"<p>{escape(text)}</p>" for text in each["body"])
    return (
        f'<div class="act"><div class="facts"><p><b>{words["box_codes"]}</b><br>{escape(_dotted(each["codes"]))}</p>'
        f"<p><b>{words['box_members']}</b><br>{escape(_dotted(each['members']))}</p></div>"
        f'<div class="tale"><h3>{escape(each["title"])}</h3><p class="when">'
        f"{escape(each['printed'])}</p>{body}</div></div>"
    )


def _dotted(names: list[str]) -> str:
    return " · ".join(names)


MADE: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "lamps.en": ("lamps.en.txt", lined_text),
    "curtains.fr": ("curtains.fr.docx", ledger_word),
    "springs.es": ("springs.es.pdf", margin_pdf),
}
"""The file and the maker of each report."""


def load(name: str) -> Report:
    """Return the content of a report."""
    with (FOLDER / "reports" / f"{name}.yaml").open(encoding="utf-8") as stream:
        found: Report = yaml.safe_load(stream)
    return found


@cache
def files() -> Mapping[str, bytes]:
    """Return every report as a file in its own layout; a PDF that takes long to make is kept beside the tests."""
    made = {}
    for name, (file, make) in MADE.items():
        kept = FOLDER / "files" / file
        made[name] = kept.read_bytes() if kept.exists() else make(load(name))
    return made
