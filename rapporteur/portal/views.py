"""Public pages: the built reports and their files. Read-only; no record of the database is looked at."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from rapporteur.core.formatting import language_name
from rapporteur.portal.errors import NoReportYet, accepted_languages
from rapporteur.reports.data import ReportData
from rapporteur.reports.renderers import FORMATS
from rapporteur.reports.snapshot import read_snapshot

_PERIOD = re.compile(r"\d{4}(-[QH][1-4])?|\d{4}-\d{2}-\d{2}_\d{4}-\d{2}-\d{2}", re.ASCII)
_FILE = re.compile(r"[\w.-]+", re.ASCII)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the newest report, in the language that the reader's browser asks for first."""
    period = _newest()
    languages = _report(period).association.languages
    asked = accepted_languages(request)
    language = next((one for one in asked if one in languages), languages[0])
    response = HttpResponseRedirect(f"/{period}/{language}/")
    response["Vary"] = "Accept-Language"
    return response


@require_safe
def edition(request: HttpRequest, period: str, language: str) -> HttpResponse:
    """Show the report of a period in a language, with its other languages and its files."""
    data = _report(period)
    if language not in data.association.languages:
        raise Http404(f"no report in '{language}': expected one of {data.association.languages}")
    page, modified = _page(period, language, _snapshot_path(period).stat().st_mtime_ns)
    response = HttpResponse(page, content_type=FORMATS["html"].media_type)
    response["Content-Language"] = language
    response["Last-Modified"] = http_date(modified / 1e9)
    response["Content-Security-Policy"] = f"{_policy(page)}; frame-ancestors 'none'"
    return response


def _policy(page: bytes) -> str:
    """The page's own policy, which allows its one style sheet by its hash; a header is obeyed sooner."""
    found = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    return unescape(found[1].decode()) if found else "default-src 'none'"


@require_safe
def file(request: HttpRequest, period: str, name: str) -> FileResponse:
    """Send a file of a report."""
    path = _folder(period) / name
    if not _FILE.fullmatch(name) or name.startswith(".") or not path.is_file():
        raise Http404("no such file")
    known = {item.suffix: item for item in FORMATS.values()}.get(path.suffix)
    if known is None:
        raise Http404("no such file")
    response = FileResponse(
        path.open("rb"), as_attachment=path.suffix != ".pdf", content_type=known.media_type
    )
    languages = _report(period).association.languages
    own = path.name.split(".")[-2]  # of 2018-Q2.fr.pdf; the JSON holds them all
    response["Content-Language"] = own if own in languages else ", ".join(languages)
    return response


def _folder(period: str) -> Path:
    if not _PERIOD.fullmatch(period):
        raise Http404("no such period")
    return Path(settings.BUILD_DIR) / period


def _snapshot_path(period: str) -> Path:
    path = _folder(period) / f"{period}.json"
    if not path.is_file():
        raise Http404(f"no report of {period} is built: run `rapporteur build {period}`")
    return path


def _newest() -> str:
    built = Path(settings.BUILD_DIR).glob("*/*.json")
    found = [path for path in built if path.stem == path.parent.name]
    if not found:
        raise NoReportYet("no report is built yet: run `rapporteur demo`")
    return max(found, key=lambda path: (path.stat().st_mtime_ns, path.stem)).stem


def _report(period: str) -> ReportData:
    path = _snapshot_path(period)
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, modified: int) -> ReportData:
    return read_snapshot(path)


@lru_cache(maxsize=16)
def _page(period: str, language: str, modified: int) -> tuple[bytes, int]:
    from rapporteur.reports.building import file_name
    from rapporteur.reports.renderers.html import render

    data = _report(period)
    downloads = []
    for name in FORMATS:
        path = _folder(period) / file_name(data, "" if name == "json" else language, name)
        if name != "html" and path.is_file():
            downloads.append((name.upper(), f"/{period}/files/{path.name}"))
    languages = [(code, language_name(code), f"/{period}/{code}/") for code in data.association.languages]
    return render(data, language, downloads=downloads, languages=languages), modified
