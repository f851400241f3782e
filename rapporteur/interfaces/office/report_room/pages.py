"""The pages of the report room; what is done on them is done by the verb, which says who may."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from rapporteur.base.core.permissions import Actor, Right, can, check_can
from rapporteur.base.core.queries import the_association
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.days import format_period
from rapporteur.base.values.formatting.languages import capitalise, language_named
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.values.search import fold
from rapporteur.base.words.catalogues import ENGLISH, LANGUAGES
from rapporteur.base.words.say import say, say_failure
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.working import carry_out
from rapporteur.interfaces.office.periods.standing import row_of
from rapporteur.interfaces.office.report_room import built, previewing, standing
from rapporteur.interfaces.office.report_room.activities import activities_of
from rapporteur.interfaces.office.report_room.freezing import freeze_it, freezing_of
from rapporteur.interfaces.office.report_room.later import comes_later
from rapporteur.interfaces.office.report_room.previewing import Preview, preview_it, previewing_of
from rapporteur.interfaces.office.report_room.tiles import tiles_of
from rapporteur.interfaces.office.report_room.words import COMPARED, HIDDEN, PAGE, TEXTS
from rapporteur.interfaces.office.states import SIGNS, STATES
from rapporteur.proof.checks.actions import (
    FindingNotWaivable,
    WaiverIncomplete,
    waive_finding,
    withdraw_waiver,
)
from rapporteur.proof.checks.models import CheckWaiver
from rapporteur.proof.checks.subject import check_period, read_period
from rapporteur.proof.editions.changes.differences import Change, differences
from rapporteur.proof.editions.changes.sentences import sentence
from rapporteur.proof.editions.composition import compile_period, composed
from rapporteur.proof.editions.freezing import content_store
from rapporteur.proof.editions.models import Edition, EditionFile
from rapporteur.proof.rules.finding import Finding
from rapporteur.records.periods.models import ReportingPeriod
from rapporteur.records.reports.models import Report
from rapporteur.report.translating.matrix import matrix_of
from rapporteur.report.value.data import ReportData
from rapporteur.report.value.snapshot import snapshot_of

_WAIVED = Message("Waived: {message}")
PREVIEWS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}
"""What a report is looked at as, before it is frozen."""
DOCUMENTS = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _language() -> str:
    return get_language() or ENGLISH


def _report(code: str) -> tuple[Report, Period]:
    """Return the report of a period; raise Http404 where there is none."""
    try:
        period = Period.parse(code)
    except InvalidPeriod as error:
        raise Http404 from error
    return get_object_or_404(Report, period_start=period.start, period_end=period.end), period


def _period_page(code: str, at: str = "") -> HttpResponse:
    """Return the page of a report; `at` is the part of it where the keyboard goes on."""
    return redirect(f"{reverse('report_room:period', args=[code])}{at and f'#{at}'}")


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Which report: the newest first; and what was built of them, for whoever may look before they are frozen."""
    reports = Report.objects.order_by("-period_start", "-period_end")
    periods = [(one.period.code, _named(one.period)) for one in reports]
    context: dict[str, Any] = {"words": PAGE, "periods": periods}
    if can(actor_of(request.user), Right.PREVIEW_REPORTS):
        context |= {"built": list(built.built_reports()), "built_words": built.WORDS}
    return TemplateResponse(request, "office/report_room/index.html", context)


def _named(period: Period) -> str:
    return capitalise(format_period(period.start, period.last_day, _language()))


@require_GET
def period_page(request: HttpRequest, code: str) -> HttpResponseBase:
    """One report: how it stands, and what is done with it. Sections that somebody may not see are not asked for.

    Of a large period, what rests on all its texts comes later.
    """
    report, period = _report(code)
    by, language = actor_of(request.user), _language()
    edition = Edition.objects.of(period).first()
    as_of = edition.as_of if edition else period.last_day
    activities = activities_of(period, by)
    context: dict[str, Any] = {
        "words": PAGE, "code": period.code, "name": _named(period), "report": report, "header_icon": "doc-full",
        "editorial": _editorial_address(request, report),
        "activities": activities,
        "states": [(SIGNS[state], say(STATES[state], language), count) for state, count in activities.states],
        "can_waive": can(by, Right.WAIVE_FINDINGS),
        "can_freeze": can(by, Right.FREEZE_EDITIONS),
    }  # fmt: skip
    if can(by, Right.PREVIEW_REPORTS):
        context["previews"] = [(one, language_named(one, language)) for one in the_association().languages]
    if can(by, Right.VIEW_PERIODS):
        record = ReportingPeriod.objects.of(period).first()
        context["period"] = row_of(period, record, language, timezone.localdate())
    if can(by, Right.VIEW_EDITIONS):
        context["editions"] = standing.editions_of(period)
    parts = _parts_for(by, edition)
    context["later"] = later = comes_later(request, period) if parts else None
    context["coming"] = coming = parts if later else ()
    context |= _parts(request, period, as_of, () if later else parts)
    shown = {name: context.get(name) for name in ("findings", "texts", "editions", "changes")}
    context["tiles"] = list(tiles_of(language, activities=activities, later=coming, **shown))
    return TemplateResponse(request, "office/report_room/period.html", context)


