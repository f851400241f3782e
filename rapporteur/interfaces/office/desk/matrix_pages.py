"""Which texts are open in which language: the matrix of a period, its progress, and the way on from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET
from wagtail.admin import messages

from rapporteur.base.core.permissions import Right, can
from rapporteur.base.core.translations import Status
from rapporteur.base.values.formatting.days import format_period
from rapporteur.base.values.formatting.languages import capitalise, language_named
from rapporteur.base.values.periods import Period
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.desk.coming import came_from_of, with_way_back
from rapporteur.interfaces.office.desk.standing import (
    DeskTexts,
    Key,
    kind_named,
    people_of,
    period_of,
    progress_of,
    record_named,
    texts_for,
)
from rapporteur.interfaces.office.desk.words import (
    ALL_DONE,
    HIDDEN,
    NO_SOURCE,
    OPEN_TEXTS,
    PAGE,
    PROGRESS,
    SIGNS,
    STATES,
)
from rapporteur.records.reports.models import Report

ROWS_A_PAGE = 100
OPEN = "OPEN"


@dataclass(frozen=True)
class Cell:
    """How a record stands in a language: in a sign and a word, how many texts are open, where it is worked on."""

    sign: str
    state: str
    open: str
    address: str
    language: str


@dataclass(frozen=True)
class RecordRow:
    """A record: what kind it is, what it is called, a cell for each language."""

    kind: str
    name: str
    cells: tuple[Cell, ...]


def _reader() -> str:
    return get_language() or ENGLISH


def _named(period: Period) -> str:
    return capitalise(format_period(period.start, period.last_day, _reader()))


@require_GET
def index(request: HttpRequest) -> HttpResponseBase:
    """Which report: the newest first."""
    reports = Report.objects.order_by("-period_start", "-period_end")
    periods = [(one.period.code, _named(one.period)) for one in reports]
    return TemplateResponse(request, "office/desk/index.html", {"words": PAGE, "periods": periods})


@require_GET
def matrix(request: HttpRequest, code: str) -> HttpResponseBase:
    """The texts of a period, record by record; only those that are open, unless something else is asked for."""
    by = actor_of(request.user)
    period, reader = period_of(code), _reader()
    texts = texts_for(period, request.user)
    asked = {name: request.GET.get(name, "") for name in ("language", "state", "kind")}
    asked["state"] = request.GET.get("state", OPEN)
    page: Any = Paginator(_wanted(texts, asked), ROWS_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = _rows(texts, code, reader, page.object_list, _asked_languages(texts, asked))
    kinds = list(dict.fromkeys(kind for kind, _ in texts.records))
    context: dict[str, Any] = {
        "words": PAGE, "code": code, "name": _named(period), "page": page, "asked": asked,
        "query": "&".join(f"{name}={value}" for name, value in asked.items()),
        "languages": [(one, language_named(one, reader)) for one in texts.languages],
        "states": [(one.value, say(message, reader)) for one, message in STATES.items()],
        "kinds": [(kind, kind_named(kind)) for kind in kinds],
        "progress": [
            (one, say(PROGRESS, reader, done=one.done, all=one.every)) for one in progress_of(texts, reader)
        ],
        "people": people_of(texts), "can_write": can(by, Right.WRITE_TRANSLATIONS),
        "hidden": say(HIDDEN, reader, count=texts.hidden) if texts.hidden else "",
        "without_source": say(NO_SOURCE, reader, count=texts.without_source) if texts.without_source else "",
    }  # fmt: skip
    return TemplateResponse(request, "office/desk/matrix.html", context)


def _asked_languages(texts: DeskTexts, asked: dict[str, str]) -> list[str]:
    return [one for one in texts.languages if asked["language"] in ("", one)]


def _wanted(texts: DeskTexts, asked: dict[str, str]) -> list[Key]:
    """Return the records that are asked for by kind, language and state."""
    languages, found = _asked_languages(texts, asked), []
    for key in texts.records:
        states = [texts.worst(key, one) for one in languages]
        wanted = asked["state"] in states or (
            asked["state"] == OPEN and any(one is not Status.DONE for one in states)
        )
        if (wanted or not asked["state"]) and asked["kind"] in ("", key[0]):
            found.append(key)
    return found


def _rows(
    texts: DeskTexts, code: str, reader: str, keys: Sequence[Key], languages: Sequence[str]
) -> list[RecordRow]:
    """Return a row for each of some records: those of a page."""
    rows = []
    for key in keys:
        of_record = texts.records[key]
        name = record_named(of_record, (reader, texts.matrix.source))
        cells = []
        for language in languages:
            state, count = texts.worst(key, language), texts.open_texts(key, language)
            cells.append(
                Cell(
                    SIGNS[state],
                    say(STATES[state], reader),
                    say(OPEN_TEXTS, reader, count=count) if count > 1 else "",
                    reverse("desk:sheet", args=[code, language, *key]),
                    language_named(language, reader),
                )
            )
        rows.append(RecordRow(kind_named(key[0]), name, tuple(cells)))
    return rows


@require_GET
def go_on(request: HttpRequest, code: str, language: str) -> HttpResponseBase:
    """Lead to the next record that is open in a language, after the one that `after` names."""
    texts = texts_for(period_of(code), request.user)
    if language not in texts.languages:
        raise Http404
    kind, _, record = request.GET.get("after", "").partition("/")
    key = texts.next_open(language, (kind, record))
    if key is None:
        named = language_named(language, _reader())
        if not texts.next_open(language):
            messages.success(request, say(ALL_DONE, _reader(), language=named))
        return redirect(came_from_of(request) or f"{reverse('desk:matrix', args=[code])}?language={language}")
    return redirect(with_way_back(reverse("desk:sheet", args=[code, language, *key]), came_from_of(request)))
