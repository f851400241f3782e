"""The pages of signing in, where django-allauth's are not enough."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import LoginView, PasswordResetView
from allauth.socialaccount.providers.openid_connect import views as provider
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.people.welcome import landing_of

DUMMY = "django.core.mail.backends.dummy.EmailBackend"


def mail_leaves() -> bool:
    """Tell whether this installation sends mail at all (RAPPORTEUR_MAIL)."""
    return bool(settings.EMAIL_BACKEND != DUMMY)


class SignInView(LoginView):
    """The sign-in; who is signed in already and has no place in the office is sent to their own account."""

    def get_authenticated_redirect_url(self) -> str:
        """Return where somebody goes who is signed in: a page of the office only who may enter there."""
        target: str = super().get_authenticated_redirect_url()
        office = target.startswith(reverse("wagtailadmin_home"))
        if office and not self.request.user.has_perm(
            "wagtailadmin.access_admin"
        ):  # it would send them back here
            return reverse(landing_of(actor_with_roles(self.request.user).roles))
        return target


class ForgottenView(PasswordResetView):
    """A new password by mail; where no mail leaves, the page says so."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form and whether mail leaves at all."""
        return {**super().get_context_data(**kwargs), "mail_leaves": mail_leaves()}


@method_decorator(login_required, name="dispatch")
class SessionsView(ListUserSessionsView):
    """One's own sessions: all others ended at once, or one of them."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the sessions that are still going on, with when each was last used."""
        return {**super().get_context_data(**kwargs), "show_last_seen_at": True}


@require_POST
@login_required
def end_session(request: HttpRequest, key: int) -> HttpResponse:
    """End one of one's own sessions."""
    session = get_object_or_404(UserSession, pk=key, user=request.user)
    end_sessions(request, [session])
    return HttpResponseRedirect(reverse("usersessions_list"))


@require_POST
def way_elsewhere(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider by a page of ours: a form's own answer may lead nowhere but here (form-action)."""
    answer: HttpResponse = provider.login(request, provider_id)
    if answer.status_code != HTTPStatus.FOUND:
        return answer
    return render(request, "account/way_elsewhere.html", {"target": answer["Location"]})


@login_required
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Say to who has neither a password nor a second factor that they must come in anew through their provider."""
    return render(
        request, "account/sign_in_again.html", {"next": get_next_redirect_url(request) or ""}, status=403
    )
