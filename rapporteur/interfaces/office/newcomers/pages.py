"""The form of a newcomer as a dialog of another page: asked for with what was typed there, sent without leaving it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views import View

from rapporteur.base.core.permissions import NotAllowed, Right, can
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.log.desk import Desk, desk_of
from rapporteur.interfaces.office.log.lookups import organisations_called
from rapporteur.interfaces.office.log.meaning import meaning_of
from rapporteur.interfaces.office.log.typed import Typed
from rapporteur.interfaces.office.newcomers.forms import LONGEST_NAME, NewcomerForm
from rapporteur.interfaces.office.newcomers.words import RECORDED, WORDS
from rapporteur.interfaces.office.pages.refusals import REFUSALS, refuse, sentence


class Newcomer(View):
    """What the dialog shows, and what it sends; both answer in JSON, for the script that opens it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Answer with the form for a name that was typed, or with the reason why it is not for this account."""
        desk = desk_of(request)
        if not can(desk.by, Right.RECORD_MEMBERS):
            return _show(request, None, reason=sentence(NotAllowed(desk.by, Right.RECORD_MEMBERS)))
        name = " ".join(request.GET.get("name", "").split())[:LONGEST_NAME]
        begun = {"name": name, "stage": "CONTACT" if request.GET.get("met") else ""}
        return _show(
            request, NewcomerForm(desk=desk, on=_day(request.GET.get("when", ""), desk), initial=begun)
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Record it and answer with the choice that it is now; else with the form and what is wrong."""
        desk = desk_of(request)
        on = _day(request.POST.get("when", ""), desk)
        form = NewcomerForm(request.POST, desk=desk, on=on)
        if not form.is_valid():
            return _show(request, form)
        try:
            organisation = form.record()
        except REFUSALS as refused:
            refuse(form, refused)
            return _show(request, form)
        choice = organisations_called([organisation.slug], desk, on)[organisation.slug]
        said = say(RECORDED[form.cleaned_data["stage"]], desk.language, name=choice.name)
        return JsonResponse({"value": choice.value, "name": choice.name, "more": choice.more, "said": said})


def _day(when: str, desk: Desk) -> date:
    """Return the first day of what is typed for when it was, where that is settled; else the day of the page."""
    dates = meaning_of(Typed(when=" ".join(when.split())[:100]), desk).dates
    return dates.first_day if dates else min(timezone.localdate(), desk.period.last_day)


def _show(request: HttpRequest, form: NewcomerForm | None, *, reason: str = "") -> HttpResponse:
    context: dict[str, Any] = {"form": form, "reason": reason, "words": WORDS}
    return JsonResponse({"form": render_to_string("office/newcomers/form.html", context, request=request)})
