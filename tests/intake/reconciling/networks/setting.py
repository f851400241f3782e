"""The reports of the made-up networks set in two ways: as plain text, and as a Word file with styled headings."""

from __future__ import annotations

import io
from typing import Any

from tests.intake.reading.strangers.content import by_month, line_of, seat

Report = dict[str, Any]


def text(report: Report) -> bytes:
    """Return plain text: headings in capitals, a line of place and date, labelled boxes, lists parted by commas."""
    words = report["words"]
    out = [report["network"].upper(), report["title"], report["printed_period"]]
    out += ["", words["editorial"].upper(), *report["editorial"], "\n".join(report["signed"])]
    out += [words["activities"].upper()]
    for line in report["lines"]:
        out.append(line["printed"])
        out += [report["intro"][line["code"]]] if line["code"] in report["intro"] else []
        for each in report["activities"]:
            if each["line"] == line["code"]:
                out.append(f"{each['title']}\n{each['printed']}")
                codes, members = ", ".join(each["codes"]), ", ".join(each["members"])
                out.append(f"{words['box_codes']}: {codes}\n{words['box_members']}: {members}")
                out += each["body"]
    out.append(words["media"].upper())
    for month, items in by_month(report, "media").items():
        out += [month, *(f"- {outlet}: {subject}" for _, outlet, subject in items)]
    out.append(words["meetings"].upper())
    for month, items in by_month(report, "meetings").items():
        out.append(month)
        for _, place, members, prospects in items:
            out.append(
                f"{place}\n{words['met']}: {', '.join(members)}\n{words['prospects']}: {', '.join(prospects)}"
            )
    out += [words["activated"].upper(), ", ".join(report["activated"])]
    out += [words["dues"].upper(), report["dues"]["printed"], words["plan"].upper()]
    for group in report["plan"]:
        out.append(line_of(report, group["line"])["printed"])
        for code, measure, deliverables in group["measures"]:
            out.append("\n".join((f"{code} {measure}", *(f"{c} {t}" for c, t in deliverables))))
    out.append(words["who"].upper())
    for region in report["regions"]:
        out += [f"{region['name'].upper()} ({region['count']})", ", ".join(region["members"])]
        out.append(
            f"{words['secretary']}: {', '.join(region['secretary'])}\n{words['focal']}: {region['focal']}"
        )
        out.append("\n".join((words["board"], *(seat(report, entry) for entry in region["board"]))))
    out += [words["staff"].upper(), "\n".join(f"{name}, {function}" for name, function in report["staff"])]
    out.append("\n".join(report["contact"]))
    return "\n\n".join(out).encode()


def word(report: Report) -> bytes:
    """Return a Word file: heading styles, a table of two labelled cells as the box of an activity."""
    from docx import Document

    words = report["words"]
    doc = Document()
    doc.add_paragraph(report["network"], style="Title")
    for line in (report["title"], report["printed_period"]):
        doc.add_paragraph(line)
    doc.add_heading(words["editorial"], 1)
    for line in (*report["editorial"], *report["signed"]):
        doc.add_paragraph(line)
    doc.add_heading(words["activities"], 1)
    for line in report["lines"]:
        doc.add_heading(line["printed"], 2)
        if line["code"] in report["intro"]:
            doc.add_paragraph(report["intro"][line["code"]])
        for each in report["activities"]:
            if each["line"] == line["code"]:
                _activity(doc, words, each)
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
    for name, line in (("activated", ", ".join(report["activated"])), ("dues", report["dues"]["printed"])):
        doc.add_heading(words[name], 1)
        doc.add_paragraph(line)
    _closing(doc, report)
    stream = io.BytesIO()
    doc.save(stream)
    return stream.getvalue()


def _activity(doc: Any, words: Any, each: Any) -> None:
    doc.add_heading(each["title"], 3)
    doc.add_paragraph(each["printed"])
    table = doc.add_table(rows=2, cols=2)
    for at, name in enumerate(("box_codes", "box_members")):
        table.cell(0, at).paragraphs[0].add_run(words[name]).bold = True
    table.cell(1, 0).text = "\n".join(each["codes"])
    table.cell(1, 1).text = ", ".join(each["members"])
    for line in each["body"]:
        doc.add_paragraph(line)


def _closing(doc: Any, report: Report) -> None:
    """Write the plan, the regions, the staff and the contact."""
    words = report["words"]
    doc.add_heading(words["plan"], 1)
    for group in report["plan"]:
        doc.add_heading(line_of(report, group["line"])["printed"], 2)
        for code, measure, deliverables in group["measures"]:
            doc.add_paragraph(f"{code} {measure}")
            for each, title in deliverables:
                doc.add_paragraph(f"{each} {title}")
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
    for line in report["contact"]:
        doc.add_paragraph(line)


SET = {"bells": ("bells.txt", text), "docks": ("docks.docx", word)}
"""How the reports of each network are set."""
