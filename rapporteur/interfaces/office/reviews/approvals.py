"""The page on which is said what is reviewed, and how many people approve activities of each kind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.reviews.actions import set_reviewed
from rapporteur.interfaces.office.reviews.queue import DRAFTED
from rapporteur.interfaces.office.reviews.words import NUMBERS, PAGE, SET
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.actions import set_approvals
from rapporteur.records.activities.approvals import MOST_APPROVALS, ApprovalRule
from rapporteur.records.activities.enums import ActivityKind
from rapporteur.records.activities.shapes import ApprovalRuleShape


class ReviewedForm(forms.Form):
    """Which kinds of record are reviewed before they are published."""

    prefix = "reviewed"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (model, _) in DRAFTED.items():
            self.fields[name] = forms.BooleanField(
                label=capfirst(str(model._meta.verbose_name_plural)),
                required=False,
                initial=model().get_workflow() is not None,
            )


class ApprovalsForm(forms.Form):
    """A choice between one and two approvals for each kind of activity."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = dict(ApprovalRule.objects.values_list("kind", "approvals"))
        choices = [(number, label(NUMBERS[number])) for number in range(1, MOST_APPROVALS + 1)]
        for kind, name in named(ActivityKind.choices):
            self.fields[kind] = forms.TypedChoiceField(
                label=name, choices=choices, coerce=int, initial=rules.get(kind, 1)
            )


@require_http_methods(["GET", "POST"])
def approvals(request: HttpRequest) -> HttpResponseBase:
    """Show what is reviewed and how many approve each kind, and take what is changed."""
    form, reviewed = ApprovalsForm(request.POST or None), ReviewedForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and reviewed.is_valid():
        by = actor_of(request.user)
        with transaction.atomic():
            for name in reviewed.changed_data:
                model, _ = DRAFTED[name]
                set_reviewed(by=by, kind=model, reviewed=reviewed.cleaned_data[name], language=reader())
            for kind in form.changed_data:
                rule = ApprovalRuleShape(kind=kind, approvals=form.cleaned_data[kind])
                set_approvals(by=by, rule=rule)
        messages.success(request, say(SET, reader()))
        return redirect(reverse("reviews:approvals"))
    context = {"words": PAGE, "form": form, "reviewed": reviewed}
    return TemplateResponse(request, "office/reviews/approvals.html", context)
