"""The reports set by Typst: a wide page of three columns, and one with labels in the margin."""

# ruff: noqa: E501 - markup of Typst, whose lines are as long as those of a document

from __future__ import annotations

from typing import Any

from tests.intake.reading.strangers.content import Report, by_month, line_of, seat


def _t(text: str) -> str:
    """Return text as Typst's own string, which nothing in it can end."""
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_source(report: Report) -> str:
    """Return Typst: a wide page of three columns, boxes with a rule around them after the text, lists in columns."""
    words = report["words"]
    foot = f"{report['network']} — {report['printed_period']}"
    out = [
        f'#set page(paper: "a4", flipped: true, margin: 15mm, numbering: "1", footer: context [#set text(7pt); {_t(foot)} #h(1fr) #counter(page).display()])',
        '#set text(font: "Noto Sans", size: 8.5pt)\n#set par(justify: true)',
        '#show heading.where(level: 1): set text(17pt)\n#show heading.where(level: 2): set text(11pt, fill: rgb("#06c"))',
        f"#v(60mm) #text(28pt)[{_t(report['network'])}]\n\n{_t(report['title'])}\n\n{_t(report['printed_period'])}\n#pagebreak()",
        f"= {_t(words['editorial'])}\n",
        *(f"{_t(text)}\n" for text in report["editorial"]),
        f"*{_t(report['signed'][0])}* \\ {_t(report['signed'][1])}\n#pagebreak()",
        f"= {_t(words['activities'])}\n#columns(3, gutter: 7mm)[",
    ]
    for line in report["lines"]:
        out.append(f"== {_t(line['printed'])}\n")
        out += [
            _activity_typst(report, each) for each in report["activities"] if each["line"] == line["code"]
        ]
    out.append(f"]\n#pagebreak()\n#columns(3, gutter: 7mm)[\n== {_t(words['media'])}\n")
    for month, items in by_month(report, "media").items():
        out.append(f"*{_t(month)}*\n")
        out += [f"- {_t(f'{outlet}: {subject}')}" for _, outlet, subject in items]
        out.append("")
    out.append(f"== {_t(words['meetings'])}\n")
    for month, items in by_month(report, "meetings").items():
        out.append(f"*{_t(month)}*\n")
        for _, place, members, prospects in items:
            out.append(
                f"{_t(place)} \\ {_t(words['met'])}: {_t(', '.join(members))} \\ {_t(words['prospects'])}: {_t(', '.join(prospects))}\n"
            )
    out.append(f"== {_t(words['activated'])}\n#columns(2)[#set par(leading: 4pt)")
    out.append(" \\ ".join(_t(name) for name in report["activated"]))
    out.append(
        f"]\n== {_t(words['dues'])}\n{_t(report['dues']['printed'])}\n]\n#pagebreak()\n= {_t(words['plan'])}\n"
    )
    for group in report["plan"]:
        out.append(
            f"== {_t(line_of(report, group['line'])['printed'])}\n#table(columns: (18mm, 1fr, 18mm, 1fr), stroke: 0.4pt,"
        )
        for code, text, deliverables in group["measures"]:
            codes = " \\ ".join(_t(c) for c, _ in deliverables)
            texts = " \\ ".join(_t(t) for _, t in deliverables)
            out.append(f"[*{_t(code)}*], [{_t(text)}], [{codes}], [{texts}],")
        out.append(")\n")
    out.append(f"#pagebreak()\n= {_t(words['who'])}\n#grid(columns: (1fr, 1fr), gutter: 10mm,")
    for region in report["regions"]:
        out.append(_region_typst(report, region))
    out.append(f")\n#pagebreak()\n= {_t(words['staff'])}\n")
    out += [f"*{_t(name)}* \\ {_t(function)}\n" for name, function in report["staff"]]
    out += [f"{_t(text)}\n" for text in report["contact"]]
    return "\n".join(out)


def _activity_typst(report: Report, each: Any) -> str:
    words = report["words"]
    body = "\n\n".join(_t(text) for text in each["body"])
    return (
        f'*{_t(each["title"])}* \\ #text(7.5pt, style: "italic")[{_t(each["printed"])}]\n\n{body}\n\n'
        f"#block(stroke: 0.5pt, inset: 2mm, width: 100%)[#set text(7.5pt)\n*{_t(words['box_codes'])}:* {_t(', '.join(each['codes']))}\n\n"
        f"*{_t(words['box_members'])}:* {_t(', '.join(each['members']))}]\n"
    )


def _region_typst(report: Report, region: Any) -> str:
    words = report["words"]
    names = " \\ ".join(_t(name) for name in region["members"])
    board = " \\ ".join(_t(seat(report, entry)) for entry in region["board"])
    heading = f"{region['name']} ({region['count']} {words['count']})"
    return (
        f"[== {_t(heading)}\n#block(height: 32mm, columns(3)[#set par(leading: 4pt)\n{names}])\n"
        f"*{_t(words['secretary'])}:* {_t(', '.join(region['secretary']))} \\ *{_t(words['focal'])}:* {_t(region['focal'])}\n\n"
        f"*{_t(words['board'])}*\n\n{board}],"
    )


