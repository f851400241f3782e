"""Footnotes and endnotes that a source holds apart from its text, given to the activities that refer to them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from rapporteur.intake.reading.parsed import ParsedActivity, ParsedReport, Passage
from rapporteur.intake.reading.sources.source_text import Note

_SURE = 0.95


def with_notes(report: ParsedReport, notes: Sequence[Note]) -> tuple[ParsedReport, list[Note]]:
    """Return the report with each note among those of its activity, and the notes that no activity refers to."""
    if not notes:
        return report, []
    spans = [_span(activity) for activity in report.activities]
    held: dict[int, list[Note]] = {}
    loose = []
    for note in notes:
        at = next((i for i, (first, last) in enumerate(spans) if first <= note.line <= last), None)
        if at is None:
            loose.append(note)
        else:
            held.setdefault(at, []).append(note)
    activities = tuple(
        _noted(activity, held[index]) if index in held else activity
        for index, activity in enumerate(report.activities)
    )
    return structs.replace(report, activities=activities), loose


def _span(activity: ParsedActivity) -> tuple[int, int]:
    lines = [number for passage in activity.provenance.values() for number in passage.lines]
    return min(lines, default=0), max(lines, default=-1)


def _noted(activity: ParsedActivity, notes: Sequence[Note]) -> ParsedActivity:
    own = activity.provenance.get("notes")
    lines = [*(own.lines if own else ()), *(note.line for note in notes)]
    passage = Passage(
        lines=(min(lines), max(lines)), page=own.page if own else notes[0].page, confidence=_SURE
    )
    return structs.replace(
        activity,
        notes=(*activity.notes, *(note.text for note in notes)),
        provenance={**activity.provenance, "notes": passage},
    )
