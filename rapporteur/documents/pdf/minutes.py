"""The minutes of a meeting as a PDF (PDF/UA-1 and PDF/A-2a), laid out as reports are."""

from __future__ import annotations

from rapporteur.documents.pdf.folders import Layout, render_one
from rapporteur.documents.view.minutes import MinutesView, present_minutes
from rapporteur.report.value.minutes import MinutesData

LAYOUT: Layout[MinutesView] = Layout("minutes.typ", ("lib.typ", "view.typ", "entries.typ"))


def render(data: MinutesData, language: str) -> bytes:
    """Return the minutes in `language` as a PDF, compiled by a process of its own; the same data give the same bytes.

    Raises :class:`rapporteur.documents.pdf.process.CompilerFailed`.
    """
    return render_one(present_minutes(data, language), LAYOUT)
