"""Reports: every edition with its documents; the edition itself as a page; the addresses that were here before."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe

from rapporteur.base.values.formatting.languages import language_name
from rapporteur.documents.formats import FORMATS
from rapporteur.documents.html.render import policy_of, render
from rapporteur.interfaces.portal.door.editions import (
    EditionShown,
    PublicEdition,
    address_of,
    edition_at,
    editions,
    period_at,
    report_of,
)
from rapporteur.interfaces.portal.visit import Visit, page, show
from rapporteur.interfaces.portal.words import (
    CITATION,
    EDITION_LINE,
    EDITION_NAMED,
    REPORT_ABOUT,
    REPORTS_ABOUT,
    WORDS,
)
from rapporteur.proof.editions.freezing import content_store
from rapporteur.proof.editions.models import Edition, EditionFile

FOR_EVER = "public, max-age=31536000, immutable"
"""What lies under the number of an edition never changes."""


@page
def reports(visit: Visit) -> HttpResponse:
    """List every report with its newest edition; all editions stand on the page of each."""
    shown = editions(visit)
    association = visit.text(visit.association.name)
    return show(
        visit, "reports", here="reports", title=visit.tell(WORDS["all_reports"]),
        about=visit.tell(REPORTS_ABOUT, association=association),
        rows=[_row(visit, one) for one in shown if one.newest],
        numbers={one.name: visit.tell(EDITION_NAMED, number=one.number) for one in shown},
    )  # fmt: skip


@page
def report(visit: Visit, period: str) -> HttpResponse:
    """Show all editions of a period, the newest first."""
    own = period_at(period)
    shown = editions(visit, own)
    if not shown:
        raise Http404(f"no report of {period} is frozen")
    name = visit.text(visit.association.report_name)
    title = f"{name}, {visit.period(own)}"
    about = visit.tell(
        REPORT_ABOUT, report=name, association=visit.text(visit.association.name), period=visit.period(own)
    )
    return show(
        visit, "report", here="reports", title=title, about=about, card=("reports", period),
        rows=[_row(visit, one) for one in shown],
    )  # fmt: skip


def _row(visit: Visit, one: EditionShown) -> dict[str, object]:
    address = visit.to("reports", one.address)
    return {
        "edition": one,
        "title": visit.period(one.period),
        "href": address,
        "read": visit.to("reports", one.address, one.number, "read"),
        "package": visit.to("reports", one.address, one.number, "package.zip"),
        "line": visit.tell(EDITION_LINE, number=one.number, day=one.frozen, as_of=one.as_of),
        "citation": visit.tell(
            CITATION, association=visit.text(visit.association.name), number=one.number, day=one.frozen,
            report=visit.text(visit.association.report_name), period=visit.period(one.period),
            sha256=one.sha256[:16], address=visit.absolute(f"{address}#edition-{one.number}"),
        ),
    }  # fmt: skip


@require_safe
def read(request: HttpRequest, language: str, period: str, number: str) -> HttpResponse:
    """Show an edition as a page: its snapshot laid out for the web, with its other languages and its files."""
    found = edition_at(period, int(number))
    known = PublicEdition(found.pk, found.slug, found.sha256)
    languages = report_of(known).association.languages
    if language not in languages:
        raise Http404(f"no report in '{language}': expected one of {languages}")
    laid_out = _page(known, address_of(found.period), found.number, language)
    response = HttpResponse(laid_out, content_type=FORMATS["html"].media_type)
    response["Content-Language"] = language
    response["Last-Modified"] = http_date(found.frozen_at.timestamp())
    response["Content-Security-Policy"] = f"{policy_of(laid_out)}; frame-ancestors 'none'"
    return response


@require_safe
def document(request: HttpRequest, language: str, period: str, number: str, name: str) -> HttpResponse:
    """Send a document of an edition as it was frozen."""
    found = edition_at(period, int(number))
    file = EditionFile.objects.public().filter(edition=found.pk, name=name).first()
    known = FORMATS.get(file.format) if file else None
    if file is None or known is None:
        raise Http404("no such document")
    response = HttpResponse(content_store().get(file.sha256), content_type=known.media_type)
    how = content_disposition_header(file.format != "pdf", file.name)
    response["Content-Disposition"] = how or "attachment"
    own = [file.language] if file.language else _languages(found)
    response["Content-Language"] = ", ".join(own)
    response["ETag"] = f'"{file.sha256}"'
    response["Cache-Control"] = FOR_EVER
    return response


@require_safe
def newest_page(request: HttpRequest, period: str, language: str) -> HttpResponse:
    """Lead to the newest edition of a period, from the address that it had before editions had theirs."""
    found = edition_at(period)
    if language not in _languages(found):
        raise Http404(f"no report in '{language}'")
    return HttpResponseRedirect(f"/{language}/reports/{period}/{found.number}/read/")


@require_safe
def newest_document(request: HttpRequest, period: str, name: str) -> HttpResponse:
    """Lead to a document of the newest edition of a period, from the address that it had before."""
    found = edition_at(period)
    file = EditionFile.objects.public().filter(edition=found.pk, name=name).first()
    if file is None:
        raise Http404("no such document")
    language = file.language or _languages(found)[0]
    return HttpResponseRedirect(f"/{language}/reports/{period}/{found.number}/{name}")


def _languages(found: Edition) -> tuple[str, ...]:
    return report_of(PublicEdition(found.pk, found.slug, found.sha256)).association.languages


@lru_cache(maxsize=16)
def _page(found: PublicEdition, period: str, number: int, language: str) -> bytes:
    files = (
        EditionFile.objects.public().filter(edition=found.pk, language__in=("", language)).order_by("name")
    )
    names = {one.format: one.name for one in files}
    downloads = [
        (format.upper(), f"/{language}/reports/{period}/{number}/{names[format]}")
        for format in FORMATS
        if format in names and format != "html"
    ]
    data = report_of(found)
    languages = [
        (code, language_name(code), f"/{code}/reports/{period}/{number}/read/")
        for code in data.association.languages
    ]
    return render(data, language, downloads=downloads, languages=languages)
