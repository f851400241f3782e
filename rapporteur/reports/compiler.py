"""A process of its own that compiles reports: it gets ready while its caller still reads and words them.

Importing Typst, reading the base map and cutting the maps of a report take as long as choosing its words: on a second
processor they take no time at all. Each document is compiled by a copy of that process: the languages of a report pay
for getting ready once, and what Typst remembers of a document ends with it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

Box = tuple[float, float, float, float]
PROJECT = Path(__file__).resolve().parents[2]
AT_ONCE = (os.cpu_count() or 1) + 1
"""How many documents are compiled at a time: Typst leaves some of each processor idle, and each takes 150 MiB."""


class CompilerFailed(RuntimeError):
    """There is no document; the text is what the compiler said, or how it ended."""


class Compiler:
    """A context in which the process runs; it ends with it, whatever it was doing.

    First :meth:`cut`; then, for each document, the report is laid down in :meth:`place`, all but the cuts, and
    :meth:`begin` lets it be compiled; :meth:`documents` waits for them.
    """

    def __init__(self) -> None:
        self._temporary = TemporaryDirectory(prefix="rapporteur-")
        self.folder = Path(self._temporary.name)
        self._waiting: deque[object] = deque()
        self._compiling = 0

    def __enter__(self) -> Compiler:
        command = [sys.executable, "-m", "rapporteur.reports.typst", str(self.folder)]
        pipe = subprocess.PIPE
        # In a process group, for its copies to end with it, and for Ctrl-C to be this process's affair.
        self.process = subprocess.Popen(  # noqa: S603  # our own module
            command, cwd=PROJECT, stdin=pipe, stdout=pipe, stderr=pipe, process_group=0
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self.process.returncode is None:  # nobody has waited for its end yet: its number is still its own
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with suppress(BrokenPipeError):
                if pipe:
                    pipe.close()
        self._temporary.cleanup()

    def cut(self, boxes: Iterable[Box]) -> None:
        """Let it cut maps that will be asked for."""
        self._say(list(boxes))

    def place(self, name: str) -> Path:
        """Return the folder, made for it, where the report that will be the document `name` is laid down."""
        place = self.folder / name
        place.mkdir()
        return place

    def begin(self, name: str, timestamp: int, cuts: Mapping[str, Box]) -> None:
        """Let it compile what is laid down under `name` with these cuts, by their names, as soon as there is room."""
        self._waiting.append([name, timestamp, cuts])
        self._fill()

    def documents(self) -> Iterator[tuple[str, bytes]]:
        """Yield each document begun, by its name, in the order in which they are done.

        Raises CompilerFailed, and OSError where a document cannot be written.
        """
        while self._compiling:
            line = self.process.stdout.readline() if self.process.stdout else b""
            if not line:
                said = self.process.stderr.read() if self.process.stderr else b""
                raise CompilerFailed(
                    said.decode(errors="replace").strip() or "the compiler ended unexpectedly"
                )
            name, document, fault = json.loads(line)
            if isinstance(fault, int):
                raise OSError(fault, os.strerror(fault), document)
            if fault:
                raise CompilerFailed(fault)
            self._compiling -= 1
            self._fill()
            yield name, Path(document).read_bytes()

    def _fill(self) -> None:
        while self._waiting and self._compiling < AT_ONCE:
            self._say(self._waiting.popleft())
            self._compiling += 1

    def _say(self, what: object) -> None:
        if stdin := self.process.stdin:
            with suppress(BrokenPipeError):  # it has ended already: `documents` tells why
                stdin.write(json.dumps(what).encode() + b"\n")
                stdin.flush()
