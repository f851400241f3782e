"""Closing an account: what it was at goes to somebody else in the same step."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from rapporteur.base.core.database.collation import in_order_of
from rapporteur.base.values.collation import sort_key
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.table import VIEWS
from rapporteur.interfaces.office.pages.refusals import REFUSALS, refuse
from rapporteur.interfaces.office.signing.again import AsksAgain
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.accounts.actions import close_account
from rapporteur.records.accounts.handing_over import drafts_of, follow_ups_of, reviews_of
from rapporteur.records.accounts.shapes import ClosingShape
from rapporteur.records.governance.models import FocalPoint, Person

DONE = Message(
    "The account {name} is closed. Handed over: drafts {drafts}, reviews {reviews}, follow-ups {follow_ups}, regions "
    "{regions}.",
    context="account",
)


class ClosingForm(forms.Form):
    """Who takes over, and why."""

    to = forms.ChoiceField(
        label=label(Message("Who takes over drafts, reviews and follow-ups", context="account")),
        required=False,
    )
    person = forms.ChoiceField(
        label=label(Message("As which person the account looks after regions", context="account")),
        required=False,
    )
    successor = forms.ChoiceField(
        label=label(Message("Who looks after them from today on", context="account")), required=False
    )
    reason = forms.CharField(
        label=label(Message("Reason", context="office")),
        max_length=200,
        help_text=label(Message("Stays in the history.", context="office")),
    )

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        others = get_user_model()._default_manager.filter(is_active=True).exclude(pk=account.pk)
        names = others.order_by("username").values_list("username", flat=True)
        fields["to"].choices = [("", "—"), *((name, name) for name in names)]
        today, key = timezone.now().date(), sort_key(reader())
        looking = FocalPoint.objects.in_force(today).values_list("person__slug", "person__name")
        fields["person"].choices = [("", "—"), *sorted(set(looking), key=lambda one: (key(one[1]), one[0]))]
        people = Person.objects.order_by(in_order_of("name", reader()), "slug").values_list("slug", "name")
        fields["successor"].choices = [("", "—"), *people]
        alike = [slug for slug, name in set(looking) if name == account.get_full_name()]
        self.initial.setdefault("person", alike[0] if len(alike) == 1 else "")


class ClosingView(AsksAgain, WagtailAdminTemplateMixin, FormView[ClosingForm]):
    """The form on which an account is closed, with what it is at."""

    form_class = ClosingForm
    template_name = "office/people/closing.html"
    page_title = label(Message("Close the account", context="account"))
    header_icon = "user"
    breadcrumbs_items: ClassVar[list[Any]] = []

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the account."""
        super().setup(request, *args, **kwargs)
        self.account = get_object_or_404(get_user_model(), pk=kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Return whose account it is."""
        return str(self.account.get_username())

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form of the account."""
        return {**super().get_form_kwargs(), "account": self.account}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the account is at."""
        return {
            **super().get_context_data(**kwargs),
            "drafts": [str(one) for one in drafts_of(self.account)],
            "reviews": [str(one.content_object) for one in reviews_of(self.account)],
            "follow_ups": [one.text for one in follow_ups_of(self.account)],
        }

    def form_valid(self, form: Any) -> HttpResponse:
        """Close it; tell at the form what stands against it."""
        closing = ClosingShape(account=self.account.get_username(), **form.cleaned_data)
        try:
            done = close_account(
                by=actor_of(self.request.user), closing=closing, views=VIEWS, at=timezone.now()
            )
        except REFUSALS as refused:
            refuse(form, refused)
            return self.form_invalid(form)
        values = {**done.as_dict(), "regions": done.focal_points}
        name = self.account.get_username()
        messages.success(self.request, say(DONE, get_language() or ENGLISH, name=name, **values))
        return HttpResponseRedirect(reverse("wagtailusers_users:index"))
