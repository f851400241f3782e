"""A process that makes documents in Python alone: it imports the renderers, and copies of it make one document each."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from rapporteur.base.values.running.copies import Ready

Request = tuple[str, str]
"""Language and format of a document."""
SNAPSHOT = "snapshot.json"


class Renderers(Ready):
    """A context in which the process runs; it ends with it, whatever it was doing.

    It starts, and imports, when the context is entered: its caller still makes the report ready.
    """

    def __init__(self, formats: Iterable[str]) -> None:
        super().__init__("rapporteur.documents.building", *sorted(formats), at_once=os.cpu_count() or 1)

    def read(self, snapshot: str) -> None:
        """Let it read the report that all its documents are of; raise OutputNotWritable where there is no room."""
        with self.writing():
            (self.folder / SNAPSHOT).write_text(snapshot, encoding="utf-8")
        self.prepare(SNAPSHOT)

    def begin(self, request: Request, target: Path) -> None:
        """Let it make a document as soon as there is room."""
        language, format = request
        self.order(name_of(request), [language, format, str(target)])


def name_of(request: Request) -> str:
    """Return what an order is called."""
    return ".".join(request)
