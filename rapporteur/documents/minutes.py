"""The formats of minutes, and the one way to make them."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from rapporteur.documents.formats import FORMATS, UnknownFormat
from rapporteur.report.value.languages import UnknownLanguage
from rapporteur.report.value.minutes import MinutesData

MINUTES = {"pdf": "rapporteur.documents.pdf.minutes", "docx": "rapporteur.documents.docx.minutes"}
"""The formats that minutes are made in, with where each is made."""


def render_minutes(data: MinutesData, language: str, format: str) -> bytes:
    """Return the minutes as a file in `format`, its words in `language`. Raises UnknownFormat and UnknownLanguage."""
    if format not in MINUTES:
        raise UnknownFormat(format, MINUTES)
    if language not in data.languages:
        raise UnknownLanguage(language, data.languages)
    make: Callable[[MinutesData, str], bytes] = import_module(MINUTES[format]).render
    return make(data, language)


def minutes_name(data: MinutesData, language: str, format: str) -> str:
    """Return what the file is called."""
    return f"{data.meeting.slug}.{language}{FORMATS[format].suffix}"
