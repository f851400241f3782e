"""A process of its own that compiles reports: it gets ready while its caller still reads and words them.

Importing Typst, reading the base map and cutting the maps of a report take as long as choosing its words: on a second
processor they take no time at all. Each document is compiled by a copy of that process: the languages of a report pay
for getting ready once, and what Typst remembers of a document ends with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rapporteur.base.values.running.copies import MakingFailed, Ready, outcomes
from rapporteur.documents.pdf.typst import DOCUMENT

Box = tuple[float, float, float, float]
AT_ONCE = (os.cpu_count() or 1) + 1
"""How many documents are compiled at a time: Typst leaves some of each processor idle, and each takes 150 MiB."""


class CompilerFailed(MakingFailed):
    """There is no document; the text is what the compiler said."""


class Compiler(Ready):
    """A context in which the process runs; it ends with it, whatever it was doing.

    First :meth:`cut`; then, for each document, the report is laid down in :meth:`place`, all but the cuts, and
    :meth:`begin` lets it be compiled; :meth:`documents` waits for them.
    """

    def __init__(self) -> None:
        super().__init__("rapporteur.documents.pdf.typst", at_once=AT_ONCE)

    def cut(self, boxes: Iterable[Box]) -> None:
        """Let it cut maps that will be asked for."""
        self.prepare(list(boxes))

    def place(self, name: str) -> Path:
        """Return the folder, made for it, where the report that will be the document `name` is laid down."""
        place = self.folder / name
        place.mkdir()
        return place

    def begin(self, name: str, timestamp: int, cuts: Mapping[str, Box]) -> None:
        """Let it compile what is laid down under `name` with these cuts, by their names, as soon as there is room."""
        self.order(name, [["", timestamp, cuts]])

    def begin_several(self, name: str, documents: Iterable[tuple[str, int, Mapping[str, Box]]]) -> None:
        """Let one copy compile several documents: each in a folder of its own below that of `name`, with its cuts.

        What Typst remembers of one serves the next, which pays where they are short and much alike.
        """
        self.order(name, [list(one) for one in documents])

    def document(self, name: str) -> bytes:
        """Return a document that is compiled."""
        return (self.folder / name / DOCUMENT).read_bytes()

    def ended(self) -> Iterator[str]:
        """Yield the name of each order begun, in the order in which they are done; raises as :meth:`documents`."""
        for _, name, _ in outcomes(self):
            yield name

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """Yield each document begun, by its name, in the order in which they are done.

        Raises CompilerFailed, MakingFailed, and OutputNotWritable where there is no room for it.
        """
        for name in self.ended():
            yield name, self.document(name)