def typst_pdf(report: Report) -> bytes:
    """Return the report as Typst sets it, without tags."""
    import typst

    return bytes(typst.compile(typst_source(report).encode(), pdf_standards=[]))


def plain_source(report: Report) -> str:
    """Return Typst of two columns without boxes around anything: labels in the margin, small capitals, figures beside."""
    words = report["words"]
    head = " / ".join(_t(report[name]) for name in ("network", "title", "printed_period"))
    out = [
        f'#set page(paper: "us-letter", margin: (x: 20mm, y: 18mm), header: [#set text(8pt); {head}])',
        '#set text(font: "Liberation Serif", size: 10.5pt)',
        '#show heading: set text(font: "Liberation Sans", weight: "regular", size: 15pt)',
        '#let beside(label, body) = grid(columns: (34mm, 1fr), column-gutter: 4mm, text(8.5pt, weight: "bold", label), body)',
        f"#v(40mm) #text(24pt)[{_t(report['network'])}]\n\n{_t(report['title'])}\n\n{_t(report['printed_period'])}",
        f"#pagebreak()\n= {_t(words['editorial'])}\n#columns(2)[",
        *(f"{_t(text)}\n" for text in report["editorial"]),
        f"{_t(report['signed'][0])} \\ {_t(report['signed'][1])}]\n#pagebreak()\n= {_t(words['activities'])}\n",
    ]
    for line in report["lines"]:
        out.append(f"#text(12pt)[{_t(line['printed'])}]\n")
        out += [
            _plain_activity(report, each) for each in report["activities"] if each["line"] == line["code"]
        ]
    out.append(f"#pagebreak()\n= {_t(words['media'])}\n#columns(2)[")
    for month, items in by_month(report, "media").items():
        out.append(f"*{_t(month)}*\n")
        out += [f"{_t(outlet)} \\ {_t(subject)}\n" for _, outlet, subject in items]
    out.append(f"]\n= {_t(words['meetings'])}\n")
    for month, items in by_month(report, "meetings").items():
        out.append(f"*{_t(month)}*\n")
        for _, place, members, prospects in items:
            out.append(f"{_t(place)}\n#beside({_s(words['met'])})[{_t(', '.join(members))}]")
            out.append(f"#beside({_s(words['prospects'])})[{_t(', '.join(prospects))}]\n")
    out.append(f"= {_t(words['activated'])}\n#columns(4)[")
    out.append(" \\ ".join(_t(name) for name in report["activated"]) + "]")
    out.append(
        f"= {_t(words['dues'])}\n{_t(report['dues']['printed'])}\n#pagebreak()\n= {_t(words['plan'])}\n"
    )
    for group in report["plan"]:
        out.append(f"#text(12pt)[{_t(line_of(report, group['line'])['printed'])}]\n")
        for code, text, deliverables in group["measures"]:
            out.append(f"*{_t(code)}* {_t(text)}\n")
            out += [f"#h(6mm) {_t(c)} {_t(t)}\n" for c, t in deliverables]
    out.append(f"#pagebreak()\n= {_t(words['who'])}\n")
    for region in report["regions"]:
        heading = f"{region['name']}, {region['count']} {words['count']}"
        out.append(
            f'#text(12pt, font: "Liberation Sans")[{_t(heading)}]\n\n{_t(", ".join(region["members"]))}\n'
        )
        out.append(f"#beside({_s(words['secretary'])})[{_t(', '.join(region['secretary']))}]")
        out.append(f"#beside({_s(words['focal'])})[{_t(region['focal'])}]")
        board = " \\ ".join(_t(seat(report, entry)) for entry in region["board"])
        out.append(f"#beside({_s(words['board'])})[{board}]\n")
    out.append(f"= {_t(words['staff'])}\n")
    out += [f"#beside({_s(name)})[{_t(function)}]" for name, function in report["staff"]]
    out += [f"\n{_t(text)}\n" for text in report["contact"]]
    return "\n".join(out)


def _s(text: str) -> str:
    """Return text as a string of Typst's code."""
    return _t(text)[1:]


def _plain_activity(report: Report, each: Any) -> str:
    words = report["words"]
    body = "\n\n".join(_t(text) for text in each["body"])
    return (
        f'#text(font: "Liberation Sans", weight: "bold")[{_t(each["title"])}] \\ #emph[{_t(each["printed"])}]\n\n'
        f"#beside({_s(words['box_codes'])})[{_t(', '.join(each['codes']))}]\n"
        f"#beside({_s(words['box_members'])})[{_t(', '.join(each['members']))}]\n#columns(2)[{body}]\n"
    )


def plain_pdf(report: Report) -> bytes:
    """Return the report with labels in the margin, set by Typst without tags."""
    import typst

    return bytes(typst.compile(plain_source(report).encode(), pdf_tags=False))
