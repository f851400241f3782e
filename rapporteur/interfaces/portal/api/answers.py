"""How the API answers: in JSON, a page of rows after another, told what is wrong in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from rapporteur.base.core.models import Association
from rapporteur.base.core.queries import NoAssociation, the_association
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say, say_failure
from rapporteur.interfaces.portal.taking.rows import Rows
from rapporteur.interfaces.portal.visit import Visit, answered
from rapporteur.interfaces.portal.words import CITATION_OF_PAGE, PAGES

MOST, USUAL = 500, 100
"""Rows of an answer at most, and where nobody says how many."""
PROBLEM = "application/problem+json"  # RFC 9457
_OF_ALL = frozenset({"language", "limit", "after"})
_NO_LANGUAGE = Message("There is nothing in “{language}”: expected one of {expected}.")
_NO_FILTER = Message("There is no filter “{name}” here: expected one of {expected}.")
_NO_VALUE = Message("A filter asks for something that there is not.")
_NO_LIMIT = Message("“limit” is a number from 1 to {most}.")
_NO_PLACE = Message("“after” is what “next” of the answer before gives, unchanged.")
_READ_ONLY = Message("Here one reads: expected GET.")
_NOTHING = Message("There is nothing at this address.")


class WrongQuestion(Foreseeable, ValueError):
    """What is asked for cannot be answered; `status` is what HTTP calls that."""

    status = HTTPStatus.BAD_REQUEST


class NothingThere(WrongQuestion):
    """There is nothing at an address of the API."""

    status = HTTPStatus.NOT_FOUND


class ReadOnly(WrongQuestion):
    """Something is to be written where one reads."""

    status = HTTPStatus.METHOD_NOT_ALLOWED


class Slice(NamedTuple):
    """Some rows of a list, how many there are in all, and after which the next ones come: nothing at the end."""

    rows: Rows
    total: int
    last: str


List = Callable[[Visit, int, str], Slice]


def reads(part: str, *filters: str) -> Callable[[List], Callable[..., HttpResponse]]:
    """Make an address of the API of a list: it takes these filters, and answers in any language of the association."""

    def decorate(list_rows: List) -> Callable[..., HttpResponse]:
        @wraps(list_rows)
        def answer(request: HttpRequest) -> HttpResponse:
            if request.method == "OPTIONS":
                return _open(HttpResponse(status=HTTPStatus.NO_CONTENT))
            return _open(_answer(request, part, frozenset(filters), list_rows))

        return answer

    return decorate


def _answer(request: HttpRequest, part: str, filters: frozenset[str], list_rows: List) -> HttpResponse:
    language = ENGLISH
    try:
        if request.method not in ("GET", "HEAD"):
            raise ReadOnly(_READ_ONLY)
        association = _association()
        language = _language(request, association)
        limit = _checked(request, filters)
        today = timezone.localdate()

        def make(state: str) -> HttpResponse:
            visit = Visit(request, association, language, today, state)
            return _listed(visit, part, list_rows(visit, limit, request.GET.get("after", "")))

        return answered(request, today, make, language)
    except WrongQuestion as wrong:
        return _problem(wrong.status, say_failure(wrong, language))
    except Http404:
        return _problem(HTTPStatus.BAD_REQUEST, say(_NO_VALUE, language))


def _association() -> Association:
    try:
        return the_association()
    except NoAssociation as error:
        raise NothingThere(_NOTHING) from error


def _language(request: HttpRequest, association: Association) -> str:
    language = request.GET.get("language", "") or association.source_language
    if language not in association.languages:
        raise WrongQuestion(_NO_LANGUAGE, language=language, expected=", ".join(association.languages))
    return language


def _checked(request: HttpRequest, filters: frozenset[str]) -> int:
    """Return how many rows are asked for; raise WrongQuestion for a filter that there is not."""
    known = filters | _OF_ALL
    for name in request.GET:
        if name not in known:
            raise WrongQuestion(_NO_FILTER, name=name, expected=", ".join(sorted(known)))
    asked = request.GET.get("limit", str(USUAL))
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 6 and 1 <= int(asked) <= MOST):
        raise WrongQuestion(_NO_LIMIT, most=str(MOST))
    return int(asked)


def after_key(rows: Rows, key: Callable[[dict[str, Any]], str], limit: int, after: str) -> Slice:
    """Return the rows of a list that follow one, in the order of their keys, which are each another."""
    ordered = sorted(rows, key=key)
    if after:
        ordered = [row for row in ordered if key(row) > after]
    some = ordered[:limit]
    return Slice(some, len(rows), key(some[-1]) if len(ordered) > limit else "")


def wrong_place() -> WrongQuestion:
    """Return the fault of an `after` that no answer has given."""
    return WrongQuestion(_NO_PLACE)


def _listed(visit: Visit, part: str, found: Slice) -> HttpResponse:
    title = visit.tell(PAGES[part])
    source = visit.absolute(visit.to(part))
    about = {
        "title": title,
        "association": visit.text(visit.association.name),
        "language": visit.language,
        "as_of": visit.today.isoformat(),
        "licence": visit.association.licence,
        "source": source,
        "citation": visit.tell(
            CITATION_OF_PAGE, association=visit.text(visit.association.name), title=title, day=visit.today,
            address=source,
        ),
        "of": found.total,
        "next": _next(visit, found.last) if found.last else None,
        "rows": found.rows,
    }  # fmt: skip
    return HttpResponse(json.dumps(about, ensure_ascii=False, indent=1), content_type="application/json")


def _next(visit: Visit, last: str) -> str:
    query = visit.request.GET.copy()
    query["after"] = last
    return visit.absolute(f"{visit.request.path}?{query.urlencode()}")


def _problem(status: int, detail: str) -> HttpResponse:
    about = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
    }
    response = HttpResponse(json.dumps(about, ensure_ascii=False), content_type=PROBLEM, status=status)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = "GET, HEAD, OPTIONS"
    return response


def _open(response: HttpResponse) -> HttpResponse:
    """Allow every site to read an answer: it holds nothing that is not public, and knows nobody."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    return response


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Tell a program that there is nothing at an address of the API."""
    return _open(_problem(HTTPStatus.NOT_FOUND, say(_NOTHING, ENGLISH)))
