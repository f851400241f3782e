"""Build the documents of a report: all of them or none, in processes that end with the build.

PDFs are compiled by a :class:`rapporteur.documents.pdf.process.Compiler`, the rest is made by
:class:`rapporteur.documents.building.renderers.Renderers`; both get ready while the report itself is made ready.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.files import staged
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.copies import MakingFailed, outcomes
from rapporteur.documents.building.renderers import Renderers, Request, name_of
from rapporteur.documents.formats import FORMATS, check_request
from rapporteur.documents.pdf.process import Compiler
from rapporteur.report.value.data import ReportData

ALL_LANGUAGES = ""  # of a format that is the same in every language
SLOWEST_FIRST = ("pdf", "docx", "xlsx", "html", "txt", "json")


class BuildFailed(Foreseeable, RuntimeError):
    """A process that made a document died."""


@dataclass(frozen=True)
class Built:
    """A document: where it is, its size in bytes, the seconds it took, None where nobody measured."""

    path: Path
    language: str
    format: str
    size: int
    seconds: float | None = None

    @cached_property
    def pages(self) -> int | None:
        """How many pages it has, where it has any; read from the file when asked for."""
        if self.format != "pdf":
            return None
        # the catalogue alone is read, by what old reports are read with
        from pdfminer.pdfdocument import PDFDocument
        from pdfminer.pdfparser import PDFParser
        from pdfminer.pdftypes import dict_value, int_value

        with self.path.open("rb") as file:
            return int_value(dict_value(PDFDocument(PDFParser(file)).catalog["Pages"])["Count"])


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
    renderers: Renderers | None

    def stop(self) -> None:
        """End them from another thread: the build that waits for them raises BuildFailed."""
        for process in filter(None, (self.compiler, self.renderers)):
            process.stop()


@contextmanager
def makers(formats: Iterable[str] = ()) -> Iterator[Makers]:
    """Give the processes that make documents in `formats` (by default all); they end with the block.

    Entered as soon as the formats are known, they get ready while the records are read.
    """
    wanted = frozenset(formats or FORMATS) & FORMATS.keys()
    others = wanted - {"pdf"}
    with ExitStack() as stack:
        compiler = stack.enter_context(Compiler()) if "pdf" in wanted else None
        renderers = stack.enter_context(Renderers(others)) if others else None
        yield Makers(wanted, compiler, renderers)


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
        targets = {request: stage / file_name(data, *request) for request in wanted}
        for request, taken in _make(data, targets, by):
            seconds[request] = taken
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


def _make(data: ReportData, targets: Mapping[Request, Path], by: Makers) -> Iterator[tuple[Request, float]]:
    """Yield each document and its seconds, when it is written to its target."""
    compiled = [language for language, format in targets if format == "pdf"]
    others = {request: target for request, target in targets.items() if request[1] != "pdf"}
    if compiled and by.compiler:
        from rapporteur.documents.pdf.render import begin_with

        begin_with(by.compiler, data, compiled)
    if others and by.renderers:
        _refuse(data, others, but=compiled)
        by.renderers.read(data.canonical_json())
        for request, target in others.items():
            by.renderers.begin(request, target)
    named = {name_of(request): request for request in others}
    try:
        for process, name, seconds in outcomes(*filter(None, (by.compiler, by.renderers))):
            if process is not by.compiler:
                yield named[name], seconds
                continue
            targets[name, "pdf"].write_bytes(by.compiler.document(name))
            yield (name, "pdf"), seconds
    except MakingFailed as error:
        raise BuildFailed(Message("{reason}: nothing was written"), reason=error.faults) from error


def _refuse(data: ReportData, wanted: Iterable[Request], but: Sequence[str]) -> None:
    """Refuse what cannot be laid out before it is begun; the languages `but` have been looked at."""
    laid_out: dict[str, bool] = {}
    for language, format in wanted:
        if FORMATS[format].laid_out and language not in but:
            laid_out[language] = laid_out.get(language, False) or FORMATS[format].drawn
    if laid_out:
        from rapporteur.documents.preflight.check import require_renderable

        for drawn in sorted(set(laid_out.values())):
            require_renderable(data, [one for one in laid_out if laid_out[one] == drawn], drawn=drawn)
