"""Pages for what goes wrong: in the reader's language, without a script, a record or anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import sys
from typing import NamedTuple

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from rapporteur.base.core.database.faults import is_busy, is_not_kept
from rapporteur.base.core.queries import NoAssociation, the_association
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.log import REQUEST
from rapporteur.base.words.catalogues import ENGLISH, LANGUAGES
from rapporteur.base.words.say import say
from rapporteur.interfaces.portal.watching import explain_refusal
from rapporteur.interfaces.portal.words import WORDS as PORTAL_WORDS

STYLE = (
    "body{margin:0;font:400 1.0625rem/1.6 Charter,Georgia,'Times New Roman',serif;color:#15191e;background:#fff}"
    "main{max-width:34rem;margin:18vh auto 0;padding:0 1.5rem}"
    "h1{margin:0 0 1rem;font-size:2rem;line-height:1.2}p{margin:0 0 1rem}"
    ".code{color:#525a64;font-variant-numeric:tabular-nums}a{color:inherit}"
)
_DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


class NoReportYet(Http404):
    """No edition is frozen, so that there is no page to lead to."""


class Words(NamedTuple):
    """What a page says; without a `way_out` there is nowhere to go."""

    title: str
    text: str
    way_out: str = ""


OFFICE = "/cms/"
"""Where staff work, or are asked to sign in."""


RETRY_AFTER = 10
"""Seconds after which a browser may ask again: most of what is written together takes less."""
_REFERENCE = Message("Reference for whoever runs this site: {request}")
_HOME = Message("Home", context="portal")
WORDS = {
    "NOT_FOUND": (
        Message("Page not found"),
        Message(
            "There is no page and no file at this address. It may have been mistyped, or the report has gone."
        ),
        _HOME,
    ),
    "NO_REPORT": (
        Message("No report yet"),
        Message("The reports of this network stand here as soon as the first of them is published."),
        Message("For its staff: sign in"),
    ),
    "FAILED": (
        Message("Something went wrong"),
        Message("This page cannot be shown at the moment. The fault is ours; please try again later."),
        _HOME,
    ),
    "BUSY": (
        Message("One moment, please"),
        Message(
            "Much is being written at the moment. Please try again in some seconds; if you sent a form, send it again: "
            "nothing of it was kept."
        ),
    ),
    "NOT_ALLOWED": (
        Message("Not for this account"),
        Message("Your account may not see this page. Whoever manages accounts can give it a role that may."),
        Message("To the start page"),
    ),
    "REFUSED": (
        Message("Not allowed"),
        Message("This request was refused. Please go back, load the page again and repeat what you did."),
        _HOME,
    ),
    "TOO_LARGE": (
        Message("Too large"),
        Message("What was sent is larger than anything that is taken here. Please send a smaller file."),
        _HOME,
    ),
    "NOT_KEPT": (
        Message("Not readable"),
        Message(
            "What was sent holds a character that cannot be kept. Please go back and write it again, without it: "
            "nothing of it was kept."
        ),
    ),
}
"""By what went wrong: title, text, and where to go from here."""
WAYS = {"NO_REPORT": OFFICE, "NOT_ALLOWED": OFFICE}
"""Where a page leads that does not lead home."""
REFERRED = frozenset({"FAILED", "BUSY", "REFUSED", "NOT_ALLOWED"})
"""What is noted in the log, under the id that the page shows."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense, or brings too much."""
    explain_refusal(request, type(exception).__name__)
    if isinstance(exception, RequestDataTooBig):
        return _page(request, "TOO_LARGE", 413)
    if is_not_kept(exception):
        return _page(request, "NOT_KEPT", 400)
    return _page(request, "REFUSED", 400)


def refused(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer a request that is not allowed, or whose form is not known to come from here."""
    explain_refusal(request, type(exception).__name__ if exception else "UnknownForm")
    return _page(request, "NOT_ALLOWED" if exception else "REFUSED", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request for what is not there."""
    return _page(request, "NO_REPORT" if isinstance(exception, NoReportYet) else "NOT_FOUND", 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that the program could not answer; where the database had no time, it may be asked again."""
    if not is_busy(sys.exc_info()[1]):
        return _page(request, "FAILED", 500)
    response = _page(request, "BUSY", 503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def languages_of_reader(request: HttpRequest) -> list[str]:
    """Return the codes of the languages that the reader's browser asks for, the first choice first."""
    header = request.headers.get("Accept-Language", "")
    return [part.split(";")[0].split("-")[0].strip().lower() for part in header.split(",")]


def _page(request: HttpRequest, key: str, status: int) -> HttpResponse:
    """Make the page, in the language of the address or else the reader's.

    Only where nothing is wrong but the address is the database asked, for the languages that the site has.
    """
    asked = [*request.path.split("/")[1:3], *languages_of_reader(request)]
    language = next((one for one in asked if one in LANGUAGES), ENGLISH)
    site = _site(request, language) if key == "NOT_FOUND" else asked[0] if asked[0] in LANGUAGES else ""
    page = get_template("portal/error.html").render(
        {
            "language": language,
            "words": Words(*(say(message, language) for message in WORDS[key])),
            "way": WAYS.get(key, f"/{site}/" if site else "/"),
            "search": f"/{site}/search/" if site and key == "NOT_FOUND" else "",
            "search_words": say(PORTAL_WORDS["search_all"], language),
            "status": "" if key == "NO_REPORT" else status,  # nothing is wrong: it is early
            "reference": say(_REFERENCE, language, request=REQUEST.get()) if key in REFERRED else "",
            "style": mark_safe(STYLE),  # noqa: S308  # ours, and its hash is in the policy
        }
    )
    response = HttpResponse(page, status=status)
    response["Content-Language"] = language
    response["Content-Security-Policy"] = POLICY
    response["Vary"] = "Accept-Language"
    return response


def _site(request: HttpRequest, language: str) -> str:
    """Return the language in which the site goes on: that of the page, or the first that the reader may choose."""
    try:
        offered = the_association().languages
    except (NoAssociation, DatabaseError):
        return ""
    wanted = (language, *languages_of_reader(request))
    return next((one for one in wanted if one in offered), offered[0])
