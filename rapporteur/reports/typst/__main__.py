"""What :class:`rapporteur.reports.compiler.Compiler` runs: `python -m rapporteur.reports.typst FOLDER`.

A first line on standard input says which cuts of the base map there will be. Each line after it is an order: a name,
which is that of a folder in FOLDER with a report in it, a timestamp, and the cuts by their names. A copy of this
process carries it out. When it has, a line on standard output says the name, the file, and what was wrong: a text, the
number of an error of the system, or null.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from types import FrameType

import typst

from rapporteur.reports import maps
from rapporteur.reports.typst import CUTS, DIED, compile_folder

Cuts = dict[str, tuple[float, float, float, float]]
DOCUMENT, FAULT = "document.pdf", "fault.json"


class Copies:
    """The copies of this process that compile, by their process numbers; each tells of itself when it ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[int, str] = {}
        signal.signal(signal.SIGCHLD, self._collect)

    def start(self, name: str, timestamp: int, cuts: Cuts) -> None:
        """Carry out an order in a new copy."""
        ended = {signal.SIGCHLD}
        signal.pthread_sigmask(signal.SIG_BLOCK, ended)  # or it could end before it is known
        process = os.fork()
        if not process:
            os._exit(_compile(self.folder / name, timestamp, cuts))
        self.names[process] = name
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ended)

    def stop(self) -> None:
        """End those that still compile: nobody wants their documents any more."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        for process in self.names:
            os.kill(process, signal.SIGKILL)

    def _collect(self, number: int, frame: FrameType | None) -> None:
        """Tell of every copy that has ended: one signal may stand for several."""
        while self.names:
            process, status = os.waitpid(-1, os.WNOHANG)
            if not process:
                return
            name = self.names.pop(process)
            line = json.dumps([name, str(self.folder / name / DOCUMENT), self._fault(name, status)])
            os.write(sys.stdout.fileno(), line.encode() + b"\n")

    def _fault(self, name: str, status: int) -> str | int | None:
        if status == 0:
            return None
        said = self.folder / name / FAULT
        if said.exists():
            return json.loads(said.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
        return DIED


def _compile(folder: Path, timestamp: int, cuts: Cuts) -> int:
    """Leave the document in `folder`, or what was wrong; return the exit code."""
    try:
        (folder / CUTS).write_bytes(maps.cuts_json(cuts))
        document = compile_folder(folder, timestamp)
        (folder / DOCUMENT).write_bytes(document)
    except (typst.TypstError, OSError) as error:
        said = error.diagnostic if isinstance(error, typst.TypstError) else error.errno or str(error)
        (folder / FAULT).write_text(json.dumps(said), encoding="utf-8")
        return 1
    return 0


def main(folder: str) -> None:
    """Carry out the orders on standard input until it ends: the caller thought better of it, or is gone."""
    maps.prepare()
    for box in json.loads(sys.stdin.readline() or "[]"):
        maps.base_svg(tuple(box))  # which remembers it
    copies = Copies(Path(folder))
    for line in sys.stdin:
        name, timestamp, cuts = json.loads(line)
        copies.start(name, timestamp, {cut: tuple(box) for cut, box in cuts.items()})
    copies.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
