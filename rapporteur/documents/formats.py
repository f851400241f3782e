"""The formats of a report and the one way to make them: `render(data, language, format)`.

Every renderer is a pure function of the data. A format is a line in :data:`FORMATS`; its module is imported
when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.documents.preflight.check import require_renderable
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.languages import UnknownLanguage

if TYPE_CHECKING:
    from rapporteur.documents.pdf.process import Compiler

Renderer = Callable[[ReportData, str], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: where its ``render(data, language)`` lives, its media type, and the suffix of its files.

    `laid_out` formats are made for reading and are preflighted in their language; data are not. What is `drawn` has
    the fonts of the report, and no letter that they lack; the others are shown with those of their reader.
    """

    name: str
    module: str
    media_type: str
    suffix: str
    laid_out: bool = True
    drawn: bool = False

    def renderer(self) -> Renderer:
        """Import and return the function that makes this format."""
        render: Renderer = import_module(self.module).render
        return render


_HERE = __name__.rpartition(".")[0]
_OOXML = "application/vnd.openxmlformats-officedocument"

FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("pdf", f"{_HERE}.pdf.render", "application/pdf", ".pdf", drawn=True),
        Format("html", f"{_HERE}.html.render", "text/html; charset=utf-8", ".html"),
        Format("docx", f"{_HERE}.docx.render", f"{_OOXML}.wordprocessingml.document", ".docx"),
        Format("xlsx", f"{_HERE}.xlsx.render", f"{_OOXML}.spreadsheetml.sheet", ".xlsx", laid_out=False),
        Format("txt", f"{_HERE}.text.render", "text/plain; charset=utf-8", ".txt"),
        Format("json", f"{_HERE}.json.render", "application/json", ".json", laid_out=False),
    )
}


class UnknownFormat(Foreseeable, ValueError):
    """A format that reports, or other documents, are not made in."""

    def __init__(self, given: str, known: Iterable[str] = ()) -> None:
        formats = list(known) or list(FORMATS)
        super().__init__(
            Message("'{value}' is not a format: expected one of {expected}"),
            value=given,
            expected=", ".join(formats),
            nearest=nearest(given.lower(), formats),
        )
        self.given = given


def check_request(data: ReportData, language: str, format: str) -> Format:
    """Return the format asked for; raise UnknownFormat or UnknownLanguage."""
    if format not in FORMATS:
        raise UnknownFormat(format)
    if language not in data.association.languages:
        raise UnknownLanguage(language, data.association.languages)
    return FORMATS[format]


def render(data: ReportData, language: str, format: str, compiler: Compiler | None = None) -> bytes:
    """Return the report as a file in `format`, its words in `language`; a PDF by the `compiler`, where there is one.

    Raises UnknownFormat or UnknownLanguage, and ReportNotRenderable where a record cannot be laid out: the
    error names the record and the field.
    """
    chosen = check_request(data, language, format)
    if compiler:
        from rapporteur.documents.pdf.render import render_with

        return render_with(compiler, data, language)
    if chosen.laid_out:
        require_renderable(data, (language,), drawn=chosen.drawn)
    return chosen.renderer()(data, language)
