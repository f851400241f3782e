"""Build the documents of a report: all of them or none, in processes that end with the build.

PDFs are compiled by a :class:`rapporteur.reports.compiler.Compiler`, the rest is made by
:class:`rapporteur.reports.workers.Workers`; both get ready while the report itself is still made ready.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from rapporteur.core.files import staged
from rapporteur.reports.compiler import Compiler, CompilerFailed
from rapporteur.reports.data import ReportData
from rapporteur.reports.renderers import FORMATS, check_request

if TYPE_CHECKING:
    from rapporteur.reports.workers import Outcome, Request, Workers

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


@dataclass(frozen=True)
class Makers:
    """The processes that make documents in `formats`; what none of these needs is None."""

    formats: frozenset[str]
    compiler: Compiler | None
    workers: Workers | None


@contextmanager
def makers(formats: Iterable[str] = ()) -> Iterator[Makers]:
    """Give the processes that make documents in `formats` (by default all); they end with the block.

    Entered as soon as the formats are known, they get ready while the records are read.
    """
    wanted = frozenset(formats or FORMATS) & FORMATS.keys()
    with ExitStack() as stack:
        compiler = stack.enter_context(Compiler()) if "pdf" in wanted else None
        workers = None
        if others := wanted - {"pdf"}:
            from rapporteur.reports.workers import Workers

            workers = stack.enter_context(Workers(others))
        yield Makers(wanted, compiler, workers)


def build(
    data: ReportData,
    folder: Path,
    *,
    languages: Sequence[str] = (),
    formats: Sequence[str] = (),
    by: Makers | None = None,
    progress: Callable[[str, int, int], None] = lambda step, done, total: None,
) -> list[Built]:
    """Make the documents asked for (by default all) in `folder`; they appear together, when all are made.

    They are made `by` processes that got ready for these formats before, or by new ones; none of them ever imports
    Django.

    Raises UnknownLanguage, UnknownFormat, ReportNotRenderable, OutputNotWritable and BuildFailed, and ValueError where
    the processes are not for these formats.
    """
    wanted = list(requests(data, languages, formats))
    with ExitStack() as stack:
        by = by or stack.enter_context(makers(format for _, format in wanted))
        if missing := {format for _, format in wanted} - by.formats:
            raise ValueError(f"nothing is ready to make {', '.join(sorted(missing))}")
        stage = stack.enter_context(staged(folder))
        seconds: dict[Request, float] = {}
        progress("documents", 0, len(wanted))
        for request, outcome in _Build(data, stage, wanted).run(by):
            seconds[request] = outcome
            progress("documents", len(seconds), len(wanted))
    return [
        Built(
            path=(path := folder / file_name(data, language, format)),
            language=language,
            format=format,
            size=path.stat().st_size,
            seconds=seconds[language, format],
        )
        for language, format in wanted
    ]


class _Build:
    """The documents `wanted` of one report, on their way into the folder `stage`."""

    def __init__(self, data: ReportData, stage: Path, wanted: Sequence[Request]) -> None:
        self.data = data
        self.targets = {request: stage / file_name(data, *request) for request in wanted}
        self.snapshot = stage / "snapshot"
        self.ended: SimpleQueue[tuple[Request, Outcome]] = SimpleQueue()

    def run(self, by: Makers) -> Iterator[tuple[Request, float]]:
        """Yield each document and its seconds, when it is made."""
        compiled = [language for language, format in self.targets if format == "pdf"]
        others = {request: target for request, target in self.targets.items() if request[1] != "pdf"}
        if compiled and by.compiler:
            self._compile(by.compiler, compiled)
        if others and by.workers:
            self._refuse(others, but=compiled)
            self.snapshot.write_text(self.data.canonical_json(), encoding="utf-8")
            by.workers.begin(self.snapshot, others, self._told)
        for _ in self.targets:
            request, outcome = self.ended.get()
            if isinstance(outcome, CompilerFailed):
                raise BuildFailed(f"{outcome}: nothing was written") from outcome
            if isinstance(outcome, BaseException):
                raise outcome
            yield request, outcome
        self.snapshot.unlink(missing_ok=True)

    def _told(self, request: Request, outcome: Outcome) -> None:
        self.ended.put((request, outcome))

    def _refuse(self, wanted: Iterable[Request], but: Sequence[str]) -> None:
        """Refuse what cannot be laid out before it is begun; the languages `but` have been looked at."""
        laid_out = dict.fromkeys(language for language, format in wanted if FORMATS[format].laid_out)
        if languages := [language for language in laid_out if language not in but]:
            from rapporteur.reports.preflight import require_renderable

            require_renderable(self.data, languages)

    def _compile(self, compiler: Compiler, languages: Sequence[str]) -> None:
        """Let the PDFs be compiled; a thread waits for them."""
        from rapporteur.reports.renderers.pdf import begin_with

        start = time.perf_counter()
        begin_with(compiler, self.data, languages)

        def wait() -> None:
            try:
                for language, document in compiler.documents():
                    self.targets[language, "pdf"].write_bytes(document)
                    self._told((language, "pdf"), time.perf_counter() - start)
            except Exception as error:  # noqa: BLE001  # told to the thread that waits, which raises it
                self._told(("", "pdf"), error)

        Thread(target=wait, daemon=True).start()
