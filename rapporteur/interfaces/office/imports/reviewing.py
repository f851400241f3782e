"""One import: what it would write, its questions answered, written, and undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin import messages

from rapporteur.base.core.permissions import Actor, NotAllowed, Right, can, check_can
from rapporteur.base.values.failures import Foreseeable, Notice
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typed.whole import read_whole
from rapporteur.base.words.say import say, say_failure
from rapporteur.intake.importing import actions
from rapporteur.intake.importing.enums import ImportKind, ImportState
from rapporteur.intake.importing.models import Import, ImportDoubt
from rapporteur.intake.importing.proposals import ACTIVITY, NODE
from rapporteur.intake.importing.seeing import kinds_for, right_to_commit
from rapporteur.intake.importing.writing.failures import UnknownAnswer
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.imports import questions, standing
from rapporteur.interfaces.office.imports.forms import reader
from rapporteur.interfaces.office.imports.pages import import_for
from rapporteur.interfaces.office.imports.readable import day_of
from rapporteur.interfaces.office.imports.undoing import touches_of, undone_rows
from rapporteur.interfaces.office.imports.words import (
    ACCEPTED,
    ANSWERED,
    HIDDEN,
    KINDS,
    LEFT_OUT,
    LIKELY,
    MAY,
    MUST,
    NOT_ALLOWED,
    PAGE,
    SIGNS,
    STATES,
    UNDONE,
    WRITE,
    WRITE_ACTIVITIES,
    WRITTEN,
)  # fmt: skip
from rapporteur.interfaces.office.imports.working import read_while_telling
from rapporteur.interfaces.office.pages.working import WorkDone
from rapporteur.records.names.loading import load_registry

ANOTHER = Notice(Message("the name of a record"))


def _review(number: int) -> str:
    return reverse("imports:review", args=[number])


@require_GET
def review(request: HttpRequest, number: int) -> HttpResponseBase:
    """An import as it stands: while it waits with its questions, then with its records."""
    by, language = actor_of(request.user), reader()
    of = import_for(by, number)
    seen = standing.visible_types(by)
    waits = of.state == ImportState.PROPOSED
    items = standing.taken(of).filter(record_type__in=seen)
    page = Paginator(items, standing.ITEMS).get_page(request.GET.get("p"))
    addresses = standing.addresses_of(list(page), request.user) if of.state == ImportState.COMMITTED else {}
    table, left_out, hidden = standing.counts_of(of, seen, language)
    context: dict[str, Any] = {
        "words": PAGE, "of": of, "waits": waits, "table": table, "page": page,
        "kind": say(KINDS[ImportKind(of.kind)], language),
        "spoken": language_named(of.language, language),
        "state": say(STATES[ImportState(of.state)], language), "sign": SIGNS[ImportState(of.state)],
        "notices": [_of_notice(notice, language) for notice in of.notices],
        "rows": standing.items_of(of, list(page), language, addresses),
        "left_out": say(LEFT_OUT, language, count=left_out) if left_out else "",
        "hidden": say(HIDDEN, language, count=hidden) if hidden else "",
        "can_decide": can(by, Right.PROPOSE_IMPORTS),
        "can_commit": can(by, right_to_commit(of.kind)),
        "can_reconcile": of.kind == ImportKind.REPORT and can(by, Right.PROPOSE_IMPORTS) and can(by, Right.VIEW_CHECKS),
        "kinds": [(one.value, say(KINDS[one], language)) for one in kinds_for(by) if one != of.kind],
    }  # fmt: skip
    if waits:
        context |= _questions(of, seen, language)
        context |= _writing(of, by, seen, language)
    return TemplateResponse(request, "office/imports/review.html", context)


def _of_notice(notice: str | Mapping[str, str], language: str) -> str:
    """Return a notice in the reader's language; what was kept before each had its own is English."""
    return notice if isinstance(notice, str) else notice.get(language) or notice.get("en", "")


def _questions(of: Import, seen: list[str], language: str) -> dict[str, Any]:
    rows, counts = questions.open_rows(of, seen, language)
    return {
        "doubts": rows,
        "more": counts["must"] + counts["may"] > len(rows),
        "must": say(MUST, language, count=counts["must"]) if counts["must"] else "",
        "may": say(MAY, language, count=counts["may"]) if counts["may"] else "",
        "likely": say(LIKELY, language, count=counts["likely"]) if counts["likely"] else "",
        "rest_new": counts["records"],
        "answered": questions.answered_rows(of, seen, language),
        "blocked": bool(counts["must"]) or questions.hidden_doubts(of, seen),
    }


