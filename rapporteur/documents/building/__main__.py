"""What :class:`rapporteur.documents.building.renderers.Renderers` runs: it imports renderers and reads a snapshot.

An order is a language, which is empty where it does not matter, a format, and the file that the document goes to.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rapporteur.base.values.running.serving import serve
from rapporteur.documents.formats import FORMATS
from rapporteur.documents.view import report  # noqa: F401  # all renderers need it
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.snapshot import read_snapshot


def main(folder: str, parent: str, *formats: str) -> None:
    """Carry out the orders of the caller `parent`, for documents in `formats`."""
    renderers = {format: FORMATS[format].renderer() for format in formats}
    snapshot: list[ReportData] = []

    def read(name: str) -> None:
        snapshot.append(read_snapshot(Path(folder) / name))

    def render(name: str, order: tuple[str, str, str]) -> None:
        language, format, target = order
        (data,) = snapshot
        content = renderers[format](data, language or data.association.source_language)
        Path(target).write_bytes(content)

    serve(folder, parent, read, render)


if __name__ == "__main__":
    main(*sys.argv[1:])
