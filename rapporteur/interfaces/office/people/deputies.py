"""Deputies: who acts for oneself while one is away, for whom one may act oneself, and beginning and ending to do so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST
from django.views.generic import FormView

from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import day_after
from rapporteur.interfaces.office.pages.refusals import REFUSALS, refuse
from rapporteur.interfaces.office.signing.acting import ACTS_FOR, deputies_in_force
from rapporteur.interfaces.office.signing.again import AsksAgain, asks_again
from rapporteur.interfaces.office.words import label
from rapporteur.records.accounts.actions import appoint_deputy, end_deputy
from rapporteur.records.accounts.models import Deputy
from rapporteur.records.accounts.shapes import DeputyShape


class Colleague(forms.ModelChoiceField[Any]):
    """An open account of the office, by the name that stands in its trail too; no mail address is taken or shown."""

    def label_from_instance(self, obj: Any) -> str:
        """Return what an account is called."""
        return obj.get_full_name() or str(obj.get_username())


class DeputyForm(forms.Form):
    """Who acts for oneself, from the first to the last day.

    Colleagues are chosen from a list: a field to type in would tell of any name and mail address whether it has an
    account.
    """

    deputy = Colleague(
        get_user_model()._default_manager.none(), label=label(Message("Colleague", context="account"))
    )
    first = forms.DateField(
        label=label(Message("From", context="account")), widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=label(Message("Up to and with", context="account")),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, account: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["deputy"]
        chosen.queryset = colleagues_of(account)


def colleagues_of(account: Any) -> QuerySet[Any]:
    """Return the open accounts with a role but one's own; nobody for an account that has no role itself."""
    working = get_user_model()._default_manager.filter(is_active=True, roles__isnull=False)
    if not working.filter(pk=account.pk).exists():
        return working.none()
    return working.exclude(pk=account.pk).distinct().order_by("last_name", "first_name", "username")


@method_decorator(login_required, name="dispatch")
class DeputiesView(AsksAgain, FormView[DeputyForm]):
    """One's own deputies with the form for another, and for whom one may act."""

    form_class = DeputyForm
    template_name = "account/deputies.html"
    success_url = reverse_lazy("office_deputies")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return what the form takes: whose colleagues may be chosen."""
        return {**super().get_form_kwargs(), "account": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        """Name a deputy; tell at the form what stands against it."""
        values = form.cleaned_data
        try:
            appoint_deputy(
                by=actor_with_roles(self.request.user),  # as oneself, whoever one acts for
                deputy=DeputyShape(
                    account=self.request.user.get_username(),
                    deputy=values["deputy"].get_username(),
                    start=values["first"],
                    end=day_after(values["last"]),
                ),
            )
        except REFUSALS as refused:
            refuse(form, refused)
            return self.form_invalid(form)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return both lists; days are shown with the last one included."""
        today = timezone.now().date()
        user: Any = self.request.user
        own = (
            Deputy.objects.filter(account=user, end__gt=today)
            .select_related("deputy")
            .order_by("start", "pk")
        )
        return {
            **super().get_context_data(**kwargs),
            "own": [(one, _last_day(one)) for one in own],
            "others": [(one, _last_day(one)) for one in deputies_in_force(user, today)],
        }


def _last_day(deputy: Deputy) -> date:
    assert deputy.end is not None  # noqa: S101  # a constraint
    return deputy.end - timedelta(days=1)


@require_POST
@login_required
@asks_again
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a deputy act no longer, from this moment on."""
    deputy = get_object_or_404(Deputy, pk=pk, account=request.user)
    end_deputy(by=actor_with_roles(request.user), deputy=deputy, on=timezone.now().date())
    return HttpResponseRedirect(reverse("office_deputies"))


@require_POST
@login_required
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to act for somebody; every request asks again whether that still holds."""
    mine = {one.pk for one in deputies_in_force(request.user, timezone.now().date())}
    if pk not in mine:
        return HttpResponseRedirect(reverse("office_deputies"))
    request.session[ACTS_FOR] = pk
    return HttpResponseRedirect(reverse("wagtailadmin_home"))


@require_POST
@login_required
def act_no_more(request: HttpRequest) -> HttpResponse:
    """Act as oneself again."""
    request.session.pop(ACTS_FOR, None)
    done = Message("You act as yourself again.", context="account")
    messages.success(request, str(label(done)))
    return HttpResponseRedirect(reverse("office_deputies"))
