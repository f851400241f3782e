"""Passports of members as PDFs (PDF/UA-1 and PDF/A-2a) of two pages, laid out as reports are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, islice
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
_TOGETHER = 12
"""Passports that one copy of the compiler makes, one after the other: the second takes half the time of the first."""


def render_passports(
    views: Iterable[tuple[str, PassportView]], boxes: Iterable[Box] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield each passport by its name as a PDF, in the order in which they are done; the same view, the same bytes.

    `boxes` are cuts of the base map that most of them show. They are compiled some together and beside others, a few
    more laid down than there are processors, so that the folder holds few at a time. Raises
    :class:`rapporteur.documents.pdf.process.CompilerFailed`.
    """
    waiting, laid_down = iter(views), dict[str, list[str]]()
    with Compiler() as compiler:
        compiler.cut(boxes)
        ended = compiler.ended()
        for number in count():
            if some := list(islice(waiting, _TOGETHER)):
                _begin(compiler, str(number), some)
                laid_down[str(number)] = [name for name, _ in some]
            if not laid_down:
                return
            if some and len(laid_down) <= AT_ONCE:  # one more than are compiled: none of them waits
                continue
            done = next(ended)
            for name in laid_down.pop(done):
                yield name, compiler.document(f"{done}/{name}")
            rmtree(compiler.folder / done)


def _begin(compiler: Compiler, number: str, some: list[tuple[str, PassportView]]) -> None:
    with compiler.writing():
        place = compiler.place(number)
        for name, view in some:
            (place / name).mkdir()
            write_folder(view, place / name)
    compiler.begin_several(
        number,
        [(name, view.timestamp, {view.map.cut: view.map.box} if view.map else {}) for name, view in some],
    )


def write_folder(view: PassportView, folder: Path) -> None:
    """Write all that a build reads into `folder`, but the cut of the map."""
    for template in _PARTS:
        (folder / template).write_bytes((TEMPLATES / template).read_bytes())
    (folder / MAIN).write_bytes((TEMPLATES / TEMPLATE).read_bytes())
    (folder / "view.json").write_bytes(to_json(view))
