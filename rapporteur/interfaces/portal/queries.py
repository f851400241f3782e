"""What stands in the query of an address, before any view reads it: what no database can be asked is not handed on.

Wagtail's lists, windows and completions each read their own search box; here they are held to one measure.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from rapporteur.base.core.database.faults import is_not_kept
from rapporteur.base.values.search import as_typed
from rapporteur.interfaces.portal.errors import bad_request

SEARCHED = ("q", "term", "query")
"""By what name boxes send what somebody looks for: lists and windows, completions of tags, Wagtail's search."""

_KEY = re.compile(r"[0-9]{1,18}|all", re.ASCII)
"""What names a record in an address, or every one of a list; larger numbers no database has."""


class QueriesMiddleware:
    """Cuts what is looked for to what a search takes; refuses keys and characters that no database has."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with what was cut in the box of the page, so that who looks sees what was looked for."""
        if "\0" in request.path_info:
            raise Http404("no address holds a character without a sign")
        if any("\0" in one for values in request.GET.lists() for one in (values[0], *values[1])):
            raise BadRequest("a character that stands in no text")
        if any(not _KEY.fullmatch(key) for key in request.GET.getlist("id")):
            raise BadRequest("no record has such a key")
        cut = {
            name: typed
            for name in SEARCHED
            if name in request.GET and (typed := as_typed(request.GET[name])) != request.GET[name]
        }
        if cut:
            asked = request.GET.copy()
            for name, typed in cut.items():
                asked[name] = typed
            request.GET = asked  # type: ignore[assignment]  # Django's own is not to be changed
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer what fails for a character that nothing keeps: half a letter in JSON, a zero byte in anything."""
        return bad_request(request, exception) if is_not_kept(exception) else None
