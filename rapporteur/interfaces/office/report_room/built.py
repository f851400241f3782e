"""Reports as they are built, before they are frozen: for who works on them. Nothing of this is public."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from rapporteur.base.values.formatting.languages import language_name
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.log import note_failure
from rapporteur.documents.building.build import file_name
from rapporteur.documents.formats import FORMATS
from rapporteur.documents.html.render import policy_of, render
from rapporteur.interfaces.office.words import label
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.snapshot import InvalidSnapshot, read_snapshot

WORDS = {
    "built": label(Message("Built last", context="report room")),
    "intro": label(
        Message(
            "Reports as `rapporteur build` has made them last. They are not frozen, and nobody outside sees them."
        )
    ),
    "broken": label(Message("This one cannot be read: build it again.")),
}
"""What the report room says of them."""
_FOLDER = re.compile(r"[\w-]+", re.ASCII)
_FILE = re.compile(r"\w[\w.-]*", re.ASCII)


@dataclass(frozen=True)
class BuiltReport:
    """A report that is built: its folder, and each language with its name and the address of its page."""

    period: str
    languages: tuple[tuple[str, str, str], ...] = ()


@require_safe
def preview(request: HttpRequest, period: str, language: str) -> HttpResponse:
    """Show a report that is built in a language, with its other languages and files."""
    try:
        data = _report(period)
    except InvalidSnapshot as damage:
        note_failure("damaged", damage, level=logging.WARNING)
        raise Http404("cannot be read") from damage
    if language not in data.association.languages:
        raise Http404("no such language")
    downloads = [
        (name.upper(), reverse("preview_file", args=(period, path.name)))
        for name in FORMATS
        if name != "html"
        and (path := _folder(period) / file_name(data, "" if name == "json" else language, name)).is_file()
    ]
    page = render(data, language, downloads=downloads, languages=_languages(period, data))
    response = HttpResponse(page, content_type=FORMATS["html"].media_type)
    response["Content-Language"] = language
    response["Content-Security-Policy"] = f"{policy_of(page)}; frame-ancestors 'none'"
    return response


@require_safe
def preview_file(request: HttpRequest, period: str, name: str) -> FileResponse:
    """Send a document that is built."""
    path = _folder(period) / name
    known = {item.suffix: item for item in FORMATS.values()}.get(path.suffix)
    if not _FILE.fullmatch(name) or known is None or not path.is_file():
        raise Http404("no such file")
    return FileResponse(path.open("rb"), as_attachment=path.suffix != ".pdf", content_type=known.media_type)


ADDRESSES = [
    path("previews/<str:period>/<slug:language>/", preview, name="preview"),
    path("previews/<str:period>/files/<str:name>", preview_file, name="preview_file"),
]
"""Below that of the back office, which lets in who works there; `pages.addresses` says who of them."""


def built_reports() -> Iterator[BuiltReport]:
    """Yield what is built, the latest period first; a snapshot that cannot be read hides none of the others."""
    for folder in sorted(Path(settings.BUILD_DIR).glob("*/"), reverse=True):
        if not (folder / f"{folder.name}.json").is_file():
            continue
        try:
            yield BuiltReport(folder.name, tuple(_languages(folder.name, _report(folder.name))))
        except InvalidSnapshot as damage:
            note_failure("damaged", damage, level=logging.WARNING)
            yield BuiltReport(folder.name)


def _languages(period: str, data: ReportData) -> list[tuple[str, str, str]]:
    return [
        (code, language_name(code), reverse("preview", args=(period, code)))
        for code in data.association.languages
    ]


def _folder(period: str) -> Path:
    if not _FOLDER.fullmatch(period):
        raise Http404("no such period")
    return Path(settings.BUILD_DIR) / period


def _report(period: str) -> ReportData:
    """Read what is built of a period; raise Http404, and InvalidSnapshot where it cannot be read."""
    path = _folder(period) / f"{period}.json"
    if not path.is_file():
        raise Http404("not built")
    return read_snapshot(path)