def _writing(of: Import, by: Actor, seen: list[str], language: str) -> dict[str, Any]:
    """Return what the button says, and why somebody cannot press it."""
    kinds = set(standing.taken(of).values_list("record_type", flat=True).distinct())
    count = standing.taken(of).count()
    message = WRITE_ACTIVITIES if kinds == {ACTIVITY} else WRITE
    lacking = standing.lacking_rights(by, of, language)
    return {
        "count": count,
        "write": say(message, language, count=count),
        "lacking": say(NOT_ALLOWED, language, rights=tuple(lacking)) if lacking else "",
    }


@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponseBase:
    """Answer a question, once or wherever the file has the same text."""
    by, language = actor_of(request.user), reader()
    of = import_for(by, number)
    asked = ImportDoubt.objects.filter(item__of=of, item__record_type__in=standing.visible_types(by))
    typed = read_whole(request.POST.get("doubt", ""))
    if typed is None:
        raise Http404
    doubt = get_object_or_404(asked.select_related("item", "item__of"), pk=typed)
    try:
        answer = request.POST.get("answer", "") or _named(
            of, doubt, request.POST.get("name", "").strip(), language
        )
        count = actions.decide(
            by=by, doubt=doubt, answer=answer, keep_as_alias=bool(request.POST.get("alias")),
            everywhere=bool(request.POST.get("everywhere")),
        )  # fmt: skip
    except Foreseeable as refused:
        messages.error(request, say_failure(refused, language))
        return redirect(f"{_review(number)}#doubt-{doubt.pk}")
    messages.success(request, say(ANSWERED, language, text=doubt.text, count=count))
    return redirect(f"{_review(number)}#doubts")


def _named(of: Import, doubt: ImportDoubt, typed: str, language: str) -> str:
    """Return the identifier of the record that a typed name or code means; raise UnknownAnswer where it means none."""
    registry = load_registry(day_of(of))
    node = questions.kind_asked(doubt) == NODE
    match = registry.node(typed) if node else registry.organisation(typed, language)
    if not match.is_matched:
        raise UnknownAnswer(typed, ANOTHER, [one.name for one in match.candidates])
    return match.slug


@require_POST
def likely(request: HttpRequest, number: int) -> HttpResponseBase:
    """Accept every answer that much speaks for."""
    by = actor_of(request.user)
    seen = standing.visible_types(by)
    found = actions.accept_likely(by=by, of=import_for(by, number), record_types=seen)
    messages.success(request, say(ACCEPTED, reader(), count=len(found)))
    return redirect(f"{_review(number)}#doubts")


@require_POST
def rest(request: HttpRequest, number: int) -> HttpResponseBase:
    """Answer all that is open in one way."""
    by = actor_of(request.user)
    answer = "new" if request.POST.get("answer") == "new" else "out"
    seen = standing.visible_types(by)
    actions.decide_rest(by=by, of=import_for(by, number), answer=answer, record_types=seen)
    return redirect(f"{_review(number)}#doubts")


@require_POST
def write(request: HttpRequest, number: int) -> HttpResponseBase:
    """Write the import: all of it or nothing."""
    by = actor_of(request.user)
    of, leave_out = import_for(by, number), bool(request.POST.get("leave_out_open"))

    language = reader()

    def reading(tell: Callable[[str], None]) -> WorkDone:
        tell("writing")
        actions.commit_import(by=by, at=timezone.now(), of=of, leave_out_open=leave_out)
        return WorkDone(_review(number), say(WRITTEN, language, count=standing.taken(of).count()))

    return read_while_telling(request, reading, f"import {number}", back=_review(number))


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, number: int) -> HttpResponseBase:
    """Show what would be undone and what stands against it; then take it back."""
    by, language = actor_of(request.user), reader()
    of = import_for(by, number)
    try:
        check_can(by, right_to_commit(of.kind))
    except NotAllowed as refused:
        messages.error(request, say_failure(refused, language))
        return redirect(_review(number))
    if of.state != ImportState.COMMITTED:
        return redirect(_review(number))
    if request.method == "POST":

        def reading(tell: Callable[[str], None]) -> WorkDone:
            tell("undoing")
            actions.undo_import(by=by, at=timezone.now(), of=of)
            return WorkDone(_review(number), say(UNDONE, language))

        return read_while_telling(request, reading, f"import {number}", back=_review(number))
    seen = standing.visible_types(by)
    page = Paginator(standing.taken(of).filter(record_type__in=seen), standing.ITEMS).get_page(
        request.GET.get("p")
    )
    context = {
        "words": PAGE, "of": of, "page": page, "rows": undone_rows(of, list(page), language),
        "touches": touches_of(of, by, language),
    }  # fmt: skip
    return TemplateResponse(request, "office/imports/undo.html", context)
