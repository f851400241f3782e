"""Processes that make documents in Python alone, copied from one clean process that has imported the renderers.

They never import Django, and they end with the build.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_context, resource_tracker
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rapporteur.reports.compiler import CompilerFailed
from rapporteur.reports.data import ReportData
from rapporteur.reports.renderers import FORMATS
from rapporteur.reports.snapshot import read_snapshot
from rapporteur.reports.typst import DIED

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

Request = tuple[str, str]
"""Language and format of a document."""
Outcome = float | BaseException
"""How many seconds a document took, or why there is none."""


class Workers:
    """A context in which such processes run; leaving it ends them, whatever they were doing.

    The clean process starts, and imports, when the context is made: its caller still makes the report ready.
    """

    def __init__(self, formats: Iterable[str]) -> None:
        self._processes = _clean_process(formats)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        self._pool.shutdown(wait=error is None, cancel_futures=True)
        if error is not None:
            for worker in active_children():
                worker.terminate()

    def begin(
        self, snapshot: Path, targets: Mapping[Request, Path], told: Callable[[Request, Outcome], None]
    ) -> None:
        """Let each document of `snapshot` be written to its target, and `told` be called, in a thread, when it is."""
        count = min(len(targets), os.cpu_count() or 1)
        self._pool = ProcessPoolExecutor(count, mp_context=self._processes)
        with _uninterrupted():
            for request, target in targets.items():
                task = self._pool.submit(_render_to, snapshot, *request, target)
                task.add_done_callback(partial(_tell, told, request))


def _tell(told: Callable[[Request, Outcome], None], request: Request, task: Future[float]) -> None:
    if task.cancelled():
        return
    error = task.exception()
    told(request, CompilerFailed(DIED) if isinstance(error, BrokenProcessPool) else error or task.result())


def _clean_process(formats: Iterable[str]) -> ForkServerContext | SpawnContext:
    """Start the process that the workers are copied from.

    A process that is isolated has its own idea of where modules are (an edition's, of the program stored with it),
    which such a process would not learn of: its workers start by themselves.
    """
    if sys.flags.isolated:
        return get_context("spawn")
    context = get_context("forkserver")
    renderers = sorted(FORMATS[format].module for format in formats)
    context.set_forkserver_preload([__name__, "rapporteur.reports.present", *renderers])
    with _uninterrupted():
        ensure_running()
    return context


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let the processes that are started in this block not hear of Ctrl-C: this one does, and ends them."""
    resource_tracker.ensure_running()  # started later, it would let the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _render_to(snapshot: Path, language: str, format: str, target: Path) -> float:
    """Run in a worker: make one document; return its seconds."""
    start = time.perf_counter()
    data = _snapshot(snapshot)
    content = FORMATS[format].renderer()(data, language or data.association.source_language)
    target.write_bytes(content)
    return time.perf_counter() - start


_read: dict[Path, ReportData] = {}


def _snapshot(path: Path) -> ReportData:
    """Read the snapshot once per worker."""
    if path not in _read:
        _read.clear()
        _read[path] = read_snapshot(path)
    return _read[path]
