"""How long a session lasts, what it reaches before a second factor is proven, in which language it is answered."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.signing.acting import act_for_whom_the_session_says
from rapporteur.interfaces.office.signing.factors import has_factor, needs_factor, proved_factor
from rapporteur.interfaces.office.words import label

BEGAN, SEEN = "office_began", "office_seen"
NOTED_EVERY = 60
"""Seconds between two notes that a session is in use: a write for every request would hold up SQLite."""
ACCOUNT = "account/"
"""How addresses of one's own account begin: sign-in, second factors, sessions."""
OVER = label(Message("You were signed out after a while without use. Sign in again.", context="account"))
FACTOR_FIRST = label(
    Message("Your role asks for a second factor. Set one up here; the rest opens then.", context="account")
)


class SessionsMiddleware:
    """Ends sessions that were idle or lasted too long, and keeps those without a second factor to its set-up page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as before."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return where a session has to go first; None where the view may answer."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
            return None
        own = _is_own_account(request)
        if _is_over(request.session):
            logout(request)
            messages.info(request, OVER)
            return None if own else redirect_to_login(request.get_full_path())
        note_use(request)
        act_for_whom_the_session_says(request)
        if own:
            _speak(request.user)
            return None
        if has_factor(request.user):
            if not proved_factor(
                request
            ):  # signed in before it was set up, or past the page that asks for it
                logout(request)
                return redirect_to_login(request.get_full_path())
        elif needs_factor(actor_of(request.user)) and not proved_factor(request):
            messages.warning(request, FACTOR_FIRST)
            return HttpResponseRedirect(reverse("mfa_index"))
        return None


def _is_own_account(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.route.startswith(ACCOUNT)


def _is_over(session: Any) -> bool:
    """Tell whether a session has been idle, or has lasted, longer than the settings allow."""
    now = time.time()
    began, seen = session.get(BEGAN), session.get(SEEN)
    idle: int = settings.SESSION_IDLE_AGE
    longest: int = settings.SESSION_COOKIE_AGE
    return (seen is not None and now - seen > idle) or (began is not None and now - began > longest)


def note_use(request: HttpRequest) -> None:
    """Note when a session began and that it is in use."""
    now, session = time.time(), request.session
    if BEGAN not in session:
        session[BEGAN] = session[SEEN] = now
    elif now - session.get(SEEN, 0) >= NOTED_EVERY:
        session[SEEN] = now
        from allauth.usersessions.models import UserSession

        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())


def _speak(user: Any) -> None:
    """Answer in the language that an account has chosen in the office; else in the browser's."""
    profile = getattr(user, "wagtail_userprofile", None)
    if profile is not None and profile.preferred_language:
        translation.activate(profile.preferred_language)
