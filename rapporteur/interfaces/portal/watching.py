"""Requests as the log knows them: each has an id, which stands on the page of an error; what goes wrong is noted."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from rapporteur.base.core.database.faults import database_fault, is_busy
from rapporteur.base.values.running.log import NOBODY, REQUEST, note, note_failure, sentence_of

REFUSED = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN})
HEADER = "X-Request-ID"
NUMBER = 18
"""Digits of a number in an address that is noted: no record has a longer one."""


class RequestsMiddleware:
    """Gives each request an id, and notes those that are refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = REQUEST.set(secrets.token_hex(4))
        try:
            response = self.get_response(request)
            response.headers[HEADER] = REQUEST.get()
            if response.status_code in REFUSED:
                note("refused", level=logging.WARNING, status=response.status_code, **described(request))
            return response
        finally:
            REQUEST.reset(token)


def explain_refusal(request: HttpRequest, reason: str) -> None:
    """Keep, for the log, the name of what a request was refused for."""
    request._refusal = reason  # type: ignore[attr-defined]  # as Django itself keeps things there


def described(request: HttpRequest) -> dict[str, object]:
    """Return who asked for what: the numbers of account and records, and the pattern of the address; nobody's data."""
    match = request.resolver_match
    actor = getattr(
        getattr(request, "_cached_user", None), "pk", None
    )  # never asked for here: it may be why we fail
    found: dict[str, object] = {"actor": actor or NOBODY, "method": request.method}
    found["reason"] = getattr(request, "_refusal", "")
    if match is not None:
        found |= {"route": match.route or "/", "records": ",".join(_numbers(match))}
    return found


def _numbers(match: ResolverMatch) -> Iterator[str]:
    for value in (*match.args, *match.kwargs.values()):
        text = str(value)
        if text.isascii() and text.isdecimal() and len(text) <= NUMBER:
            yield text


def note_exception(sender: object, request: HttpRequest | None = None, **kwargs: object) -> None:
    """Note that a request could not be answered, and where the program failed."""
    error = sys.exc_info()[1]
    if error is None:
        return
    busy = is_busy(error)
    about = described(request) if request is not None else {}
    if fault := database_fault(error):
        about["sentence"] = sentence_of(fault)
    event, level = ("busy", logging.WARNING) if busy else ("failed", logging.ERROR)
    note_failure(event, error, level=level, **about)


def watch() -> None:
    """Hear of every request that fails from now on."""
    got_request_exception.connect(note_exception, dispatch_uid="rapporteur.note_exception")
