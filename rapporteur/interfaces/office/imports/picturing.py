"""The page of a PDF beside a question about it: a picture, for whoever may see the question."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from rapporteur.base.core.content import ContentLost
from rapporteur.intake.importing.actions import store
from rapporteur.intake.importing.models import ImportDoubt
from rapporteur.intake.importing.page_images import NoPicture, page_image
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.imports.pages import import_for
from rapporteur.interfaces.office.imports.questions import page_of, words_on_page
from rapporteur.interfaces.office.imports.standing import visible_types

SECONDS = 24 * 60 * 60
"""For which a browser keeps a picture: as long as somebody answers the questions of a report."""


@require_GET
def page(request: HttpRequest, number: int, doubt: int) -> HttpResponseBase:
    """The page on which a question was read, its passage marked: cut around it, or with `whole` all of it."""
    by = actor_of(request.user)
    of = import_for(by, number)
    asked = ImportDoubt.objects.filter(item__of=of, item__record_type__in=visible_types(by))
    found = get_object_or_404(asked.select_related("item__of"), pk=doubt)
    on = page_of(of, found.item.provenance)
    if not on:
        raise Http404
    try:
        picture = page_image(store(), of.sha256, on, words_on_page(found), whole="whole" in request.GET)
    except (NoPicture, ContentLost) as without:
        raise Http404(str(without)) from without
    response = HttpResponse(picture, content_type="image/webp")
    response["Cache-Control"] = f"private, max-age={SECONDS}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
