"""Steps of a review, taken by verbs: Wagtail asks its task who may, the verb asks the table."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.snippets.views.snippets import WorkflowActionView

from rapporteur.base.core.editorial import NotInReview
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.looking import OneRecord
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.interfaces.office.pages.saving import is_published_now, take_step
from rapporteur.interfaces.office.reviews.lacking import BlocksReport, check_blocks_nothing
from rapporteur.interfaces.office.reviews.queue import draft_of
from rapporteur.interfaces.office.typed import reader


class ReviewStepView(OneRecord, WorkflowActionView):
    """A step of a review; an approval that would publish what cannot be published says why and changes nothing."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take the step, or ask for its comment again."""
        in_window = request.headers.get("x-requested-with") == "XMLHttpRequest"
        comment = ""
        if self.form_class:
            form = self.form_class(request.POST)
            if not form.is_valid() and self.action_modal and in_window:
                return cast(HttpResponseBase, self.render_modal_form(request, form))
            comment = form.cleaned_data.get("comment", "")
        try:
            with transaction.atomic():
                self._take(comment)
        except BlocksReport as asked:
            messages.warning(request, sentence(asked))
            self.redirect_url = reverse("reviews:review", args=[self.model._meta.model_name, self.object.pk])
        except REFUSALS as refused:
            messages.error(request, sentence(refused))
        if in_window:
            told = self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
            return cast(HttpResponseBase, told)
        return redirect(self.redirect_url)

    def _take(self, comment: str) -> None:
        rights, current = DOORS[self.model].editorial, self.object.current_workflow_task_state
        if rights is None or current is None or current.pk != self.task_state.pk:
            raise NotInReview(self.object)  # an address of another step, or another record's
        by = actor_of(self.request.user)
        take_step(self.action_name, self.object, by=by, rights=rights, comment=comment)
        if self.action_name == "approve" and is_published_now(self.object):
            check_blocks_nothing(draft_of(self.object), reader())