def _parts_for(by: Actor, edition: Edition | None) -> tuple[str, ...]:
    """Return the parts of the page that rest on all texts of the period, as far as somebody may see them."""
    may = {
        "findings": can(by, Right.VIEW_CHECKS),
        "texts": can(by, Right.VIEW_TRANSLATIONS),
        "changes": edition is not None and can(by, Right.VIEW_EDITIONS) and can(by, Right.PREVIEW_REPORTS),
    }
    return tuple(name for name, granted in may.items() if granted)


def _parts(request: HttpRequest, period: Period, as_of: date, parts: Collection[str]) -> dict[str, Any]:
    """Return some parts of the page, all from records that are read once."""
    ready: dict[str, Any] = {}
    if not parts:
        return ready
    language, read = _language(), read_period(period, as_of)
    if "findings" in parts:
        most = None if request.GET.get("findings") == "all" else standing.FINDINGS_SHOWN
        ready["findings"] = found = standing.findings_of(read.checked(), period, language, request.user, most)
        ready["findings_hidden"] = say(HIDDEN, language, count=found.hidden) if found.hidden else ""
    if "texts" in parts:
        matrix = matrix_of(period, read.records.association, read.texts)
        ready["texts"] = standing.texts_of(matrix, language)
        ready["text_states"] = [say(message, language) for message in TEXTS.values()]
    if "changes" in parts:
        ready["changes"] = _changes(period, composed(period, read.data), language)
    return ready


def _editorial_address(request: HttpRequest, report: Report) -> str:
    user: Any = request.user
    if not user.has_perm("reports.change_report"):
        return ""
    address: str = reverse(report.snippet_viewset.get_url_name("edit"), args=[report.pk])
    return address


def _changes(period: Period, today: ReportData, language: str) -> list[str]:
    """Say what a report of today says otherwise than the newest edition, as of whose day it speaks."""
    edition = Edition.objects.of(period).defer(None)[:1].get()
    return _sentences(differences(snapshot_of(edition.snapshot, name=edition.slug), today), language)


def _sentences(changes: Iterable[Change], language: str) -> list[str]:
    others = tuple(the_association().languages)
    return [sentence(change, language, others=others) for change in changes]


