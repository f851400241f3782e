"""Passports of members as PDFs (PDF/UA-1 and PDF/A-2a) of two pages, laid out as reports are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from shutil import rmtree

from rapporteur.base.values.base import to_json
from rapporteur.documents.maps.shapes import Box
from rapporteur.documents.pdf.process import AT_ONCE, Compiler
from rapporteur.documents.pdf.typst import TEMPLATES
from rapporteur.documents.view.passport import PassportView

TEMPLATE = "passport.typ"
MAIN = "report.typ"
"""What is compiled of a folder, whatever it lays out."""
_PARTS = ("lib.typ", "view.typ")
"""Templates that a passport is laid out with, beside its own."""


def render_passports(
    views: Iterable[tuple[str, PassportView]], boxes: Iterable[Box] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield each passport by its name as a PDF, in the order in which they are done; the same view, the same bytes.

    `boxes` are cuts of the base map that most of them show. They are compiled beside each other, a few more laid down
    than there are processors, so that the folder holds few at a time. Raises
    :class:`rapporteur.documents.pdf.process.CompilerFailed`.
    """
    waiting = iter(views)
    with Compiler() as compiler:
        compiler.cut(boxes)
        while some := list(islice(waiting, 4 * AT_ONCE)):
            for name, view in some:
                with compiler.writing():
                    write_folder(view, compiler.place(name))
                compiler.begin(name, view.timestamp, {view.map.cut: view.map.box} if view.map else {})
            for name, document in compiler.documents():
                rmtree(compiler.folder / name)
                yield name, document


def write_folder(view: PassportView, folder: Path) -> None:
    """Write all that a build reads into `folder`, but the cut of the map."""
    for template in _PARTS:
        (folder / template).write_bytes((TEMPLATES / template).read_bytes())
    (folder / MAIN).write_bytes((TEMPLATES / TEMPLATE).read_bytes())
    (folder / "view.json").write_bytes(to_json(view))
