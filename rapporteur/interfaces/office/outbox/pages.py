"""The outbox: what was sent to whom when, what failed and why, sending it again; the verb says who may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin import messages

from rapporteur.base.core.permissions import Right, can, check_can
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.words.say import say, say_failure
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.outbox.words import AGAIN, KINDS, PAGE, SIGNS, STATES
from rapporteur.interfaces.office.signing.views import mail_leaves
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.outbox.actions import send_again
from rapporteur.records.outbox.enums import MAIL_STEPS, MailKind, MailState
from rapporteur.records.outbox.models import Mail

ROWS_A_PAGE = 50


@dataclass(frozen=True)
class MailRow:
    """A mail in words."""

    pk: int
    to: str
    subject: str
    kind: str
    language: str
    written: str
    sign: str
    state: str
    sent: str
    next: str
    attempts: int
    failure: str
    asked_by: str
    unsure: bool
    ended: bool


def describe_mail(mail: Mail, language: str) -> MailRow:
    """Return a mail in the words of whoever reads."""
    state = MailState(mail.state)
    waits = state is MailState.WAITING
    return MailRow(
        pk=mail.pk,
        to=mail.account.get_full_name() or mail.account.get_username(),
        subject=mail.subject,
        kind=str(KINDS[MailKind(mail.kind)]),
        language=language_named(mail.language, language),
        written=_moment(mail.written_at, language),
        sign=SIGNS[state],
        state=str(STATES[state]),
        sent=_moment(mail.sent_at, language),
        next=_moment(mail.due_at, language) if waits and mail.attempts else "",
        attempts=mail.attempts,
        failure=mail.failure,
        asked_by=mail.asked_by,
        unsure=state is MailState.UNSURE,
        ended="send_again" in MAIL_STEPS[state],
    )


def _moment(at: datetime | None, language: str) -> str:
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{format_day(local.date(), language)}, {local:%H:%M}"


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Every mail, the newest first, or those in one state."""
    check_can(actor_of(request.user), Right.VIEW_OUTBOX)
    chosen = request.GET.get("state", "")
    found = Mail.objects.select_related("account").defer("text", "html").order_by("-written_at", "-pk")
    if chosen in MailState.values:
        found = found.filter(state=chosen)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    states = [("", PAGE["all"], not chosen)]
    states += [(state.value, STATES[state], chosen == state) for state in MailState]
    context = {
        "words": PAGE,
        "rows": [describe_mail(one, reader()) for one in page],
        "page": page,
        "states": states,
        "chosen": chosen,
        "mail_leaves": mail_leaves(),
    }
    return TemplateResponse(request, "office/outbox/index.html", context)


@require_GET
def mail_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One mail: its text as it was written, what became of it."""
    by = actor_of(request.user)
    check_can(by, Right.VIEW_OUTBOX)
    mail = get_object_or_404(Mail.objects.select_related("account"), pk=pk)
    context: dict[str, Any] = {
        "words": PAGE,
        "row": describe_mail(mail, reader()),
        "mail": mail,
        "may_send": can(by, Right.SEND_MAILS),
        "mail_leaves": mail_leaves(),
    }
    return TemplateResponse(request, "office/outbox/mail.html", context)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Have a mail sent again."""
    mail = get_object_or_404(Mail.objects.select_related("account"), pk=pk)
    try:
        send_again(by=actor_of(request.user), mail=mail, at=timezone.now())
    except Foreseeable as refused:
        messages.error(request, say_failure(refused, reader()))
    else:
        messages.success(request, say(AGAIN, reader(), name=describe_mail(mail, reader()).to))
    return redirect(reverse("outbox:mail", args=[pk]))
