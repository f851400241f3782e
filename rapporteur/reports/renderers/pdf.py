"""The report as a PDF (PDF/UA-1 and PDF/A-2a), laid out by Typst from the view of the report.

The template is the same for every report; the view goes to it as JSON, the photographs as files beside
it, the maps as cuts of the base map. Texts are data throughout: no character of them is read as markup.

:func:`render` compiles in this process: right for a command that ends soon. A process that lives long
keeps what Typst remembers between builds, so a web process or a worker takes :func:`render_isolated`,
which compiles in a process of its own; called from several threads it builds several languages at once.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import asdict

from rapporteur.reports import maps
from rapporteur.reports.data import ReportData
from rapporteur.reports.preflight import require_renderable
from rapporteur.reports.present import present
from rapporteur.reports.typst import FONTS, TEMPLATES, compile_folder
from rapporteur.reports.view import MapView, PhotoView, ReportView, View

__all__ = ["FONTS", "PdfNotBuilt", "render", "render_isolated", "write_folder"]

_COMPILER = "rapporteur.reports.typst"
_PROJECT = TEMPLATES.parent.parent.parent
_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png"}


class PdfNotBuilt(RuntimeError):
    """A build in a process of its own ended without a document; the text is what it said."""


def render(data: ReportData, language: str) -> bytes:
    """Return the report in `language` as a PDF; the same data give the same bytes.

    Raises :class:`rapporteur.reports.preflight.ReportNotRenderable` where a record cannot be laid out.
    """
    require_renderable(data, (language,))
    with TemporaryDirectory(prefix="rapporteur-") as folder:
        timestamp = write_folder(present(data, language), Path(folder))
        return compile_folder(Path(folder), timestamp)


def render_isolated(data: ReportData, language: str, timeout: float = 300.0) -> bytes:
    """Return the same bytes as :func:`render`, compiled in a process of its own.

    The calling thread waits without holding up others; `timeout` is in seconds. Raises
    :class:`rapporteur.reports.preflight.ReportNotRenderable` before the process is begun,
    :class:`PdfNotBuilt` where it fails and :class:`subprocess.TimeoutExpired` where it takes too long
    (it is ended then).
    """
    require_renderable(data, (language,))
    with TemporaryDirectory(prefix="rapporteur-") as folder:
        timestamp = write_folder(present(data, language), Path(folder))
        command = [sys.executable, "-m", _COMPILER, folder, str(timestamp)]
        done = subprocess.run(command, capture_output=True, timeout=timeout, check=False, cwd=_PROJECT)  # noqa: S603, our own module
    if done.returncode != 0:
        raise PdfNotBuilt(done.stderr.decode(errors="replace").strip())
    return done.stdout


def write_folder(view: ReportView, folder: Path) -> int:
    """Write all that a build reads into `folder`: templates, view.json, photographs; return the timestamp."""
    for template in sorted(TEMPLATES.glob("*.typ")):
        (folder / template.name).write_bytes(template.read_bytes())
    (folder / "view.json").write_text(_Folder(folder).dump(view), encoding="utf-8")
    return view.timestamp


class _Folder:
    """Writes a view as JSON; maps get their cut of the base map, photographs become files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.photos = 0
        self.cuts: dict[tuple[float, float, float, float], str] = {maps.world_box(): maps.base_svg()}

    def dump(self, view: ReportView) -> str:
        """Return `view` as JSON, photographs written to the folder on the way."""
        return json.dumps(view, ensure_ascii=False, default=self._value)

    def _value(self, part: View) -> dict[str, Any]:
        """Return a part of the view as what JSON knows."""
        if isinstance(part, MapView):
            return {**asdict(part), "svg": self._cut(part.box)}
        if isinstance(part, PhotoView):
            self.photos += 1
            path = f"photo-{self.photos}.{_SUFFIXES[part.media_type]}"
            (self.folder / path).write_bytes(base64.b64decode(part.content))
            return {**asdict(part), "content": None, "path": path}
        return asdict(part)

    def _cut(self, box: tuple[float, float, float, float]) -> str:
        """Return a cut of the base map, made once for all the activities of a city."""
        if box not in self.cuts:
            self.cuts[box] = maps.base_svg(box)
        return self.cuts[box]
