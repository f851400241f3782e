"""The page on which a record is translated; what is written there is written by the verbs, which say who may."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from rapporteur.base.core.permissions import Actor, NotAllowed, Right, can, check_can
from rapporteur.base.core.translations import revision
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.periods import Period
from rapporteur.base.values.typed.whole import read_whole
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say, say_failure
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.desk.coming import came_from_of, with_way_back
from rapporteur.interfaces.office.desk.remembering import memory_of
from rapporteur.interfaces.office.desk.saving import NotSaved, Saving, save_typed
from rapporteur.interfaces.office.desk.sheet import Aids, sheet_of
from rapporteur.interfaces.office.desk.standing import (
    DeskTexts,
    Key,
    kind_named,
    period_of,
    progress_of,
    record_named,
    texts_for,
)
from rapporteur.interfaces.office.desk.typed import TypedText, typed_texts
from rapporteur.interfaces.office.desk.words import (
    CONFIRMED,
    NOT_YOURS,
    PAGE,
    PROGRESS,
    SAVED,
    SIGNS,
    STATES,
)
from rapporteur.report.translating.actions import write_translation
from rapporteur.report.translating.machine import draft_text, is_set_up
from rapporteur.report.translating.writing import load_fidelity


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest, code: str, language: str, kind: str, record: str) -> HttpResponseBase:
    """One record in one language: shown, saved, gone on from."""
    by, period = actor_of(request.user), period_of(code)
    if request.method == "GET":
        return _show(request, _Sheet(request, period, language, (kind, record)))
    if not can(by, Right.WRITE_TRANSLATIONS):
        raise PermissionDenied
    here = _Sheet(request, period, language, (kind, record))
    typed = list(typed_texts({name: str(value) for name, value in request.POST.items()}))
    if taken := request.POST.get("take"):
        return _show(request, here, _take(typed, taken))
    if drafted := request.POST.get("machine"):
        return _draft(request, here, typed, drafted, by)
    saving = save_typed(
        typed,
        here.texts.records[here.key],
        source=here.source,
        language=language,
        by=by,
        fidelity=load_fidelity(here.source),
    )
    _report(request, here, saving)
    if saving.refused:
        return _show(request, here.again(request), typed, saving)
    came_from = came_from_of(request)
    if "next" in request.POST:
        return redirect(
            with_way_back(f"{reverse('desk:go_on', args=[code, language])}?after={kind}/{record}", came_from)
        )
    return redirect(came_from or request.path)


class _Sheet:
    """Where somebody is: the texts of the period, the language, the record."""

    def __init__(self, request: HttpRequest, period: Period, language: str, key: Key) -> None:
        self.period, self.language, self.key = period, language, key
        self.texts: DeskTexts = texts_for(period, request.user)
        self.source = self.texts.matrix.source
        self.reader = get_language() or ENGLISH
        if key not in self.texts.records or language not in self.texts.languages:
            raise Http404

    def again(self, request: HttpRequest) -> _Sheet:
        """Return the same place, with what is on record by now."""
        return _Sheet(request, self.period, self.language, self.key)

    @property
    def name(self) -> str:
        """What the record is called."""
        return record_named(self.texts.records[self.key], (self.reader, self.source))


def _take(typed: list[TypedText], taken: str) -> list[TypedText]:
    """Return what was typed, with what memory offers in the place of one sentence: `text-row:words`."""
    place, _, words = taken.partition(":")
    text, _, row = place.partition("-")
    number, piece = read_whole(text), read_whole(row)
    if number is None or piece is None or number >= len(typed):
        return typed
    return [*typed[:number], typed[number].with_row(piece, words), *typed[number + 1 :]]


def _report(request: HttpRequest, here: _Sheet, saving: Saving) -> None:
    """Say what was saved."""
    for paths, message in ((saving.written, SAVED), (saving.confirmed, CONFIRMED)):
        if paths:
            messages.success(request, say(message, here.reader, name=here.name))


def _draft(
    request: HttpRequest, here: _Sheet, typed: list[TypedText], path: str, by: Actor
) -> HttpResponseBase:
    """Let a machine draft a text that is missing: written as a machine's, until a person confirms it."""
    text = next((one for one in here.texts.records[here.key] if one.path == path), None)
    if text is None or text.texts.get(here.language):
        return _show(request, here, typed)
    source = text.texts[here.source]
    try:
        words = draft_text(source, source=here.source, target=here.language)
        write_translation(
            by=by.as_machine(),
            key=text.key,
            language=here.language,
            words=words,
            made_for=revision(source),
            instead_of=revision(""),
            as_it_stands=True,
        )
    except Foreseeable as refused:
        messages.error(request, say_failure(refused, here.reader))
        return _show(request, here, typed)
    return _show(request, here.again(request), [one for one in typed if one.path != path])


def _show(
    request: HttpRequest, here: _Sheet, typed: list[TypedText] | None = None, saving: Saving | None = None
) -> HttpResponse:
    """Show the sheet; what was typed stands in it, but for what has been saved."""
    fidelity = load_fidelity(here.source)
    memory = memory_of(here.texts, here.language, fidelity, here.reader)
    aids = Aids(here.source, here.language, here.reader, memory, fidelity)
    saved = {*saving.written, *saving.confirmed} if saving else set()
    refused: dict[str, NotSaved] = saving.refused if saving else {}
    kept = [one for one in typed or [] if one.path not in saved]
    texts = sheet_of(here.texts.records[here.key], aids, kept, refused)
    (progress,) = progress_of(here.texts, here.reader, [here.language])
    context: dict[str, Any] = {
        "words": PAGE, "code": here.period.code, "language": here.language, "source": here.source,
        "kind": here.key[0], "record": here.key[1], "name": here.name, "kind_name": kind_named(here.key[0]),
        "language_name": language_named(here.language, here.reader), "texts": texts,
        "source_name": language_named(here.source, here.reader), "progress": progress,
        "progress_words": say(PROGRESS, here.reader, done=progress.done, all=progress.every),
        "states": {one: (SIGNS[one], say(message, here.reader)) for one, message in STATES.items()},
        "why_not": _why_not(request, here.reader), "machine": is_set_up(),
        "account": request.user.get_username(), "is_refused": bool(refused), "came_from": came_from_of(request),
    }  # fmt: skip
    return TemplateResponse(request, "office/desk/sheet.html", context)


def _why_not(request: HttpRequest, reader: str) -> str:
    """Return why somebody may not write here; nothing where they may."""
    try:
        check_can(actor_of(request.user), Right.WRITE_TRANSLATIONS)
    except NotAllowed as refused:
        return say(NOT_YOURS, reader, why=say_failure(refused, reader))
    return ""
