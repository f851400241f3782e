"""The pages of periods; what is done on them is done by the verb, which says who may."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from rapporteur.base.core.permissions import Right, can
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.words.say import say, say_failure
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.refusals import refuse
from rapporteur.interfaces.office.periods import standing
from rapporteur.interfaces.office.periods.forms import DueForm, ExceptionForm, PeriodForm
from rapporteur.interfaces.office.periods.words import DONE, PAGE
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.periods.actions import (
    grant_exception,
    move_contribution,
    move_period,
    revoke_exception,
    set_due_date,
)
from rapporteur.records.periods.enums import PERIOD_STEPS, ContributionState, PeriodState
from rapporteur.records.periods.models import LockException, ReportingPeriod
from rapporteur.records.periods.refusals import CONTRIBUTIONS, STATES
from rapporteur.records.periods.shapes import ContributionShape, DueDateShape, PeriodMoveShape
from rapporteur.records.reports.models import Report


def _period(code: str) -> Period:
    try:
        return Period.parse(code)
    except InvalidPeriod as error:
        raise Http404 from error


def _back(code: str) -> HttpResponse:
    return redirect(reverse("periods:period", args=[code]))


def _done(request: HttpRequest, message: Message, **values: object) -> None:
    messages.success(request, say(message, reader(), **values))


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Every period: how far it is, what is due when, how many contributions there are."""
    form = PeriodForm(request.GET if "period" in request.GET else None)
    if form.is_bound and form.is_valid():
        return _back(form.cleaned_data["period"].code)
    context = {
        "words": PAGE,
        "rows": standing.period_rows(reader(), timezone.localdate()),
        "form": form,
    }
    return TemplateResponse(request, "office/periods/index.html", context)


@require_GET
def period_page(request: HttpRequest, code: str) -> HttpResponseBase:
    """One period: its state and who moved it when, contributions, exceptions."""
    return _page(request, _period(code))


def _page(
    request: HttpRequest, period: Period, *, exception: Any = None, due: Any = None
) -> HttpResponseBase:
    by, language = actor_of(request.user), reader()
    record = ReportingPeriod.objects.of(period).first()
    state = PeriodState(record.state) if record else PeriodState.OPEN
    rows, mine = standing.contribution_rows(record, by, language)
    may_grant = can(by, Right.GRANT_EXCEPTIONS)
    exceptions = record.exceptions.select_related("period").order_by("-granted_at", "-pk") if record else ()
    context: dict[str, Any] = {
        "words": PAGE,
        "period": standing.row_of(period, record, language, timezone.localdate()),
        "contributions": rows,
        "mine": mine,
        "exceptions": standing.exception_rows(exceptions, by, language, timezone.now()),
        "has_report": can(by, Right.VIEW_REPORTS)
        and Report.objects.filter(period_start=period.start, period_end=period.end).exists(),
        "may_grant": may_grant,
        "reads": can(by, Right.REVIEW_CONTRIBUTIONS),
        "is_open": state is PeriodState.OPEN,
        "is_locked": state is PeriodState.LOCKED,
    }
    if can(by, Right.MOVE_PERIODS):
        context["steps"] = standing.buttons(PERIOD_STEPS[state], language)
        context["due_form"] = due or DueForm(initial={"due_date": record.due_date if record else None})
    if may_grant and state is PeriodState.LOCKED:
        context["exception_form"] = exception or ExceptionForm(period, by)
    return TemplateResponse(request, "office/periods/period.html", context)


@require_POST
def move(request: HttpRequest, code: str) -> HttpResponseBase:
    """Let the period take a step."""
    period = _period(code)
    step = PeriodMoveShape(
        period=period, step=request.POST.get("step", ""), reason=request.POST.get("reason", "")[:500]
    )
    try:
        moved = move_period(by=actor_of(request.user), move=step, at=timezone.now()).record
    except Foreseeable as refused:
        messages.error(request, say_failure(refused, reader()))
    else:
        name = standing.name_period(period, reader())
        _done(request, DONE["moved"], period=name, state=STATES[PeriodState(moved.state)])
    return _back(code)


@require_http_methods(["GET", "POST"])
def due(request: HttpRequest, code: str) -> HttpResponseBase:
    """Say when contributions are due."""
    period = _period(code)
    if request.method == "GET":
        return _back(code)
    form = DueForm(request.POST)
    if not form.is_valid():
        return _page(request, period, due=form)
    day = form.cleaned_data["due_date"]
    set_due_date(by=actor_of(request.user), due=DueDateShape(period=period, due_date=day), at=timezone.now())
    name = standing.name_period(period, reader())
    if day:
        _done(request, DONE["due"], period=name, day=format_day(day, reader()))
    else:
        _done(request, DONE["no_due"], period=name)
    return _back(code)


@require_POST
def contribute(request: HttpRequest, code: str) -> HttpResponseBase:
    """Let a contribution take a step: one's own, or one that is read."""
    shape = ContributionShape(
        period=_period(code),
        account=request.POST.get("account", ""),
        step=request.POST.get("step", ""),
        reason=request.POST.get("reason", "")[:500],
    )
    try:
        said = move_contribution(by=actor_of(request.user), contribution=shape, at=timezone.now()).record
    except Foreseeable as refused:
        messages.error(request, say_failure(refused, reader()))
    else:
        state = CONTRIBUTIONS[ContributionState(said.state)]
        _done(request, DONE["contribution"], officer=said.officer, state=state)
    return _back(code)


@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, code: str) -> HttpResponseBase:
    """Grant an exception; what is refused or asked stands at the form, which keeps what was typed."""
    period, by = _period(code), actor_of(request.user)
    if request.method == "GET":
        return _back(code)
    form = ExceptionForm(period, by, request.POST)
    if form.is_valid():
        try:
            given = grant_exception(by=by, exception=form.shape(), at=timezone.localtime()).record
        except Foreseeable as refused:
            refuse(form, refused)
        else:
            day = format_day(form.cleaned_data["until"], reader())
            _done(request, DONE["granted"], officer=given.officer, day=day)
            return _back(code)
    return _page(request, period, exception=form)


@require_GET
def exceptions(request: HttpRequest) -> HttpResponseBase:
    """Every exception from every lock, the newest first."""
    by = actor_of(request.user)
    found = LockException.objects.select_related("period").order_by("-granted_at", "-pk")
    context = {
        "words": PAGE,
        "exceptions": standing.exception_rows(found, by, reader(), timezone.now()),
        "may_grant": can(by, Right.GRANT_EXCEPTIONS),
        "with_periods": True,
    }
    return TemplateResponse(request, "office/periods/exceptions.html", context)


@require_POST
def revoke(request: HttpRequest, exception: int) -> HttpResponseBase:
    """Take an exception back."""
    found = get_object_or_404(LockException.objects.select_related("period"), pk=exception)
    revoke_exception(by=actor_of(request.user), exception=found, at=timezone.now())
    _done(request, DONE["revoked"], officer=found.officer)
    if request.POST.get("from") == "all":
        return redirect(reverse("periods:exceptions"))
    return _back(found.period.slug)
