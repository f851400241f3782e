"""Short documents as PDFs (PDF/UA-1 and PDF/A-2a), each laid out in a folder of its own; one, or many in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from shutil import rmtree
from typing import Any, Generic, Protocol, TypeVar

from rapporteur.base.values.base import to_json
from rapporteur.documents.maps.shapes import Box
from rapporteur.documents.pdf.process import AT_ONCE, Compiler
from rapporteur.documents.pdf.typst import TEMPLATES

MAIN = "report.typ"
"""What is compiled of a folder, whatever it lays out."""
_TOGETHER = 12
"""Documents that one copy of the compiler makes, one after the other: the second takes half the time of the first."""
_NAME = "document"


class HasMoment(Protocol):
    """What every view says: the moment that its document is dated by."""

    @property
    def timestamp(self) -> int:
        """Seconds since 1970."""
        ...


V = TypeVar("V", bound=HasMoment)


def _no_maps(_: Any) -> Mapping[str, Box]:
    return {}


@dataclass(frozen=True)
class Layout(Generic[V]):
    """How a view becomes a document: the template that is compiled, those that it imports, the maps that it shows."""

    template: str
    parts: tuple[str, ...]
    cuts: Callable[[V], Mapping[str, Box]] = _no_maps

    def write_folder(self, view: V, folder: Path) -> None:
        """Write all that a build reads into `folder`, but the cuts of the map."""
        for template in self.parts:
            (folder / template).write_bytes((TEMPLATES / template).read_bytes())
        (folder / MAIN).write_bytes((TEMPLATES / self.template).read_bytes())
        (folder / "view.json").write_bytes(to_json(view))


def render_one(view: V, layout: Layout[V]) -> bytes:
    """Return a document, compiled by a process of its own; the same view gives the same bytes.

    Raises :class:`rapporteur.documents.pdf.process.CompilerFailed`.
    """
    [(_, document)] = render_many([(_NAME, view)], layout)
    return document


def render_many(
    views: Iterable[tuple[str, V]], layout: Layout[V], boxes: Iterable[Box] = ()
) -> Iterator[tuple[str, bytes]]:
    """Yield each document by its name, in the order in which they are done; the same view, the same bytes.

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
                _begin(compiler, str(number), some, layout)
                laid_down[str(number)] = [name for name, _ in some]
            if not laid_down:
                return
            if some and len(laid_down) <= AT_ONCE:  # one more than are compiled: none of them waits
                continue
            done = next(ended)
            for name in laid_down.pop(done):
                yield name, compiler.document(f"{done}/{name}")
            rmtree(compiler.folder / done)


def _begin(compiler: Compiler, number: str, some: list[tuple[str, V]], layout: Layout[V]) -> None:
    with compiler.writing():
        place = compiler.place(number)
        for name, view in some:
            (place / name).mkdir()
            layout.write_folder(view, place / name)
    compiler.begin_several(number, [(name, view.timestamp, layout.cuts(view)) for name, view in some])
