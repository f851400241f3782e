"""The same contents as pages: a table with a row for each activity, cards side by side, labels left of contents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from tests.intake.reading.form.layouts import WORDS, facts_of, of_line, place_and_day
from tests.intake.reading.strangers.content import Report, by_month, line_of, seat

_STYLE = """
@page { size: A4 %s; margin: 16mm } body { font: 9.5pt/1.35 "Noto Serif", serif }
h1 { font: bold 17pt sans-serif } h2 { font: bold 12.5pt sans-serif }
h3 { font: bold 10.5pt sans-serif; margin: 2mm 0 1mm }
table { border-collapse: collapse; width: 100%% } td, th { vertical-align: top; padding: 1.2mm 2mm; text-align: left }
th { font: bold 8.5pt sans-serif } .cards { display: flex; flex-wrap: wrap; gap: 6mm }
.card { width: 82mm; border: .5pt solid #888; padding: 3mm; break-inside: avoid } .card b { color: #444 }
.card p, dd p { margin: 1mm 0 } dl { display: grid; grid-template-columns: 34mm 1fr; gap: 1mm 4mm }
dt { font: bold 8.5pt sans-serif } dd { margin: 0 }
"""


def page(report: Report, activities: Callable[[Report], str], *, wide: bool = False) -> bytes:
    """Return a report as a PDF; its lists are tables, or lists of labels and contents."""
    from weasyprint import HTML

    words, own = report["words"], WORDS[report["language"]]
    parts = [f"<html lang={report['language']}><style>{_STYLE % ('landscape' if wide else '')}</style>"]
    parts += [f"<p>{escape(report[name])}</p>" for name in ("network", "title", "printed_period")]
    parts += [f"<h1>{escape(words['editorial'])}</h1>", *(f"<p>{escape(t)}</p>" for t in report["editorial"])]
    parts += [f"<p>{escape(report['signed'][0])}<br>{escape(report['signed'][1])}</p>"]
    parts += [
        f"<h1>{escape(words['activities'])}</h1>",
        activities(report),
        f"<h1>{escape(words['media'])}</h1>",
    ]
    rows = [(month, o, s) for month, items in by_month(report, "media").items() for _, o, s in items]
    parts += [
        _table([(own["month"], own["outlet"], own["subject"]), *rows]),
        f"<h1>{escape(words['meetings'])}</h1>",
    ]
    rows = [
        (f"{place}, {month.lower()}", ", ".join(ours), ", ".join(others))
        for month, items in by_month(report, "meetings").items()
        for _, place, ours, others in items
    ]
    parts += [_table([(own["where"], own["met"], own["prospects"]), *rows])]
    parts += [f"<h1>{escape(words['activated'])}</h1><p>{escape(' | '.join(report['activated']))}</p>"]
    parts += [f"<h1>{escape(words['dues'])}</h1><p>{escape(report['dues']['printed'])}</p>"]
    parts += [f"<h1>{escape(words['plan'])}</h1>"]
    for group in report["plan"]:
        parts.append(f"<h2>{escape(line_of(report, group['line'])['printed'])}</h2>")
        for code, said, under in group["measures"]:
            parts += [
                f"<p>{escape(code)} {escape(said)}</p>",
                *(f"<p>{escape(c)} {escape(t)}</p>" for c, t in under),
            ]
    parts.append(f"<h1>{escape(words['who'])}</h1>")
    for region in report["regions"]:
        facts = [
            (own["secretary"], ", ".join(region["secretary"])),
            (own["focal"], region["focal"]),
            (own["board"], "; ".join(seat(report, entry) for entry in region["board"])),
        ]
        parts += [f"<h2>{escape(region['name'])}</h2><p>{escape(', '.join(region['members']))}</p>"]
        parts += [f"<p>{escape(label)}: {escape(value)}</p>" for label, value in facts]
    parts += [f"<h1>{escape(words['staff'])}</h1>"]
    parts += [f"<p>{escape(name)}, {escape(function)}</p>" for name, function in report["staff"]]
    parts += [f"<p>{escape(text)}</p>" for text in report["contact"]]
    return bytes(HTML(string="".join(parts)).write_pdf())


def _table(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = ["".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
                   for tag, row in zip(("th", *["td"] * len(rows)), rows, strict=False)]  # fmt: skip
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rest)}</table>"


def rows(report: Report) -> str:
    """Return a table for each line of the plan, with a row for each activity."""
    own = WORDS[report["language"]]
    order = ("when", "where", "title", "told", "codes", "members")
    return "".join(
        f"<h2>{escape(line['printed'])}</h2>"
        + _table(
            [[own[n] for n in order], *(_row(report, each, order) for each in of_line(report, line["code"]))]
        )
        for line in report["lines"]
    )


def _row(report: Report, each: Any, order: Sequence[str]) -> list[str]:
    return [value.replace("\n", " ") for _, value in facts_of(report, each, ", ", order)]


def cards(report: Report) -> str:
    """Return cards two by two: title, place and day, text, and two labelled facts."""
    own = WORDS[report["language"]]

    def card(each: Any) -> Iterator[str]:
        place, when = place_and_day(each)
        yield f'<div class="card"><h3>{escape(each["title"])}</h3><p>{escape(place)} | {escape(when)}</p>'
        yield from (f"<p>{escape(text)}</p>" for text in each["body"])
        yield f"<p><b>{escape(own['codes'])}</b> {escape(', '.join(each['codes']))}</p>"
        yield f"<p><b>{escape(own['members'])}</b> {escape(', '.join(each['members']))}</p></div>"

    return "".join(
        f'<h2>{escape(line["printed"])}</h2><div class="cards">'
        + "".join("".join(card(each)) for each in of_line(report, line["code"]))
        + "</div>"
        for line in report["lines"]
    )


def labels(report: Report) -> str:
    """Return lists of labels in a column left of their contents, below each title."""

    def listed(each: Any) -> str:
        found = facts_of(report, each, ", ", ("where", "when", "members", "codes", "told"))
        said = "".join(
            f"<dt>{escape(label)}</dt><dd>{''.join(f'<p>{escape(t)}</p>' for t in value.split(chr(10)))}</dd>"
            for label, value in found
        )
        return f"<h3>{escape(each['title'])}</h3><dl>{said}</dl>"

    return "".join(
        f"<h2>{escape(line['printed'])}</h2>"
        + "".join(listed(each) for each in of_line(report, line["code"]))
        for line in report["lines"]
    )


PAGES: Mapping[str, Callable[[Report], bytes]] = {
    "rows.pdf": lambda report: page(report, rows, wide=True),
    "cards.pdf": lambda report: page(report, cards),
    "labels.pdf": lambda report: page(report, labels),
}
