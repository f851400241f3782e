"""Build the documents of a report: each in a process of its own pool, all of them or none."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import active_children, get_context, resource_tracker
from multiprocessing.forkserver import ensure_running
from pathlib import Path
from typing import TYPE_CHECKING

from rapporteur.core.files import staged
from rapporteur.reports.data import ReportData
from rapporteur.reports.renderers import FORMATS, check_request
from rapporteur.reports.snapshot import read_snapshot

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

ALL_LANGUAGES = ""  # of a format that is the same in every language
SLOWEST_FIRST = ("pdf", "docx", "xlsx", "html", "txt", "json")


class BuildFailed(RuntimeError):
    """A process that made a document died."""


@dataclass(frozen=True)
class Built:
    """A document: where it is, its size in bytes, the seconds it took."""

    path: Path
    language: str
    format: str
    size: int
    seconds: float

    @cached_property
    def pages(self) -> int | None:
        """How many pages it has, where it has any; read from the file when asked for."""
        if self.format != "pdf":
            return None
        from pypdf import PdfReader

        return len(PdfReader(self.path).pages)


def file_name(data: ReportData, language: str, format: str) -> str:
    """Return the name of a document: `2018-Q2.fr.pdf`, or `2018-Q2.json` where no language matters."""
    period = data.period.code.replace("..", "_")
    return ".".join(filter(None, (period, language))) + FORMATS[format].suffix


def requests(data: ReportData, languages: Sequence[str], formats: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield language and format of each document asked for; raise UnknownLanguage or UnknownFormat."""
    chosen = languages or data.association.languages
    for format in sorted(formats or FORMATS, key=SLOWEST_FIRST.index):
        for language in dict.fromkeys(chosen):
            check_request(data, language, format)
            if format == "json":
                yield ALL_LANGUAGES, format
                break
            yield language, format


def build(
    data: ReportData,
    folder: Path,
    *,
    languages: Sequence[str] = (),
    formats: Sequence[str] = (),
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> list[Built]:
    """Make the documents asked for (by default all) in `folder`; they appear together, when all are made.

    Rendering runs in processes that never import Django, and that are freed with what Typst remembers: a compiler that
    is used again and again grows. They are one more than there are processors, for Typst leaves some of each idle, and
    copies of one clean process that has imported the renderers: three languages do not pay for that three times.

    Raises UnknownLanguage, UnknownFormat, ReportNotRenderable, OutputNotWritable and BuildFailed.
    """
    wanted = list(requests(data, languages, formats))
    processes = prepare({format for _, format in wanted})
    _require_renderable(data, wanted)
    with staged(folder) as stage:
        snapshot = stage / "snapshot"
        snapshot.write_text(data.canonical_json(), encoding="utf-8")
        made: dict[tuple[str, str], float] = {}
        workers = max(1, min(len(wanted), (os.cpu_count() or 1) + 1))
        try:
            with ProcessPoolExecutor(workers, mp_context=processes) as pool, _ended_early(pool):
                tasks: dict[Future[float], tuple[str, str]] = {}
                with _uninterrupted():
                    for language, format in wanted:
                        target = stage / file_name(data, language, format)
                        tasks[pool.submit(_render_to, snapshot, language, format, target)] = (
                            language,
                            format,
                        )
                progress("documents", 0, len(wanted))
                for task in as_completed(tasks):
                    made[tasks[task]] = task.result()
                    progress("documents", len(made), len(wanted))
        except BrokenProcessPool as error:
            raise BuildFailed(
                "a process that made a document ended unexpectedly, most likely for want of memory: "
                "nothing was written"
            ) from error
        snapshot.unlink()
    return [
        Built(
            path=(path := folder / file_name(data, language, format)),
            language=language,
            format=format,
            size=path.stat().st_size,
            seconds=made[language, format],
        )
        for language, format in wanted
    ]


def _require_renderable(data: ReportData, wanted: Sequence[tuple[str, str]]) -> None:
    """Refuse what cannot be laid out before anything is started."""
    laid_out = [language for language, format in wanted if FORMATS[format].laid_out]
    if laid_out:
        from rapporteur.reports.preflight import require_renderable

        require_renderable(data, tuple(dict.fromkeys(laid_out)))


def prepare(formats: Iterable[str] = ()) -> ForkServerContext | SpawnContext:
    """Start the clean process that the workers are copied from; it imports while the report is still made ready.

    Called by :func:`build`, and before it by whoever knows the formats (by default all) earlier.

    A process that is isolated has its own idea of where modules are (an edition's, of the program stored with it),
    which such a process would not learn of: its workers start by themselves.
    """
    if sys.flags.isolated:
        return get_context("spawn")
    context = get_context("forkserver")
    renderers = sorted(FORMATS[format].module for format in set(formats or FORMATS) & FORMATS.keys())
    context.set_forkserver_preload([__name__, "rapporteur.reports.present", "typst", *renderers])
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


@contextmanager
def _ended_early(pool: ProcessPoolExecutor) -> Iterator[None]:
    """When the block fails or is interrupted, end the workers at once: nobody wants their documents any more."""
    try:
        yield
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in active_children():
            worker.terminate()
        raise


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
