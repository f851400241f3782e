"""Public pages: frozen editions and their documents, and nothing else. What is built or drafted is not looked at."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from rapporteur.base.core.content import sha256
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.languages import language_name
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.values.running.log import note_failure
from rapporteur.documents.formats import FORMATS
from rapporteur.documents.html.render import policy_of, render
from rapporteur.interfaces.portal.errors import NoReportYet, languages_of_reader
from rapporteur.proof.editions.freezing import content_store
from rapporteur.proof.editions.models import Edition, EditionFile
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.snapshot import snapshot_of

_PERIOD = re.compile(r"\d{4}(-[QH][1-4])?|\d{4}-\d{2}-\d{2}_\d{4}-\d{2}-\d{2}", re.ASCII)


class EditionDamaged(Foreseeable, RuntimeError):
    """An edition whose snapshot is no longer what was frozen."""


class _Frozen(NamedTuple):
    """An edition by what never changes of it."""

    pk: int
    name: str
    sha256: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the report of the latest period, in the language that the reader's browser asks for first.

    One that is damaged is passed over, and noted.
    """
    for found in Edition.objects.defer("snapshot").order_by("-period_end", "-frozen_at", "-pk").iterator():
        try:
            languages = _report(_frozen(found)).association.languages
        except Foreseeable as damage:
            note_failure("damaged", damage, level=logging.ERROR, edition=found.slug)
            continue
        asked = languages_of_reader(request)
        language = next((one for one in asked if one in languages), languages[0])
        response = HttpResponseRedirect(f"/{address_of(found.period)}/{language}/")
        response["Vary"] = "Accept-Language"
        return response
    raise NoReportYet("no edition is frozen yet: run `rapporteur freeze PERIOD`")


@require_safe
def edition(request: HttpRequest, period: str, language: str) -> HttpResponse:
    """Show the newest edition of a period in a language, with its other languages and its files."""
    found = _newest(period)
    languages = _report(_frozen(found)).association.languages
    if language not in languages:
        raise Http404(f"no report in '{language}': expected one of {languages}")
    page = _page(_frozen(found), period, language)
    response = HttpResponse(page, content_type=FORMATS["html"].media_type)
    response["Content-Language"] = language
    response["Last-Modified"] = http_date(found.frozen_at.timestamp())
    response["Content-Security-Policy"] = f"{policy_of(page)}; frame-ancestors 'none'"
    return response


@require_safe
def file(request: HttpRequest, period: str, name: str) -> HttpResponse:
    """Send a document of the newest edition of a period."""
    found = _newest(period)
    document = EditionFile.objects.filter(edition=found, name=name).first()
    known = FORMATS.get(document.format) if document else None
    if document is None or known is None:
        raise Http404("no such document")
    response = HttpResponse(content_store().get(document.sha256), content_type=known.media_type)
    how = content_disposition_header(document.format != "pdf", document.name)
    response["Content-Disposition"] = how or "attachment"
    languages = [document.language] if document.language else _report(_frozen(found)).association.languages
    response["Content-Language"] = ", ".join(languages)
    return response


def address_of(period: Period) -> str:
    """Return how a period is written in an address."""
    return period.code.replace("..", "_")


def _newest(period: str) -> Edition:
    """Return the newest edition of a period as an address has it, without its snapshot; raise Http404."""
    if not _PERIOD.fullmatch(period):
        raise Http404("no such period")
    try:
        found: Edition | None = Edition.objects.of(Period.parse(period.replace("_", ".."))).first()
    except InvalidPeriod as error:
        raise Http404("no such period") from error
    if found is None:
        raise Http404(f"no report of {period} is frozen")
    return found


def _frozen(found: Edition) -> _Frozen:
    return _Frozen(found.pk, found.slug, found.sha256)


@lru_cache(maxsize=4)
def _report(found: _Frozen) -> ReportData:
    snapshot = Edition.objects.values_list("snapshot", flat=True).get(pk=found.pk)
    if sha256(snapshot.encode()) != found.sha256:
        raise EditionDamaged(Message("the snapshot of {place} is not what was frozen"), place=found.name)
    return snapshot_of(snapshot, name=found.name)


@lru_cache(maxsize=16)
def _page(found: _Frozen, period: str, language: str) -> bytes:
    files = EditionFile.objects.filter(edition=found.pk, language__in=("", language)).order_by("name")
    names = {one.format: one.name for one in files}
    downloads = [
        (format.upper(), f"/{period}/files/{names[format]}")
        for format in FORMATS
        if format in names and format != "html"
    ]
    data = _report(found)
    languages = [(code, language_name(code), f"/{period}/{code}/") for code in data.association.languages]
    return render(data, language, downloads=downloads, languages=languages)
