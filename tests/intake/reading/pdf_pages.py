"""Reports laid out as PDF for tests: side boxes, two columns of text, running headers, hyphenation."""

from __future__ import annotations

import typst

from rapporteur.base.values.richtext import Block
from rapporteur.report.value import data as d
from tests.support.printed_text import Layout, _Text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    result = []
    for block in blocks:
        items = ["".join(run.text for run in item) for item in block.items]
        if block.kind == "PARAGRAPH":
            result.extend(items)
        else:
            marks = [f"{n}. " if block.kind == "NUMBERS" else "- " for n in range(1, len(items) + 1)]
            result.append("\n".join(mark + item for mark, item in zip(marks, items, strict=True)))
    return result


def _activity(text: _Text, activity: d.ActivityData, language: str, columns: int) -> str:
    _, when, *_ = text.activity(activity, text.layout.boxes[0])
    results, members = text._boxes(activity)
    box = []
    for part in (*results, *members):
        label, names = part.split("\n", 1)
        box.append(
            f'text(weight: "bold", {_quoted(label)}), linebreak(), {_quoted(names.replace(chr(10), " "))}, parbreak()'
        )
    body = []
    for part in _paragraphs(activity.text[language]):
        lines = [f"text({_quoted(line)})" for line in part.split("\n")]
        body.append(", linebreak(), ".join(lines) + ", parbreak()")
    side = f"[#({', '.join(box)},).join()]" if box else "[]"
    main = f"[#columns({columns}, gutter: 5mm)[#({', '.join(body)},).join()]]"
    return f"""
#block(breakable: false)[
#text(size: 14pt, weight: "bold", {_quoted(text.text(activity.title))})
#v(2mm, weak: true)
#text(size: 10pt, {_quoted(when)})
#v(3mm, weak: true)
#grid(columns: (34mm, 1fr), column-gutter: 6mm, {side}, {main})
]
#v(8mm)
"""


def pdf_of(
    data: d.ReportData, language: str, *, columns: int = 2, size: float = 9, tagged: bool = False
) -> bytes:
    """Lay out the activities of a report with side boxes, and everything else in one column."""
    text = _Text(data, language, Layout(line_headings=False))
    parts = [
        (
            "#set page(width: 210mm, height: 297mm, margin: 22mm, "
            f"header: align(right, text(size: 7pt)[{data.association.short_name} 2018]), "
            "footer: align(center, context text(size: 7pt, counter(page).display())))"
        ),
        f'#set text(size: {size}pt, lang: "{language}", hyphenate: true)',
        "#set par(justify: true, leading: 0.6em, spacing: 1.3em)",
    ]

    def plain(blocks: list[str]) -> None:
        for block in blocks:
            lines = [line.replace("**", "") for line in block.split("\n")]
            if any("\t" in line for line in lines):
                cells = [cell for line in lines for cell in ([*line.split("\t"), "", ""])[:3]]
                parts.append(
                    f"#grid(columns: (1fr, 1fr, 1fr), row-gutter: 0.6em, {', '.join(_quoted(c) for c in cells)})"
                )
            else:
                joined = ", linebreak(), ".join(f"text({_quoted(line)})" for line in lines)
                parts.append(f"#par(justify: false)[#({joined},).join()]")

    plain(text.cover())
    parts.append("#pagebreak()")
    plain(text.contents())
    parts.append("#pagebreak()")
    plain(text.editorial())
    parts.append("#pagebreak()")
    plain([text.words["activities"]])
    parts += [_activity(text, activity, language, columns) for activity in data.activities]
    parts.append("#pagebreak()")
    for section in (text.bilateral, text.activated, text.dues, text.plan, text.regions, text.secretariat):
        plain(section())
    return bytes(typst.compile("\n".join(parts).encode(), pdf_tags=tagged))
