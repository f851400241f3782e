"""Sections of the Word document that tell records one by one: a heading each, what it says, its lists."""

from __future__ import annotations

from rapporteur.documents.docx.parts import DocxWriter, ReportWriter
from rapporteur.documents.view.shapes import EntryView


def lay_out_entries(writer: ReportWriter, key: str) -> None:
    """Add the section `key` of the view."""
    view = writer.view
    title = next((item.title for item in view.contents if item.key == key), view.words[key])
    writer.heading(title, 1)
    for group in view.entries[key]:
        writer.heading(group.title, 2)
        if group.figure:
            writer.paragraph(group.figure, "Details").paragraph_format.keep_with_next = True
        for entry in group.entries:
            entry_paragraphs(writer, entry, view.words["told_in"])


def entry_paragraphs(writer: DocxWriter, entry: EntryView, told_in: str = "", level: int = 3) -> None:
    """Add one record under a heading of its own."""
    writer.heading(entry.title, level)
    details = [part for part in (entry.kicker, entry.place, entry.when, entry.mark) if part]
    if details:
        writer.paragraph(" · ".join(details), "Details").paragraph_format.keep_with_next = True
    if entry.stages:
        signs = {True: "●", False: "○"}
        told = [" ".join(filter(None, (signs[s.reached], s.label, s.when))) for s in entry.stages]
        writer.paragraph("   ".join(told), "Details")
    if entry.bar:
        writer.paragraph(entry.bar.figure, "Box", label=entry.bar.label)
    for fact in entry.facts:
        writer.paragraph(fact)
    for one in entry.lists:
        writer.paragraph("", "Box", label=one.label).paragraph_format.keep_with_next = True
        for item in one.items:
            writer.paragraph(item, "List Bullet" if one.marked else "Box")
    if entry.source:
        writer.paragraph(entry.source.title, "Box", label=told_in)
    if entry.link:
        writer.linked(entry.link)
