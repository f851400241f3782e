"""A process that gets ready once, and carries out each order in a copy of itself.

    with Ready("rapporteur.documents.pdf.typst", at_once=3) as process:   # it imports what it needs meanwhile
        process.prepare(boxes)
        process.order("fr", [1522540800, {}])
        for name, seconds in outcomes(process):
            ...

It starts with a clean mind: without a database, in a process group of its own, and with the program that lies beside
this module; what it does is in :mod:`rapporteur.base.values.running.serving`. A copy costs a millisecond, and what it
takes of memory ends with it. Whoever is killed, none of them outlives its parent. What they say goes through a folder
that is cleared afterwards, if need be by the next one.
"""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from tempfile import gettempdir
from types import TracebackType
from typing import Self

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.files import writing_to
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.processes import ending
from rapporteur.base.values.running.temporary import temporary_folder

PROJECT = Path(__file__).resolve().parents[4]
PREFIX = "rapporteur-making-"
_DIED = Message("a process that made a document ended unexpectedly, most likely for want of memory")
_ENDED = Message("the process that makes documents ended unexpectedly: {reason}")
_RUN = """
import runpy, sys
sys.path.insert(0, sys.argv.pop(1))
runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
"""
"""The program that lies beside this module, whatever the environment says of where Python looks (PYTHONSAFEPATH)."""


class MakingFailed(Foreseeable, RuntimeError):
    """What was ordered was not made; the text is why."""


class Ready:
    """A context in which such a process runs; leaving it ends the process, whatever it was doing."""

    def __init__(self, module: str, *arguments: str, at_once: int) -> None:
        self.module, self.arguments, self.at_once = module, arguments, at_once
        self._waiting: deque[object] = deque()
        self._running = 0
        self._rest = b""

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            with writing_to(Path(gettempdir()), setting="TMPDIR"):
                self.folder = stack.enter_context(temporary_folder(Path(gettempdir()), PREFIX))
                said = stack.enter_context((self.folder / "said").open("wb"))
            command = [sys.executable, "-I", "-c", _RUN, str(PROJECT), self.module]
            # In a process group, for its copies to end with it, and for Ctrl-C to be this process's affair.
            self.process = subprocess.Popen(  # noqa: S603  # our own module
                [*command, str(self.folder), str(os.getpid()), *self.arguments],
                cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, process_group=0,
            )  # fmt: skip
            self._left = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._left:
            if (
                self.process.returncode is None
            ):  # nobody has waited for its end yet: its number is still its own
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                with suppress(BrokenPipeError):
                    if pipe:
                        pipe.close()

    def stop(self) -> None:
        """End it from another thread, whatever it is doing: who waits for it hears that it ended."""
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)

    def prepare(self, what: object) -> None:
        """Tell it, once and before the first order, what all its orders have in common."""
        self._say(what)

    def order(self, name: str, what: object) -> None:
        """Let it carry out an order as soon as there is room; :func:`outcomes` waits for its end."""
        self._waiting.append([name, what])
        self._fill()

    def writing(self) -> AbstractContextManager[None]:
        """Let what the system refuses in the block say that it is this folder, and how another is named."""
        return writing_to(self.folder, setting="TMPDIR")

    @property
    def busy(self) -> bool:
        """Whether there are orders whose end nobody has heard of."""
        return self._running > 0

    def hear(self) -> Iterator[tuple[str, float]]:
        """Wait until it says something; yield each order that has ended, and its seconds; raise what went wrong."""
        assert self.process.stdout is not None  # noqa: S101  # it is a pipe
        heard = os.read(self.process.stdout.fileno(), 1 << 16)
        if not heard:
            said = (self.folder / "said").read_text(encoding="utf-8", errors="replace").strip()
            raise MakingFailed(_ENDED, reason=said or ending(self.process.wait()))
        *lines, self._rest = (self._rest + heard).split(b"\n")
        for line in lines:
            name, seconds, fault = json.loads(line)
            if fault:
                raise _fault(Path(fault))
            self._running -= 1
            self._fill()
            yield name, seconds

    def _fill(self) -> None:
        while self._waiting and self._running < self.at_once:
            self._say(self._waiting.popleft())
            self._running += 1

    def _say(self, what: object) -> None:
        if stdin := self.process.stdin:
            with suppress(BrokenPipeError):  # it has ended already: `hear` tells why
                stdin.write(json.dumps(what).encode() + b"\n")
                stdin.flush()


def outcomes(*processes: Ready) -> Iterator[tuple[Ready, str, float]]:
    """Yield each order of these processes when it is carried out, and its seconds.

    Raises what was raised in a copy, MakingFailed where it ended without a word.
    """
    while busy := {one.process.stdout: one for one in processes if one.busy}:
        for pipe in select.select(list(busy), [], [])[0]:
            for name, seconds in busy[pipe].hear():
                yield busy[pipe], name, seconds


def _fault(path: Path) -> BaseException:
    """Return what a copy raised, from the file that it left in our own folder."""
    import pickle  # here: hardly ever needed

    try:
        found: BaseException = pickle.loads(path.read_bytes())  # noqa: S301  # it ran the same program as we do
    except FileNotFoundError:
        return MakingFailed(_DIED)
    return found
