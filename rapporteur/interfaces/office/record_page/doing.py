"""The page on which a verb is done with a record: its form, and what the verb refuses said at it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.snippets.views.snippets import InspectView

from rapporteur.base.core.permissions import can
from rapporteur.base.core.reach import reaches
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.looking import OneRecord
from rapporteur.interfaces.office.pages.refusals import REFUSALS, refuse
from rapporteur.interfaces.office.record_page import course_verbs, jury_words
from rapporteur.interfaces.office.record_page.admissions import words as admission_words
from rapporteur.interfaces.office.record_page.agenda import words as agenda_words
from rapporteur.interfaces.office.record_page.contacts import verbs as contact_verbs
from rapporteur.interfaces.office.record_page.form_verb import FormVerb, VerbForm
from rapporteur.interfaces.office.record_page.verb_forms import FORM_VERBS
from rapporteur.interfaces.office.record_page.verb_words import BOXES, DONE
from rapporteur.interfaces.office.record_page.verbs import address_of
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

SAID = (
    DONE | jury_words.DONE | agenda_words.DONE | admission_words.DONE | contact_verbs.DONE | course_verbs.DONE
)
"""What is said when a verb is done, by its name."""
DOTS = " …\u00a0\u202f"
"""At the end of a button they say that a form follows; at the head of that form they say nothing."""


class DoView(OneRecord, InspectView):
    """A verb with a record: its form; sent, it is done, or the form says why not and keeps what was typed."""

    def get_template_names(self) -> list[str]:
        """Return the page of the form."""
        return [self.form.template]

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Return none of Wagtail's own."""
        return []

    def get_page_title(self) -> Any:
        """Return what is done."""
        return str(label(self.verb.label)).rstrip(DOTS)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer for a verb of the kind, for whoever may do it with this record."""
        by = actor_of(request.user)
        verb = next((one for one in FORM_VERBS.get(self.model, ()) if one.name == kwargs["verb"]), None)
        if verb is None or not can(by, verb.right) or not reaches(by, verb.right, self.object):
            raise Http404
        self.verb: FormVerb = verb
        self.form: VerbForm = verb.form(self.object, request.POST or None)
        self.form.by = by
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it."""
        form, hindrance = self.form, self.verb.hindrance(self.object)
        if hindrance is not None:
            form.add_error(None, say(hindrance, reader()))
        if form.is_valid() and hindrance is None:
            try:
                with transaction.atomic():
                    form.do(actor_of(request.user))
            except REFUSALS as refused:
                refuse(form, refused, otherwise=form.day_field)
            else:
                messages.success(request, say(SAID[self.verb.name], reader(), **form.done()))
                return redirect(self._came_from)
        page: HttpResponse = self.render_to_response(self.get_context_data())
        return page

    @property
    def _came_from(self) -> str:
        """Where one came from (the findings of a report): told in the address, else the page of the record."""
        came_from: str = get_valid_next_url_from_request(self.request)
        return came_from or address_of(self.model, "inspect", self.object.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, or why the verb cannot be done now."""
        hindrance = self.verb.hindrance(self.object)
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "words": BOXES | jury_words.BOXES,
            "name": called(self.object),
            "form": self.form,
            "verb": label(self.verb.label),
            "hindrance": say(hindrance, reader()) if hindrance is not None else "",
            "back": self._came_from,
        }
