"""The newest report in what the form of the association says, as a page within the page; nothing is written."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import URLPattern, URLResolver, include, path
from django.utils import timezone
from django.views.decorators.http import require_POST
from msgspec.structs import replace
from wagtail import hooks

from rapporteur.base.core.models import Association
from rapporteur.base.values.periods import Period
from rapporteur.documents.html.render import policy_of, render
from rapporteur.documents.preflight.gaps import with_gaps_marked
from rapporteur.interfaces.office.looks.words import WORDS
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.reports.models import Report
from rapporteur.report.compile.report import association_data, compile_report

SHOWN = ("glance", "dues", "back")
"""Beside the cover: figures in the colours of the lines, a table, and how the association is reached."""


@require_POST
def preview(request: HttpRequest) -> HttpResponseBase:
    """Answer with the page, or with what in the form is to be corrected first."""
    association = Association.objects.get()
    viewset: Any = Association.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
    form = viewset.get_edit_handler().get_form_class()(
        request.POST, instance=association, for_user=request.user
    )
    if not form.is_valid():
        return _wrong(form)
    form.save(commit=False)
    data = replace(compile_report(_newest()), association=association_data(association), sections=SHOWN)
    wanted = request.POST.get("preview_language", "")
    language = next(
        one for one in (wanted, reader(), association.languages[0]) if one in association.languages
    )
    page = render(with_gaps_marked(data, language), language)
    return _in_frame(page, policy_of(page))


def _newest() -> Period:
    """Return the period of the newest report, where there is none that of today."""
    report = Report.objects.order_by("-period_start", "-period_end", "pk").first()
    if report is not None:
        return report.period
    today = timezone.localdate()
    return Period.parse(f"{today.year}-Q{(today.month + 2) // 3}")


def _wrong(form: Any) -> HttpResponseBase:
    told = [
        (form.fields[name].label if name in form.fields else "", " ".join(map(str, errors)))
        for name, errors in form.errors.items()
    ]
    page = render_to_string("office/looks/wrong.html", {"words": WORDS, "told": told, "language": reader()})
    return _in_frame(page.encode(), "default-src 'none'")


def _in_frame(page: bytes, policy: str) -> HttpResponseBase:
    response = HttpResponse(page)
    response["Content-Security-Policy"] = f"{policy}; frame-ancestors 'self'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


PATTERNS = [path("preview/", preview, name="preview")]


def addresses() -> list[URLPattern | URLResolver]:
    """Return the addresses of the room."""
    return [path("looks/", include((PATTERNS, "looks"), namespace="looks"))]


hooks.register("register_admin_urls", addresses)
