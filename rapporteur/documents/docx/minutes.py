"""The minutes of a meeting as a Word document."""

from __future__ import annotations

from rapporteur.documents import ooxml
from rapporteur.documents.docx.entries import entry_paragraphs
from rapporteur.documents.docx.parts import DocxWriter, Stationery
from rapporteur.documents.view.minutes import MinutesView, present_minutes
from rapporteur.report.value.minutes import MinutesData


def render(data: MinutesData, language: str) -> bytes:
    """Return the minutes in `language` as a Word document."""
    view = present_minutes(data, language)
    head = " · ".join((view.short_name, view.title, view.body, view.when))
    writer = DocxWriter(Stationery(view.language, view.region, view.colour, head))
    _head(writer, view)
    _body(writer, view)
    core = ooxml.core_properties(
        title=f"{view.title}, {view.body}, {view.when} – {view.association}",
        creator=view.association,
        language=writer.language,
        timestamp=view.timestamp,
    )
    return ooxml.sealed(writer.saved(), core)


def _head(writer: DocxWriter, view: MinutesView) -> None:
    """Add what the meeting was, and its agenda with papers."""
    writer.paragraph(view.association, "Association")
    writer.heading(f"{view.title} – {view.body}", 1)
    writer.paragraph(view.when, "Details")
    if view.draft:
        writer.paragraph("", "Box", label=view.draft)
    for label, value in view.facts:
        writer.paragraph(value, "Box", label=label)
    if view.agenda:
        writer.heading(view.headings["agenda"], 2)
    for item in view.agenda:
        writer.paragraph(item.title)
        for title, address in item.papers:
            writer.paragraph(title, "List Bullet")
            if address:
                writer.linked(address)


def _body(writer: DocxWriter, view: MinutesView) -> None:
    """Add who was there, what was decided, and what is to be done."""
    if view.attendance.rows:
        writer.heading(view.headings["attendance"], 2)
        writer.table(view.attendance.head, view.attendance.rows, [5.5, 6.0, 5.0])
    if view.quorum:
        writer.heading(view.headings["quorum"], 2)
        for fact in view.quorum:
            writer.paragraph(fact)
    if view.guests:
        writer.heading(view.headings["guests"], 2)
        for guest in view.guests:
            writer.paragraph(guest, "List Bullet")
    if view.decisions:
        writer.heading(view.headings["decisions"], 2)
    for one in view.decisions:
        entry_paragraphs(writer, one.entry)
        writer.blocks(one.text)
    if view.follow_ups.rows:
        writer.heading(view.headings["follow_ups"], 2)
        writer.table(view.follow_ups.head, view.follow_ups.rows, [9.0, 4.0, 3.5])
