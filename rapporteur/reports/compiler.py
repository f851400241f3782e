"""A process of its own that compiles one report: it gets ready while its caller still reads and words it.

Importing Typst, reading the base map and cutting the maps of a report take as long as choosing its words: on a second
processor they take no time at all.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

Box = tuple[float, float, float, float]
PROJECT = Path(__file__).resolve().parents[2]


class CompilerFailed(RuntimeError):
    """The process ended without a document; the text is what it said."""


class Compiler:
    """A context in which the process runs; it ends with it, whatever it was doing.

    First :meth:`cut`; then the report is laid down in `folder`, all but the cuts; then :meth:`begin`, :meth:`document`.
    """

    def __init__(self) -> None:
        self._temporary = TemporaryDirectory(prefix="rapporteur-")
        self.folder = Path(self._temporary.name)

    def __enter__(self) -> Compiler:
        command = [sys.executable, "-m", "rapporteur.reports.typst", str(self.folder)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603, our own module
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()
        self._temporary.cleanup()

    def cut(self, boxes: Iterable[Box]) -> None:
        """Let it cut maps that will be asked for."""
        self._say(list(boxes))

    def begin(self, timestamp: int, cuts: Mapping[str, Box]) -> None:
        """Let it compile with these cuts, by their names, while this process does something else."""
        self._say([timestamp, cuts])

    def _say(self, what: object) -> None:
        if stdin := self._process.stdin:
            with suppress(BrokenPipeError):  # it has ended already: `document` tells why
                stdin.write(json.dumps(what).encode() + b"\n")
                stdin.flush()

    def document(self) -> bytes:
        """Wait for the document and return it; raise CompilerFailed where there is none."""
        document, said = self._process.communicate()
        if self._process.returncode != 0:
            raise CompilerFailed(said.decode(errors="replace").strip())
        return document
