"""Deleting and withdrawing: by verbs that ask who may and why, and keep in the trail what there was."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.views.snippets import DeleteView, UnpublishView

from rapporteur.base.core import editorial
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.door import DELETE, PUBLISH
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.looking import OneRecord
from rapporteur.interfaces.office.pages.refusals import REFUSALS, ReasonForm, refuse
from rapporteur.interfaces.office.policies import RecordPolicy
from rapporteur.interfaces.office.selection.pages import keys_of


class RecordDeleteView(OneRecord, DeleteView):
    """The deletion of a record that nothing refers to; others are ended instead."""

    needs = DELETE
    form_class = ReasonForm
    template_name = "office/confirm_delete.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete it; tell at the form what refers to it."""
        target, told = self.get_success_url(), self.get_success_message()
        try:
            DOORS[self.model].delete(actor_of(self.request.user), self.object, form.cleaned_data["reason"])
        except REFUSALS as refused:
            refuse(form, refused)
            refusal: HttpResponse = self.form_invalid(form)
            return refusal
        messages.success(self.request, told)
        return redirect(target)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows; it offers the form also where something refers to the record, to say what."""
        return {**super().get_context_data(**kwargs), "is_protected": False}


class RecordBulkDelete(DeleteBulkAction):
    """The deletion of many records at once: of all of them, or of none."""

    form_class = ReasonForm
    template_name = "office/confirm_bulk_delete.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever may delete none of this kind; the page would name the records."""
        if not RecordPolicy(self.model).user_has_permission(request.user, DELETE):
            raise PermissionDenied
        keys_of(request.GET)  # not for a whole list, of which the page shows a part
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def check_perm(self, snippet: Any) -> bool:
        """Tell whether this one may be deleted."""
        return RecordPolicy(self.model).user_has_permission_for_instance(self.request.user, DELETE, snippet)

    def prepare_action(self, objects: Any, objects_without_access: Any) -> None:
        """Do nothing before: the verb says what refers to a record, Wagtail would send whoever asks away."""

    @classmethod
    def execute_action(cls, objects: Any, **kwargs: Any) -> tuple[int, int]:
        """Delete the records, within the transaction of the form."""
        view = kwargs["self"]
        by, reason = actor_of(view.request.user), view.cleaned_form.cleaned_data["reason"]
        for record in objects:
            DOORS[view.model].delete(by, record, reason)
        return len(objects), 0

    def form_valid(self, form: Any) -> HttpResponse:
        """Delete them; tell at the form what refers to one of them."""
        try:
            with transaction.atomic():
                response: HttpResponse = super().form_valid(form)
        except REFUSALS as refused:
            del self._actionable_objects  # which have lost their keys on the way
            refuse(form, refused)
            response = self.form_invalid(form)
        return response


class WithdrawView(OneRecord, UnpublishView):
    """The withdrawal of what is published, with the reason."""

    needs = PUBLISH
    template_name = "office/confirm_withdraw.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw it."""
        self.form = ReasonForm(request.POST)
        rights = DOORS[self.model].editorial
        if rights is None or not self.form.is_valid():
            return self._again()
        try:
            editorial.withdraw(
                self.object,
                by=actor_of(request.user),
                rights=rights,
                reason=self.form.cleaned_data["reason"],
            )
        except REFUSALS as refused:
            refuse(self.form, refused)
            return self._again()
        messages.success(request, self.get_success_message(), buttons=self.get_success_buttons())
        return redirect(self.get_next_url())

    def _again(self) -> HttpResponse:
        page: HttpResponse = self.render_to_response(self.get_context_data())
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with what the page says beside it."""
        form = getattr(self, "form", None) or ReasonForm()
        return {**super().get_context_data(**kwargs), "form": form}
