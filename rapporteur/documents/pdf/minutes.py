"""The minutes of a meeting as a PDF (PDF/UA-1 and PDF/A-2a), laid out as reports are."""

from __future__ import annotations

from pathlib import Path

from rapporteur.base.values.base import to_json
from rapporteur.documents.pdf.process import Compiler
from rapporteur.documents.pdf.typst import TEMPLATES
from rapporteur.documents.view.minutes import MinutesView, present_minutes
from rapporteur.report.value.minutes import MinutesData

TEMPLATE = "minutes.typ"
MAIN = "report.typ"
"""What is compiled of a folder, whatever it lays out."""
_NAME = "minutes"


def render(data: MinutesData, language: str) -> bytes:
    """Return the minutes in `language` as a PDF, compiled by a process of its own; the same data give the same bytes.

    Raises :class:`rapporteur.documents.pdf.process.CompilerFailed`.
    """
    view = present_minutes(data, language)
    with Compiler() as compiler:
        compiler.cut([])
        with compiler.writing():
            write_folder(view, compiler.place(_NAME))
        compiler.begin(_NAME, view.timestamp, {})
        [(_, document)] = compiler.documents()
        return document


def write_folder(view: MinutesView, folder: Path) -> None:
    """Write all that a build reads into `folder`, but the cuts of the map, of which there are none."""
    for template in sorted(TEMPLATES.glob("*.typ")):
        (folder / template.name).write_bytes(template.read_bytes())
    (folder / MAIN).write_bytes((TEMPLATES / TEMPLATE).read_bytes())
    (folder / "view.json").write_bytes(to_json(view))
