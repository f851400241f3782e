"""The reports set in layouts of other hands: printed by a browser, set by Typst, written in Word."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path
from typing import Any

from tests.intake.reading.strangers.content import Report, by_month, line_of, seat
from tests.intake.reading.strangers.typst_makers import plain_pdf, typst_pdf


def _activity_html(report: Report, each: Any, number: int) -> str:
    words = report["words"]
    box = (
        f'<aside><p class="lab">{escape(words["box_codes"])}</p><p>{escape(", ".join(each["codes"]))}</p>'
        f'<p class="lab">{escape(words["box_members"])}</p><p>{escape(", ".join(each["members"]))}</p></aside>'
    )
    first, *rest = [f"<p>{escape(text)}</p>" for text in each["body"]]
    placed = box + first + "".join(rest) if number % 2 else first + box + "".join(rest)
    return (
        f'<section class="act"><h3>{escape(each["title"])}</h3><p class="when">{escape(each["printed"])}</p>'
        f"{placed}</section>"
    )


def _style() -> str:
    return Path(__file__).with_name("browser.css").read_text(encoding="utf-8")


def html(report: Report) -> str:
    """Return a web page: activities in two columns with filled boxes beside their text, lists in short columns."""
    words = report["words"]
    headings = ("editorial", "activities", "media", "meetings", "activated", "dues", "plan", "who", "staff")
    parts = [
        f"<header><h1>{escape(report['network'])}</h1><p>{escape(report['title'])}</p>",
        f"<p>{escape(report['printed_period'])}</p></header>",
        f'<h2 class="new">{escape(words["contents"])}</h2><ul class="toc">',
        *(
            f"<li>{escape(words[name])}<span>{words['page']} {2 + n}</span></li>"
            for n, name in enumerate(headings)
        ),
        f'</ul><h2 class="new">{escape(words["editorial"])}</h2><div class="cols">',
        *(f"<p>{escape(text)}</p>" for text in report["editorial"]),
        f"<p><b>{escape(report['signed'][0])}</b><br>{escape(report['signed'][1])}</p></div>",
        f'<h2 class="new">{escape(words["activities"])}</h2>',
    ]
    number = 0
    for line in report["lines"]:
        parts.append(f'<h2 class="line">{escape(line["printed"])}</h2><div class="cols">')
        for each in report["activities"]:
            if each["line"] == line["code"]:
                number += 1
                parts.append(_activity_html(report, each, number))
        parts.append("</div>")
    parts.append(f'<h2 class="new">{escape(words["media"])}</h2><div class="cols">')
    for month, items in by_month(report, "media").items():
        parts.append(f"<h3>{month}</h3>")
        parts += [f"<p><b>{escape(outlet)}</b><br>{escape(subject)}</p>" for _, outlet, subject in items]
    parts.append(f'</div><h2>{escape(words["meetings"])}</h2><div class="cols">')
    for month, items in by_month(report, "meetings").items():
        parts.append(f"<h3>{month}</h3>")
        for _, place, members, prospects in items:
            parts.append(
                f"<p><b>{escape(place)}</b><br>{escape(words['met'])}: {escape(', '.join(members))}<br>"
                f"{escape(words['prospects'])}: {escape(', '.join(prospects))}</p>"
            )
    parts.append(f'</div><h2 class="new">{escape(words["activated"])}</h2><div class="four">')
    parts += [f"<p>{escape(name)}</p>" for name in report["activated"]]
    parts.append(f"</div><h2>{escape(words['dues'])}</h2><p>{escape(report['dues']['printed'])}</p>")
    parts.append(f'<h2 class="new">{escape(words["plan"])}</h2>')
    for group in report["plan"]:
        parts.append(f"<h3>{escape(line_of(report, group['line'])['printed'])}</h3><table>")
        for code, text, deliverables in group["measures"]:
            inner = "".join(f"<p>{escape(c)} {escape(t)}</p>" for c, t in deliverables)
            parts.append(f"<tr><td>{escape(code)} {escape(text)}</td><td>{inner}</td></tr>")
        parts.append("</table>")
    parts.append(f'<h2 class="new">{escape(words["who"])}</h2>')
    for region in report["regions"]:
        parts.append(
            f'<h3>{escape(region["name"])} ({region["count"]} {escape(words["count"])})</h3><div class="three">'
        )
        parts += [f"<p>{escape(name)}</p>" for name in region["members"]]
        parts.append('</div><div class="pair"><div>')
        parts.append(
            f'<p class="lab">{escape(words["secretary"])}</p><p>{escape(", ".join(region["secretary"]))}</p></div>'
        )
        parts.append(
            f'<div><p class="lab">{escape(words["focal"])}</p><p>{escape(region["focal"])}</p></div></div>'
        )
        parts.append(f'<p class="lab">{escape(words["board"])}</p>')
        parts += [f"<p>{escape(seat(report, entry))}</p>" for entry in region["board"]]
    parts.append(f'<h2 class="new">{escape(words["staff"])}</h2>')
    parts += [f"<p><b>{escape(name)}</b>, {escape(function)}</p>" for name, function in report["staff"]]
    parts += [f"<p>{escape(text)}</p>" for text in report["contact"]]
    return f'<html lang="{report["language"]}"><meta charset="utf-8"><style>{_style()}</style><body>{"".join(parts)}'


def browser_pdf(report: Report) -> bytes:
    """Return the web page as a browser prints it, with its heads and feet."""
    from playwright.sync_api import sync_playwright

    foot = '<div style="font-size:7pt;width:100%;text-align:center"><span class="pageNumber"></span></div>'
    head = (
        f'<div style="font-size:7pt;width:100%;padding:0 18mm">{escape(report["network"])} · '
        f"{escape(report['printed_period'])}</div>"
    )
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(html(report))
        margin: Any = {"top": "22mm", "bottom": "22mm", "left": "18mm", "right": "18mm"}
        content = page.pdf(
            format="A4",
            display_header_footer=True,
            header_template=head,
            footer_template=foot,
            margin=margin,
            tagged=False,
        )
        browser.close()
    return content


def word(report: Report) -> bytes:
    """Return a Word file: heading styles, a table of one row for each box, lists parted by commas."""
    from docx import Document

    words = report["words"]
    doc = Document()
    doc.add_paragraph(report["network"], style="Title")
    doc.add_paragraph(report["title"])
    doc.add_paragraph(report["printed_period"])
    doc.add_heading(words["editorial"], 1)
    for text in (*report["editorial"], *report["signed"]):
        doc.add_paragraph(text)
    doc.add_heading(words["activities"], 1)
    for line in report["lines"]:
        doc.add_heading(line["printed"], 2)
        for number, each in enumerate(report["activities"]):
            if each["line"] == line["code"]:
                _activity_word(doc, report, each, number)
    doc.add_heading(words["media"], 1)
    for month, items in by_month(report, "media").items():
        doc.add_heading(month, 2)
        for _, outlet, subject in items:
            doc.add_paragraph(f"{outlet}: {subject}", style="List Bullet")
    doc.add_heading(words["meetings"], 1)
    for month, items in by_month(report, "meetings").items():
        doc.add_heading(month, 2)
        for _, place, members, prospects in items:
            doc.add_heading(place, 3)
            doc.add_paragraph(f"{words['met']}: {', '.join(members)}")
            doc.add_paragraph(f"{words['prospects']}: {', '.join(prospects)}")
    doc.add_heading(words["activated"], 1)
    doc.add_paragraph(", ".join(report["activated"]))
    doc.add_heading(words["dues"], 1)
    doc.add_paragraph(report["dues"]["printed"])
    _plan_word(doc, report)
    doc.add_heading(words["who"], 1)
    for region in report["regions"]:
        doc.add_heading(f"{region['name']} ({region['count']} {words['count']})", 2)
        doc.add_paragraph(", ".join(region["members"]))
        doc.add_paragraph(f"{words['secretary']}: {region['secretary'][0]} ({region['secretary'][1]})")
        doc.add_paragraph(f"{words['focal']}: {region['focal']}")
        doc.add_paragraph().add_run(words["board"]).bold = True
        for entry in region["board"]:
            doc.add_paragraph(seat(report, entry))
    doc.add_heading(words["staff"], 1)
    for name, function in report["staff"]:
        doc.add_paragraph(f"{name}, {function}")
    for text in report["contact"]:
        doc.add_paragraph(text)
    stream = io.BytesIO()
    doc.save(stream)
    return stream.getvalue()


def _activity_word(doc: Any, report: Report, each: Any, number: int) -> None:
    words = report["words"]
    doc.add_heading(each["title"], 3)
    doc.add_paragraph(each["printed"])
    first, *rest = each["body"]
    if number % 2:
        doc.add_paragraph(first)
    table = doc.add_table(rows=2, cols=2)
    table.cell(0, 0).paragraphs[0].add_run(words["box_codes"]).bold = True
    table.cell(0, 1).paragraphs[0].add_run(words["box_members"]).bold = True
    table.cell(1, 0).text = "\n".join(each["codes"])
    table.cell(1, 1).text = ", ".join(each["members"])
    for text in rest if number % 2 else (first, *rest):
        doc.add_paragraph(text)


def _plan_word(doc: Any, report: Report) -> None:
    doc.add_heading(report["words"]["plan"], 1)
    for group in report["plan"]:
        doc.add_heading(line_of(report, group["line"])["printed"], 2)
        table = doc.add_table(rows=0, cols=2)
        for code, text, deliverables in group["measures"]:
            cells = table.add_row().cells
            cells[0].text = f"{code} {text}"
            cells[1].text = "\n".join(f"{c} {t}" for c, t in deliverables)


MAKERS = {"plain.pdf": plain_pdf, "browser.pdf": browser_pdf, "typst.pdf": typst_pdf, "word.docx": word}
