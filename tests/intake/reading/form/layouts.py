"""Contents of invented reports in layouts of many kinds: other labels, orders, and signs between facts and names.

Words of labels and headings are of no grammar as a rule: what a label means must follow from what stands beside it.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from tests.intake.reading.strangers.content import Report, by_month, line_of, seat

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "when": "Moment", "where": "Spot", "codes": "Answers", "members": "Around the table", "title": "Work",
        "told": "Tale", "met": "Ours", "prospects": "Curious", "secretary": "Voice of the region",
        "focal": "Ask for", "board": "Seats", "outlet": "Sheet", "subject": "Line", "month": "Month",
    },
    "fr": {
        "when": "Moment", "where": "Endroit choisi", "codes": "Répond à", "members": "Autour de la table",
        "title": "Chantier", "told": "Histoire", "met": "Des nôtres", "prospects": "Curieux",
        "secretary": "Voix de la région", "focal": "Demander", "board": "Fauteuils", "outlet": "Feuille",
        "subject": "Ligne", "month": "Mois",
    },
    "es": {
        "when": "Momento", "where": "Rincón", "codes": "Responde a", "members": "Alrededor de la mesa",
        "title": "Labor", "told": "Historia", "met": "De casa", "prospects": "Curiosas",
        "secretary": "Voz de la región", "focal": "Preguntar por", "board": "Sillas", "outlet": "Hoja",
        "subject": "Línea", "month": "Mes",
    },
}  # fmt: skip
HEADS = ("editorial", "activities", "media", "meetings", "activated", "dues", "plan", "who", "staff")
Facts = Sequence[tuple[str, str]]


def place_and_day(each: Any) -> tuple[str, str]:
    """Return the printed place and day of an activity."""
    if "where" in each:
        return each["where"], each["when"]
    place, _, when = each["printed"].partition(", ")
    return place, when


def facts_of(report: Report, each: Any, joint: str, order: Sequence[str]) -> Facts:
    """Return the labelled facts of an activity, in an order."""
    place, when = place_and_day(each)
    found = {
        "when": when, "where": place, "codes": joint.join(each["codes"]), "members": joint.join(each["members"]),
        "title": each["title"], "told": "\n".join(each["body"]), "placed": f"{place}, {when}",
    }  # fmt: skip
    words = WORDS[report["language"]]
    return [(words.get(name, ""), found[name]) for name in order if found[name]]


def of_line(report: Report, code: str) -> list[Any]:
    """Return the activities of a line of the plan."""
    return [each for each in report["activities"] if each["line"] == code]


# --- text -----------------------------------------------------------------------------------------

Activity = Callable[[Report, Any], Iterable[str]]


def wrapped(text: str, indent: str = "") -> list[str]:
    """Return a text in lines of a usual width."""
    return textwrap.wrap(text, 76, initial_indent=indent, subsequent_indent=indent)


def body(each: Any) -> Iterator[str]:
    """Yield the text of an activity, a blank line before each paragraph."""
    for text in each["body"]:
        yield from ("", *wrapped(text))


def dotted(report: Report, each: Any) -> Iterator[str]:
    """Yield facts with dots up to their contents, below the text."""
    yield from (each["title"], "-" * len(each["title"]), *body(each), "")
    for label, value in facts_of(report, each, "; ", ("codes", "members", "where", "when")):
        yield f"{label} {'.' * (30 - len(label))} {value}"


def starred(report: Report, each: Any) -> Iterator[str]:
    """Yield facts as items, with a title that has a number."""
    number = report["activities"].index(each) + 1
    yield from (f"{number}. {each['title']}", "")
    for label, value in facts_of(report, each, ", ", ("members", "when", "codes", "where")):
        yield f"* {label} : {value}" if report["language"] == "fr" else f"* {label}: {value}"
    yield from body(each)


def stacked(report: Report, each: Any) -> Iterator[str]:
    """Yield each label in capitals above its content."""
    yield from ("", f"=== {each['title']} ===")
    for label, value in facts_of(report, each, " / ", ("when", "where", "members", "codes")):
        yield from ("", label.upper(), *wrapped(value))
    yield from body(each)


def gapped(report: Report, each: Any) -> Iterator[str]:
    """Yield facts in two columns that spaces part."""
    yield from (each["title"], "")
    for label, value in facts_of(report, each, " · ", ("when", "where", "codes", "members")):
        first, *rest = textwrap.wrap(value, 50)
        yield f"{label:<24}{first}"
        yield from (f"{'':<24}{line}" for line in rest)
    yield from body(each)


def unlabelled(report: Report, each: Any) -> Iterator[str]:
    """Yield place and day on a line of their own, codes and names after words without a sign."""
    words = WORDS[report["language"]]
    place, when = place_and_day(each)
    yield from (each["title"], "~" * len(each["title"]), f"{when} · {place}", *body(each), "")
    yield from (f"{words['codes']} {', '.join(each['codes'])}",)
    yield from wrapped(f"{words['members']} {', '.join(each['members'])}")


def text(report: Report, activity: Activity, joint: str) -> bytes:
    """Return a report as text."""
    words, own = report["words"], WORDS[report["language"]]
    out = [report["network"].upper(), report["title"], report["printed_period"]]
    out += [
        *_head(words["editorial"]),
        *(line for each in report["editorial"] for line in (*wrapped(each), "")),
    ]
    out += [*report["signed"], *_head(words["activities"])]
    for line in report["lines"]:
        out += ["", "", line["printed"], "+" * len(line["printed"])]
        for each in of_line(report, line["code"]):
            out += ["", "", *activity(report, each)]
    out += _head(words["media"])
    for month, items in by_month(report, "media").items():
        out += ["", month, *(f"- {outlet}: {subject}" for _, outlet, subject in items)]
    out += _head(words["meetings"])
    for month, items in by_month(report, "meetings").items():
        for _, place, members, prospects in items:
            out += ["", f"{place}, {month.lower()}", f"{own['met']}: {joint.join(members)}"]
            out += [f"{own['prospects']}: {joint.join(prospects)}"]
    out += [*_head(words["activated"]), *wrapped(joint.join(report["activated"]))]
    out += [*_head(words["dues"]), *wrapped(report["dues"]["printed"]), *_head(words["plan"])]
    for group in report["plan"]:
        out += ["", line_of(report, group["line"])["printed"], ""]
        for code, said, deliverables in group["measures"]:
            out += [f"{code}  {said}", *(f"  {c}  {t}" for c, t in deliverables)]
    out += _head(words["who"])
    for region in report["regions"]:
        out += [
            "",
            "",
            region["name"],
            "+" * len(region["name"]),
            "",
            *wrapped(joint.join(region["members"])),
            "",
        ]
        out += [f"{own['secretary']}: {', '.join(region['secretary'])}", f"{own['focal']}: {region['focal']}"]
        out += [f"{own['board']}:", *(f"  - {seat(report, entry)}" for entry in region["board"])]
    out += [*_head(words["staff"]), *(f"{name} - {function}" for name, function in report["staff"])]
    return "\n".join([*out, "", *report["contact"], ""]).encode()


def _head(title: str) -> list[str]:
    return ["", "", "#" * 40, title, "#" * 40, ""]


def barred(report: Report) -> bytes:
    """Return a text whose activities are the rows of one table with bars."""
    own = WORDS[report["language"]]
    widths = {"when": 12, "where": 12, "title": 22, "codes": 12, "members": 18, "told": 34}
    rule = "+" + "+".join("-" * (width + 2) for width in widths.values()) + "+"
    rows = [rule, _row({name: own[name] for name in widths}, widths)[0], rule]
    for each in report["activities"]:
        place, when = place_and_day(each)
        cells = {
            "when": when, "where": place, "title": each["title"], "codes": ", ".join(each["codes"]),
            "members": ", ".join(each["members"]), "told": " ".join(each["body"]),
        }  # fmt: skip
        rows += [*_row(cells, widths), rule]
    whole = text({**report, "activities": []}, dotted, ", ").decode()
    head = "\n".join(_head(report["words"]["activities"]))
    cut = whole.index(head) + len(head)
    after = whole.index("\n".join(_head(report["words"]["media"])))
    return f"{whole[:cut]}\n\n{chr(10).join(rows)}\n\n{whole[after:]}".encode()


def _row(cells: Mapping[str, str], widths: Mapping[str, int]) -> list[str]:
    lines = {name: textwrap.wrap(cells[name], width) or [""] for name, width in widths.items()}
    height = max(map(len, lines.values()))
    return [
        "| "
        + " | ".join(
            f"{(found[i] if i < len(found) else ''):<{widths[name]}}" for name, found in lines.items()
        )
        + " |"
        for i in range(height)
    ]


# --- Word -----------------------------------------------------------------------------------------


def word(report: Report, activities: Callable[[Any, Report], None]) -> bytes:
    """Return a Word file with styled headings, whose lists are tables below heads of columns."""
    from docx import Document

    words, own = report["words"], WORDS[report["language"]]
    doc = Document()
    for line in (report["network"], report["title"], report["printed_period"]):
        doc.add_paragraph(line)
    doc.add_heading(words["editorial"], 1)
    for line in (*report["editorial"], *report["signed"]):
        doc.add_paragraph(line)
    doc.add_heading(words["activities"], 1)
    activities(doc, report)
    doc.add_heading(words["media"], 1)
    rows = [(month, o, s) for month, items in by_month(report, "media").items() for _, o, s in items]
    table(doc, [(own["month"], own["outlet"], own["subject"]), *rows])
    doc.add_heading(words["meetings"], 1)
    rows = [
        (f"{place}, {month.lower()}", ", ".join(ours), ", ".join(others))
        for month, items in by_month(report, "meetings").items()
        for _, place, ours, others in items
    ]
    table(doc, [(own["where"], own["met"], own["prospects"]), *rows])
    doc.add_heading(words["activated"], 1)
    doc.add_paragraph(" – ".join(report["activated"]))
    doc.add_heading(words["dues"], 1)
    doc.add_paragraph(report["dues"]["printed"])
    doc.add_heading(words["plan"], 1)
    for group in report["plan"]:
        doc.add_heading(line_of(report, group["line"])["printed"], 2)
        table(doc, [(c, t) for code, said, under in group["measures"] for c, t in ((code, said), *under)])
    doc.add_heading(words["who"], 1)
    for region in report["regions"]:
        doc.add_heading(region["name"], 2)
        table(
            doc,
            [
                (own["met"], ", ".join(region["members"])),
                (own["secretary"], f"{region['secretary'][0]} ({region['secretary'][1]})"),
                (own["focal"], region["focal"]),
                (own["board"], "\n".join(seat(report, entry) for entry in region["board"])),
            ],
        )
    doc.add_heading(words["staff"], 1)
    table(doc, report["staff"])
    for line in report["contact"]:
        doc.add_paragraph(line)
    out = io.BytesIO()
    doc.save(out)
    return out.getvalue()


def table(doc: Any, rows: Sequence[Sequence[str]]) -> None:
    """Add a table."""
    made = doc.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, said in zip(made.add_row().cells, row, strict=True):
            cell.text = said
    doc.add_paragraph()


def by_rows(doc: Any, report: Report) -> None:
    """Add a table with a row for each activity, one for each line of the plan."""
    own = WORDS[report["language"]]
    order = ("title", "members", "when", "where", "told", "codes")
    for line in report["lines"]:
        doc.add_heading(line["printed"], 2)
        rows = [
            [value for _, value in facts_of(report, each, ", ", order)]
            for each in of_line(report, line["code"])
        ]
        table(doc, [[own[name] for name in order], *rows])


def by_one_table(doc: Any, report: Report) -> None:
    """Add one table of labels and contents for all activities, their titles among the contents."""
    for line in report["lines"]:
        doc.add_heading(line["printed"], 2)
        rows = [
            row
            for each in of_line(report, line["code"])
            for row in facts_of(report, each, "; ", ("title", "where", "when", "told", "members", "codes"))
        ]
        table(doc, rows)


def by_cards(doc: Any, report: Report) -> None:
    """Add a table of two columns for each line of the plan, with a card in each cell."""
    own = WORDS[report["language"]]
    for line in report["lines"]:
        doc.add_heading(line["printed"], 2)
        found = of_line(report, line["code"])
        made = doc.add_table(rows=(len(found) + 1) // 2, cols=2)
        for number, each in enumerate(found):
            cell = made.cell(number // 2, number % 2)
            place, when = place_and_day(each)
            cell.paragraphs[0].add_run(each["title"]).bold = True
            cell.add_paragraph(f"{place}, {when}")
            for said in each["body"]:
                cell.add_paragraph(said)
            cell.add_paragraph(f"{own['codes']}: {', '.join(each['codes'])}")
            cell.add_paragraph(f"{own['members']}: {', '.join(each['members'])}")
        doc.add_paragraph()


def by_bold_labels(doc: Any, report: Report) -> None:
    """Add paragraphs whose labels are bold and have no sign after them, titles bold too and no heading."""
    for line in report["lines"]:
        doc.add_heading(line["printed"], 2)
        for each in of_line(report, line["code"]):
            doc.add_paragraph().add_run(each["title"]).bold = True
            for label, value in facts_of(report, each, ", ", ("where", "when")):
                _bold(doc, label, value)
            for said in each["body"]:
                doc.add_paragraph(said)
            for label, value in facts_of(report, each, " | ", ("members", "codes")):
                _bold(doc, label, value)


def _bold(doc: Any, label: str, value: str) -> None:
    paragraph = doc.add_paragraph()
    paragraph.add_run(label).bold = True
    paragraph.add_run(f" {value}")


LAYOUTS: Mapping[str, Callable[[Report], bytes]] = {
    "dotted.txt": lambda report: text(report, dotted, " / "),
    "starred.txt": lambda report: text(report, starred, ", "),
    "stacked.txt": lambda report: text(report, stacked, "; "),
    "gapped.txt": lambda report: text(report, gapped, " - "),
    "unlabelled.txt": lambda report: text(report, unlabelled, " · "),
    "barred.txt": barred,
    "rows.docx": lambda report: word(report, by_rows),
    "table.docx": lambda report: word(report, by_one_table),
    "cards.docx": lambda report: word(report, by_cards),
    "bold.docx": lambda report: word(report, by_bold_labels),
}
