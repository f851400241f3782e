"""Inviting: who was invited, a new invitation with its link, taking one back; and the page on which it is taken up."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from allauth.utils import build_absolute_uri
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.mail import send_mail
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import override
from django.views.generic import FormView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from rapporteur.base.core.permissions import ROLES, Role
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import LANGUAGES
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.codes import region_named, regions_by_name
from rapporteur.interfaces.office.pages.refusals import REFUSALS, refuse, sentence
from rapporteur.interfaces.office.signing.again import AsksAgain
from rapporteur.interfaces.office.signing.views import mail_leaves
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.accounts.actions import accept_invitation, invitation_with, invite, revoke_invitation
from rapporteur.records.accounts.models import Invitation
from rapporteur.records.accounts.refusals import InvitationNotValid
from rapporteur.records.accounts.shapes import InvitationShape

LONGEST_DAYS = 30
"""An invitation that lies in a mailbox for longer is a key that somebody has forgotten."""
INVITED = "office_invitation"
"""In a session: what the link ended in that was opened."""
LANGUAGE_NAMES = {"en": "English", "fr": "Français", "es": "Español"}
ON_ITS_WAY = Message("A mail with the link is on its way to {address}.", context="account")
BY_HAND = Message("No mail is sent to {address}: hand the link on yourself.", context="account")
SUBJECT = Message("An account for you", context="account")
BODY = Message(
    "Hello,\n\n{name} invites you to make an account with the role “{role}”. Open this address, which works once and "
    "until {day}:\n\n{link}\n\nIf you expect no invitation, leave this mail be.",
    context="account",
)


class InvitationForm(forms.Form):
    """Who is invited, as what, in which language, for how long."""

    email = forms.EmailField(label=label(Message("Mail address", context="account")))
    role = forms.ChoiceField(label=label(Message("Role", context="account")))
    region = forms.ChoiceField(
        label=label(Message("Region", context="office")),
        required=False,
        help_text=label(Message("For a role that is bound to one.", context="account")),
    )
    language = forms.ChoiceField(
        label=label(Message("Language", context="account")),
        choices=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGES],
    )
    days = forms.IntegerField(
        label=label(Message("Days until it is over", context="account")),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=7,
    )
    by_mail = forms.BooleanField(
        label=label(Message("Send it by mail", context="account")), required=False, initial=True
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        roles = ((role.value, label(ROLES[role])) for role in Role)
        fields["role"].choices = [("", "—"), *roles]  # nobody becomes an administrator by an untouched form
        fields["region"].choices = [("", "—"), *regions_by_name()]
        if not mail_leaves():
            del self.fields["by_mail"]


class InvitationsView(AsksAgain, WagtailAdminTemplateMixin, FormView[InvitationForm]):
    """Those who are invited, and the form for one more; the link of a new one is shown once."""

    form_class = InvitationForm
    template_name = "office/people/invitations.html"
    page_title = label(Message("Invitations", context="account"))
    header_icon = "mail"
    breadcrumbs_items: ClassVar[list[Any]] = []

    def form_valid(self, form: Any) -> HttpResponse:
        """Invite; tell at the form what stands against it."""
        values = dict(form.cleaned_data)
        by_mail = values.pop("by_mail", False)
        try:
            invited = invite(
                by=actor_of(self.request.user), invitation=InvitationShape(**values), at=timezone.now()
            )
        except REFUSALS as refused:
            refuse(form, refused)
            return self.form_invalid(form)
        path = reverse("office_take_up", kwargs={"token": invited.token})
        link = build_absolute_uri(self.request, path)
        if by_mail:
            who: Any = self.request.user
            send_invitation(invited.invitation, link, who.get_full_name() or str(who))
        page = self.get_context_data(
            form=InvitationForm(),
            link=link,
            invited=invited.invitation,
            told=say(ON_ITS_WAY if by_mail else BY_HAND, reader(), address=invited.invitation.email),
        )
        return self.render_to_response(page)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the invitations that wait, and the last that do not."""
        now, regions = timezone.now(), dict(regions_by_name())
        rows = [
            (
                one,
                regions.get(one.region_code, one.region_code),
                _state(one, now),
                format_day(timezone.localtime(one.expires_at).date(), reader()),
            )
            for one in Invitation.objects.order_by("-invited_at", "-pk")[:100]
        ]
        return {**super().get_context_data(**kwargs), "rows": rows, "header_title": self.page_title}


def _state(one: Invitation, now: datetime) -> str:
    """Return how far an invitation has come: a word, with a sign before it."""
    if one.accepted_at is not None:
        message = Message("● taken up", context="account")
    elif one.revoked_at is not None:
        message = Message("↩ taken back", context="account")
    elif one.expires_at <= now:
        message = Message("○ over", context="account")
    else:
        message = Message("◔ waits", context="account")
    return str(label(message))


def send_invitation(invitation: Invitation, link: str, name: str) -> None:
    """Send an invitation in its language."""
    language = invitation.language
    with override(language):
        body = say(
            BODY,
            language,
            name=name,
            role=ROLES[Role(invitation.role)],
            day=invitation.expires_at.date(),
            link=link,
        )
        send_mail(say(SUBJECT, language), body, settings.DEFAULT_FROM_EMAIL, [invitation.email])


class RevokeView(AsksAgain, View):
    """Taking an invitation back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it back."""
        invitation = get_object_or_404(Invitation, pk=pk)
        revoke_invitation(by=actor_of(request.user), invitation=invitation, at=timezone.now())
        return HttpResponseRedirect(reverse("office_invitations"))


class TakingUpForm(forms.Form):
    """What somebody says of themselves who takes up an invitation."""

    full_name = forms.CharField(
        label=label(Message("First name and family name", context="account")),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    name = forms.CharField(
        label=label(Message("Name to sign in with", context="account")),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=label(Message("Password", context="account")),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=label(
            Message(
                "Twelve characters or more; none that many people have, however dressed up.",
                context="account",
            )
        ),
    )


class TakingUpView(FormView[TakingUpForm]):
    """Where an invitation is taken up; its token moves from the address into the session: no link passes it on."""

    form_class = TakingUpForm
    template_name = "account/take_up.html"
    success_url = reverse_lazy("account_login")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let in who has a valid invitation, and is nobody yet."""
        if token := kwargs.get("token"):
            request.session[INVITED] = token
            return HttpResponseRedirect(reverse("office_taking_up"))
        self.token = request.session.get(INVITED, "")
        try:
            self.invitation = invitation_with(self.token, timezone.now())
        except InvitationNotValid as refused:
            context = {"refused": sentence(refused)}
            return self.render_to_response(context, status=410)
        with override(self.invitation.language):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response

    def get_initial(self) -> dict[str, Any]:
        """Suggest a name."""
        return {"name": self.invitation.email.partition("@")[0]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form and who is invited."""
        named = {
            "role": label(ROLES[Role(self.invitation.role)]),
            "region": region_named(self.invitation.region_code),
        }
        return {**super().get_context_data(**kwargs), "invitation": self.invitation, **named}

    def form_valid(self, form: Any) -> HttpResponse:
        """Make the account; it is signed in with like any other."""
        try:
            accept_invitation(token=self.token, at=timezone.now(), **form.cleaned_data)
        except REFUSALS as refused:
            refuse(form, refused)
            return self.form_invalid(form)
        self.request.session.pop(INVITED, None)
        done = Message("Your account is made. Sign in with it.", context="account")
        messages.success(self.request, str(label(done)))
        return super().form_valid(form)
