"""The report as a PDF (PDF/UA-1 and PDF/A-2a), laid out by Typst from the view of the report.

The template is the same for every report; the view goes to it as JSON, the photographs as files beside
it, the maps as cuts of the base map. Texts are data throughout: no character of them is read as markup.

A process keeps what Typst remembers between builds and grows with each: what makes documents for others has a
:class:`rapporteur.documents.pdf.process.Compiler` get ready beside it, whose copies compile one document each.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir

from msgspec.structs import replace

from rapporteur.base.values.base import to_json
from rapporteur.base.values.running.copies import PREFIX
from rapporteur.base.values.running.temporary import temporary_folder
from rapporteur.documents.maps.drawing import cuts_json
from rapporteur.documents.maps.shapes import Box
from rapporteur.documents.pdf.process import Compiler
from rapporteur.documents.pdf.typst import CUTS, FONTS, TEMPLATES, compile_folder
from rapporteur.documents.preflight.check import require_renderable
from rapporteur.documents.view.cartography import boxes
from rapporteur.documents.view.report import present
from rapporteur.documents.view.shapes import LineView, PhotoView, ReportView
from rapporteur.report.value.data import ReportData

__all__ = ["FONTS", "begin_with", "render", "render_with", "write_folder"]

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png"}


def render(data: ReportData, language: str, bleed: float = 0) -> bytes:
    """Return the report in `language` as a PDF; the same data give the same bytes.

    With a `bleed`, in millimetres, it is for a printer: colours go beyond the page, marks tell where to trim.
    """
    with temporary_folder(Path(gettempdir()), PREFIX) as folder:
        timestamp = write_folder(present(data, language), folder)
        return compile_folder(folder, timestamp, bleed)


def render_with(compiler: Compiler, data: ReportData, language: str) -> bytes:
    """Return the same bytes, compiled by another process; while it works the report is preflighted.

    Raises :class:`rapporteur.documents.preflight.problems.ReportNotRenderable` and
    :class:`rapporteur.documents.pdf.process.CompilerFailed`.
    """
    begin_with(compiler, data, [language])
    [(_, document)] = compiler.documents()
    return document


def begin_with(compiler: Compiler, data: ReportData, languages: Sequence[str]) -> None:
    """Let another process compile the report in every language; while it does the report is preflighted.

    The documents bear the names of the languages. Raises ReportNotRenderable,
    and OutputNotWritable where there is no room to lay the report down.
    """
    try:
        compiler.cut(boxes(data))
        for language in languages:
            view = present(data, language)
            with compiler.writing():
                _write_view(view, compiler.place(language))
            compiler.begin(language, view.timestamp, _cuts(view))
    finally:  # what cannot be laid out may have failed above: this says why
        require_renderable(data, languages)


def write_folder(view: ReportView, folder: Path) -> int:
    """Write all that a build reads into `folder`; return the timestamp.

    These are the templates, the view as JSON, the cuts of the base map by name, and the photographs as files.
    """
    _write_view(view, folder)
    (folder / CUTS).write_bytes(cuts_json(_cuts(view)))
    return view.timestamp


def _write_view(view: ReportView, folder: Path) -> None:
    for template in sorted(TEMPLATES.glob("*.typ")):
        (folder / template.name).write_bytes(template.read_bytes())
    filed = replace(
        view,
        lines=[_filed(line, folder) for line in view.lines],
        cover_photo=_photo_filed(view.cover_photo, "cover", folder) if view.cover_photo else None,
    )
    (folder / "view.json").write_bytes(to_json(filed))


def _cuts(view: ReportView) -> dict[str, Box]:
    """Return every cut of the base map that the view shows, once for all the activities of a city."""
    shown = [view.cover_map, view.activated_map, *(region.map for region in view.regions)]
    for line in view.lines:
        shown += [line.map, *(activity.map for activity in line.activities)]
    return {each.cut: each.box for each in shown if each}


def _filed(line: LineView, folder: Path) -> LineView:
    """Write the photographs of a line's activities as files, and return it with their names in place of them."""
    activities = []
    for activity in line.activities:
        if photo := activity.photo:
            photo = _photo_filed(photo, f"photo-{activity.number}", folder)
            activity = replace(activity, photo=photo)  # noqa: PLW2901
        activities.append(activity)
    return replace(line, activities=activities)


def _photo_filed(photo: PhotoView, name: str, folder: Path) -> PhotoView:
    """Write a photograph as a file, and return it with the name of the file in place of it."""
    file = f"{name}.{_SUFFIXES[photo.media_type]}"
    (folder / file).write_bytes(base64.b64decode(photo.content))
    return replace(photo, content=file)
