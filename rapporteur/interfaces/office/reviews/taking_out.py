"""One published activity as a block of a newsletter and as text for a website, in every language."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET

from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.documents.html import piece as web
from rapporteur.documents.text import piece as newsletter
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.reviews.printing import compile_draft
from rapporteur.interfaces.office.reviews.queue import name_draft
from rapporteur.interfaces.office.reviews.words import PAGE
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.actions import RIGHTS
from rapporteur.records.activities.models import Activity

FORMS = {"txt": "text/plain; charset=utf-8", "html": "text/html; charset=utf-8"}


@dataclass(frozen=True)
class Extract:
    """An activity in one language, as text and as HTML; both empty where it has no such text."""

    language: str
    name: str
    text: str = ""
    html: str = ""


@require_GET
def take_out(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show what stands published of an activity, to be copied; or send one language of it as a file."""
    activity = Activity.objects.filter(pk=pk).first()
    if activity is None or not reaches(actor_of(request.user), RIGHTS.view, activity):
        raise Http404
    extracts = extracts_of(activity) if activity.live else []
    wanted, form = request.GET.get("language"), request.GET.get("as", "")
    if wanted is not None:
        return _file(activity, extracts, wanted, form)
    context = {
        "words": PAGE,
        "name": name_draft(activity, reader()),
        "extracts": extracts,
        "live": activity.live,
        "changed": activity.has_unpublished_changes,
    }
    return TemplateResponse(request, "office/reviews/take_out.html", context)


def extracts_of(activity: Activity) -> list[Extract]:
    """Return what the report prints of a published activity, in each language of the association."""
    compiled, found = compile_draft(activity), []
    for language in association_languages():
        name = language_named(language, reader())
        if language not in activity.title:
            found.append(Extract(language, name))
            continue
        view = compiled.view(activity, language)
        found.append(Extract(language, name, newsletter.render_piece(view), web.render_piece(view, language)))
    return found


def _file(activity: Activity, extracts: list[Extract], language: str, form: str) -> HttpResponse:
    found = next((one for one in extracts if one.language == language and one.text), None)
    if found is None or form not in FORMS:
        raise Http404
    response = HttpResponse(found.html if form == "html" else found.text, content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="{activity.slug}.{language}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
