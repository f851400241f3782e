"""Pages for what goes wrong: in the reader's language, without a script, a record or anything from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.safestring import mark_safe

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
    """No report is built, so that there is no page to lead to."""


class Words(NamedTuple):
    """What a page says; without a `way_out` there is nowhere to go."""

    title: str
    text: str
    way_out: str = ""


WORDS = {
    "en": {
        "NOT_FOUND": Words(
            "Page not found",
            "There is no page and no file at this address. It may have been mistyped, or the report has gone.",
            "To the newest report",
        ),
        "NO_REPORT": Words("No report yet", "No report has been built here yet. Please come back later."),
        "FAILED": Words(
            "Something went wrong",
            "This page cannot be shown at the moment. The fault is ours; please try again later.",
            "To the newest report",
        ),
        "REFUSED": Words(
            "Not allowed",
            "This request was refused. Please go back, load the page again and repeat what you did.",
            "To the newest report",
        ),
    },
    "fr": {
        "NOT_FOUND": Words(
            "Page introuvable",
            "Il n’y a ni page ni fichier à cette adresse. Elle est peut-être mal écrite, ou le rapport n’y est plus.",
            "Vers le dernier rapport",
        ),
        "NO_REPORT": Words(
            "Pas encore de rapport", "Aucun rapport n’a encore été produit ici. Merci de revenir plus tard."
        ),
        "FAILED": Words(
            "Une erreur s’est produite",
            "Cette page ne peut pas être affichée pour le moment. La faute est nôtre. Merci de réessayer plus tard.",
            "Vers le dernier rapport",
        ),
        "REFUSED": Words(
            "Demande refusée",
            "Cette demande a été refusée. Revenez en arrière, rechargez la page et recommencez.",
            "Vers le dernier rapport",
        ),
    },
    "es": {
        "NOT_FOUND": Words(
            "Página no encontrada",
            "No hay ninguna página ni archivo en esta dirección. Quizá esté mal escrita, o el informe ya no está.",
            "Al último informe",
        ),
        "NO_REPORT": Words(
            "Todavía no hay informe",
            "Aquí todavía no se ha generado ningún informe. Vuelva más tarde, por favor.",
        ),
        "FAILED": Words(
            "Se ha producido un error",
            "Esta página no se puede mostrar en este momento. El fallo es nuestro; inténtelo de nuevo más tarde.",
            "Al último informe",
        ),
        "REFUSED": Words(
            "Solicitud rechazada",
            "Esta solicitud ha sido rechazada. Vuelva atrás, recargue la página y repita lo que hizo.",
            "Al último informe",
        ),
    },
}
"""By language, then by what went wrong."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense."""
    return _page(request, "REFUSED", 400)


def refused(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer a request that is not allowed, or whose form is not known to come from here."""
    return _page(request, "REFUSED", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request for what is not there."""
    return _page(request, "NO_REPORT" if isinstance(exception, NoReportYet) else "NOT_FOUND", 404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that the program could not answer."""
    return _page(request, "FAILED", 500)


def accepted_languages(request: HttpRequest) -> list[str]:
    """Return the codes of the languages that the reader's browser asks for, the first choice first."""
    header = request.headers.get("Accept-Language", "")
    return [part.split(";")[0].split("-")[0].strip().lower() for part in header.split(",")]


def _page(request: HttpRequest, key: str, status: int) -> HttpResponse:
    """Make the page, in the language of the address or else the reader's; never by way of the database."""
    asked = [*request.path.split("/")[1:3], *accepted_languages(request)]
    language = next((one for one in asked if one in WORDS), "en")
    page = get_template("portal/error.html").render(
        {
            "language": language,
            "words": WORDS[language][key],
            "status": status,
            "style": mark_safe(STYLE),  # noqa: S308  # ours, and its hash is in the policy
        }
    )
    response = HttpResponse(page, status=status)
    response["Content-Language"] = language
    response["Content-Security-Policy"] = POLICY
    response["Vary"] = "Accept-Language"
    return response
