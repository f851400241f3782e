"""What the process of :mod:`rapporteur.base.values.running.copies` does: it gets ready, and works in copies of itself.

None of them outlives its parent: the system sees to it on Linux; elsewhere this process reads until its caller is
gone, and ends its copies. A line on standard output says of each order its name, the seconds that it took, and where
what went wrong is written, or null.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.base.values.running.processes import end_with

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType
    from typing import Any


class Copies:
    """The copies of this process by their numbers; each tells of itself when it ends."""

    def __init__(self, folder: Path, work: Callable[[str, Any], None]) -> None:
        self.folder, self.work = folder, work
        self.running: dict[int, tuple[str, float]] = {}
        signal.signal(signal.SIGCHLD, self._collect)

    def start(self, name: str, what: object) -> None:
        """Carry out an order in a new copy."""
        ended = {signal.SIGCHLD}
        signal.pthread_sigmask(signal.SIG_BLOCK, ended)  # or it could end before it is known
        parent = os.getpid()
        process = os.fork()
        if not process:
            end_with(parent)
            os._exit(self._carry_out(name, what))
        self.running[process] = name, time.perf_counter()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ended)

    def stop(self) -> None:
        """End those that still work: nobody wants what they make any more."""
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        for process in self.running:
            os.kill(process, signal.SIGKILL)

    def _carry_out(self, name: str, what: object) -> int:
        """Do it, or leave in the folder what was raised; return the exit code."""
        try:
            self.work(name, what)
        except BaseException as error:  # noqa: BLE001  # whatever it is, the caller shall hear of it
            self._fault(name).write_bytes(_pickled(error))
            return 1
        return 0

    def _collect(self, number: int, frame: FrameType | None) -> None:
        """Tell of every copy that has ended: one signal may stand for several.

        The next signal may come between any two lines, and this be begun anew within itself: what the outer one has
        waited for is no longer there for the inner one, although the outer has not told of it yet.
        """
        while self.running:
            try:
                process, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not process:
                return
            name, start = self.running.pop(process)
            fault = str(self._fault(name)) if status else None
            line = json.dumps([name, time.perf_counter() - start, fault])
            os.write(sys.stdout.fileno(), line.encode() + b"\n")

    def _fault(self, name: str) -> Path:
        return self.folder / f"{name}.fault"


def _pickled(error: BaseException) -> bytes:
    """Return an error as bytes, with its traceback; one that is no value of its own as a text."""
    import pickle  # here, as all below: somebody waits until this process is ready, and hardly ever is it needed
    import traceback

    from rapporteur.base.values.failures import Foreseeable

    text = "".join(traceback.format_exception(error))
    if not isinstance(error, Foreseeable):
        error.add_note(text)
    try:
        content = pickle.dumps(error)
        pickle.loads(content)  # noqa: S301  # our own, a moment ago
    except Exception:  # noqa: BLE001  # it holds something that cannot be sent
        return pickle.dumps(RuntimeError(text))
    return content


def serve(folder: str, parent: str, prepare: Callable[[Any], None], work: Callable[[str, Any], None]) -> None:
    """Carry out the orders on standard input until it ends: the caller thought better of it, or is gone.

    `prepare` is given what comes first, `work` each order, by its name, in a copy.
    """
    end_with(int(parent))
    first = sys.stdin.readline()
    if not first:
        return
    prepare(json.loads(first))
    gc.freeze()  # the copies need not look at what is there already
    copies = Copies(Path(folder), work)
    for line in sys.stdin:
        copies.start(*json.loads(line))
    copies.stop()