@require_GET
def compare(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """What an edition says otherwise than the one before it, in sentences."""
    _, period = _report(code)
    editions = Edition.objects.of(period).defer(None)
    newer = get_object_or_404(editions, number=number)
    older = editions.filter(number__lt=number).first()
    if older is None:
        raise Http404
    before, after = (snapshot_of(one.snapshot, name=one.slug) for one in (older, newer))
    context = {
        "words": PAGE, "code": period.code, "name": _named(period), "newer": newer,
        "heading": say(COMPARED, _language(), newer=newer.slug, older=older.slug),
        "changes": _sentences(differences(before, after), _language()),
    }  # fmt: skip
    return TemplateResponse(request, "office/report_room/compare.html", context)


@require_GET
def preview(request: HttpRequest, code: str, language: str, format_: str) -> HttpResponseBase:
    """The report as it would be printed today, in one language, a page or a PDF: made where it is not there yet."""
    _, period = _report(code)
    if format_ not in PREVIEWS or language not in the_association().languages:
        raise Http404
    edition = Edition.objects.of(period).first()
    try:
        wanted = Preview(
            compile_period(period, edition.as_of if edition else period.last_day), language, format_
        )
    except Foreseeable as refused:
        messages.error(request, say_failure(refused, _language()))
        return _period_page(code)
    content = wanted.content()
    if content is None:
        work = preview_it(period, wanted, _language())
        return carry_out(request, work, previewing_of(period, wanted, _language()), _language())
    response = HttpResponse(content, content_type=PREVIEWS[format_])
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'none'; sandbox"
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def cancel(request: HttpRequest, code: str, name: str) -> HttpResponseBase:
    """Make a preview no longer; what makes it ends at once."""
    _report(code)
    if not previewing.cancel(name):
        raise Http404
    messages.success(request, say(previewing.CANCELLED, _language()))
    return _period_page(code)


@require_GET
def document(request: HttpRequest, code: str, number: int, name: str) -> HttpResponseBase:
    """A document of a frozen edition, as a file to keep."""
    _, period = _report(code)
    file = get_object_or_404(
        EditionFile,
        edition__period_start=period.start, edition__period_end=period.end, edition__number=number, name=name,
    )  # fmt: skip
    response = HttpResponse(
        content_store().get(file.sha256), content_type=DOCUMENTS.get(file.format, "application/octet-stream")
    )
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def waive(request: HttpRequest, code: str) -> HttpResponseBase:
    """Silence one finding, with a reason; it stands again when its record changes."""
    _, period = _report(code)
    language, wanted = _language(), request.POST.get("finding", "")
    edition = Edition.objects.of(period).first()
    checked = check_period(period, edition.as_of if edition else None)
    finding = next((one for one in checked.open if one.code == wanted), None)
    if finding is None or not standing.may_see(finding.record.type, request.user):
        gone = Message("This finding does not stand any more: somebody mended or waived it meanwhile.")
        messages.warning(request, say(gone, _language()))
        return _period_page(code)
    try:
        waive_finding(by=actor_of(request.user), finding=finding, reason=request.POST.get("reason", ""))
    except (FindingNotWaivable, WaiverIncomplete) as refused:
        messages.error(request, say_failure(refused, _language()))
    else:
        messages.success(request, say(_WAIVED, language, message=finding.message(language)))
    return _period_page(code, _next_to(finding, checked.open, request.user))


def _next_to(finding: Finding, every: Iterable[Finding], user: User | AnonymousUser) -> str:
    """Return where one goes on after a finding: at the next as bad, else at the head of them all."""
    of_severity = [one for one in every if one.severity is finding.severity]
    after = of_severity[of_severity.index(finding) + 1 :]
    found = next((one for one in after if standing.may_see(one.record.type, user)), None)
    return slugify(found.code) if found else "room-findings"


@require_POST
def withdraw(request: HttpRequest, code: str, waiver: int) -> HttpResponseBase:
    """Take a waiver back."""
    _report(code)
    found = get_object_or_404(CheckWaiver, pk=waiver)
    if not standing.may_see(found.record_type, request.user):
        raise Http404
    withdraw_waiver(by=actor_of(request.user), waiver=found)
    messages.success(
        request, say(Message("The waiver is taken back: its finding stands again."), _language())
    )
    return _period_page(code, "room-findings")


_WORDS = re.compile(r"\w+")


class FreezeForm(forms.Form):
    """The period, typed as people see it or by its code, so that nobody freezes by a slip of the hand; and why."""

    confirm = forms.CharField(label=PAGE["type_period"], max_length=60)
    note = forms.CharField(label=PAGE["note"], max_length=200, required=False)

    def __init__(self, period: Period, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = period

    def clean_confirm(self) -> str:
        """Refuse any other period: its name in any language of the office, or its code, is the one."""
        typed: str = self.cleaned_data["confirm"].strip()
        names = [format_period(self.period.start, self.period.last_day, one) for one in LANGUAGES]
        if _plain(typed) not in {_plain(one) for one in (self.period.code, *names)}:
            wrong = Message("'{typed}' is another period: expected {period}")
            raise forms.ValidationError(say(wrong, _language(), typed=typed, period=_named(self.period)))
        return typed


def _plain(text: str) -> str:
    """Return the words of a text as they are compared: whatever stands between them, in small letters."""
    return " ".join(_WORDS.findall(fold(text)))


@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, code: str) -> HttpResponseBase:
    """Ask once more, with what blocks; then freeze, telling how far it is."""
    _, period = _report(code)
    by: Actor = actor_of(request.user)
    check_can(by, Right.FREEZE_EDITIONS)
    edition = Edition.objects.of(period).first()
    form = FreezeForm(period, request.POST or None)
    checked = check_period(period, edition.as_of if edition else None)
    found = standing.findings_of(checked, period, _language(), request.user, standing.FINDINGS_SHOWN)
    context = {
        "words": PAGE,
        "code": period.code,
        "name": _named(period),
        "form": form,
        "findings": found,
    }
    if request.method == "POST" and not found.blocks and form.is_valid():
        work = freeze_it(period, by, form.cleaned_data["note"], _language())
        return carry_out(request, work, freezing_of(period), _language())
    return TemplateResponse(request, "office/report_room/freeze.html", context)
