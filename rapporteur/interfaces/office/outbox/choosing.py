"""Which mails come to oneself, and when: a page of one's own account, to which every mail leads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views.generic import FormView

from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.outbox.words import CHOSEN, DAYS
from rapporteur.interfaces.office.signing.views import mail_leaves
from rapporteur.interfaces.office.words import label
from rapporteur.records.outbox.actions import choose_mails
from rapporteur.records.outbox.models import MailChoice
from rapporteur.records.outbox.shapes import MailChoiceShape


class MailChoiceForm(forms.Form):
    """What comes at once, and when the digest comes."""

    returned_at_once = forms.BooleanField(
        label=label(Message("At once when something is returned to me", context="mail")), required=False
    )
    waiting_at_once = forms.BooleanField(
        label=label(Message("At once when something waits for me", context="mail")), required=False
    )
    digest = forms.ChoiceField(
        label=label(Message("A digest of all that waits", context="mail")),
        choices=[(days.value, DAYS[days]) for days in DAYS],
        help_text=label(
            Message(
                "One mail a day, none when nothing waits. Of contributions that are called for you are reminded in "
                "any case, 14 and 7 days before they are due, on the day, and 3 days after.",
                context="mail",
            )
        ),
    )
    hour = forms.TypedChoiceField(
        label=label(Message("From this hour of your day", context="mail")),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        coerce=int,
    )


@method_decorator(login_required, name="dispatch")
class MailChoiceView(FormView[MailChoiceForm]):
    """One's own choice, as oneself, whoever one acts for."""

    form_class = MailChoiceForm
    template_name = "account/mails.html"
    success_url = reverse_lazy("office_mails")

    def get_initial(self) -> dict[str, Any]:
        """Return what was chosen, or what holds where nothing was."""
        user: Any = self.request.user
        found = MailChoice.objects.filter(account=user).first() or MailChoice(account=user)
        return {name: getattr(found, name) for name in MailChoiceForm.base_fields}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and what keeps mails from coming at all."""
        user: Any = self.request.user
        context = super().get_context_data(**kwargs)
        return {**context, "mail_leaves": mail_leaves(), "has_address": bool(user.email)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the choice."""
        choose_mails(by=actor_with_roles(self.request.user), choice=MailChoiceShape(**form.cleaned_data))
        messages.success(self.request, say(CHOSEN, get_language() or ENGLISH))
        return super().form_valid(form)
