"""The formats of a report and the one way to make them: ``render(data, language, format)``.

Every renderer is a pure function of the data. A format is a line in :data:`FORMATS`; its module is imported
when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from rapporteur.core.nearest import did_you_mean, nearest
from rapporteur.reports.data import ReportData

if TYPE_CHECKING:
    from rapporteur.reports.compiler import Compiler

from rapporteur.reports.preflight import require_renderable

Renderer = Callable[[ReportData, str], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: where its ``render(data, language)`` lives, its media type, and the suffix of its files.

    `laid_out` formats are made for reading and are preflighted in their language; data are not.
    """

    name: str
    module: str
    media_type: str
    suffix: str
    laid_out: bool = True

    def renderer(self) -> Renderer:
        """Import and return the function that makes this format."""
        render: Renderer = import_module(self.module).render
        return render


_HERE = __name__
_OOXML = "application/vnd.openxmlformats-officedocument"

FORMATS: dict[str, Format] = {
    item.name: item
    for item in (
        Format("pdf", f"{_HERE}.pdf", "application/pdf", ".pdf"),
        Format("html", f"{_HERE}.html", "text/html; charset=utf-8", ".html"),
        Format("docx", f"{_HERE}.docx", f"{_OOXML}.wordprocessingml.document", ".docx"),
        Format("xlsx", f"{_HERE}.xlsx", f"{_OOXML}.spreadsheetml.sheet", ".xlsx", laid_out=False),
        Format("txt", f"{_HERE}.txt", "text/plain; charset=utf-8", ".txt"),
        Format("json", f"{_HERE}.json", "application/json", ".json", laid_out=False),
    )
}


class UnknownFormat(ValueError):
    """A format that reports are not made in."""

    def __init__(self, given: str) -> None:
        hint = did_you_mean(nearest(given.lower(), FORMATS))
        super().__init__(f"'{given}' is not a format: expected one of {', '.join(FORMATS)}{hint}")
        self.given = given


class UnknownLanguage(ValueError):
    """A language that the association's reports are not made in."""

    def __init__(self, given: str, languages: tuple[str, ...]) -> None:
        super().__init__(
            f"'{given}' is not a language of this report: expected one of {', '.join(languages)}"
            f"{did_you_mean(nearest(given.lower(), languages))}"
        )
        self.given = given
        self.languages = languages


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
        from rapporteur.reports.renderers.pdf import render_with

        return render_with(compiler, data, language)
    if chosen.laid_out:
        require_renderable(data, (language,))
    return chosen.renderer()(data, language)
