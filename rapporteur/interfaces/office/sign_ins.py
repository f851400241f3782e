"""Who signs in, who fails to, and whom Wagtail turns away, noted in the log: accounts by their numbers."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.signals import user_logged_in
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin import auth

from rapporteur.base.values.running.log import NOBODY, note


def note_sign_in(sender: object, user: Any, **kwargs: object) -> None:
    """Note who has signed in: allauth says it once all is written, Django before."""
    note("signed_in", actor=user.pk)


def note_sign_out(sender: object, user: Any, **kwargs: object) -> None:
    """Note who has signed out."""
    note("signed_out", actor=getattr(user, "pk", None) or NOBODY)


def note_failed_sign_in(sender: object, credentials: dict[str, Any], **kwargs: object) -> None:
    """Note into which account somebody did not get; what was typed may be a password in the wrong field."""
    accounts = get_user_model()
    name = credentials.get(accounts.USERNAME_FIELD)
    number = accounts._default_manager.filter(**{accounts.USERNAME_FIELD: name}).values_list("pk", flat=True)
    note("sign_in_refused", level=logging.WARNING, actor=number.first() or NOBODY)


def listen() -> None:
    """Hear of it from now on."""
    user_logged_in.connect(note_sign_in, dispatch_uid="rapporteur.note_sign_in")
    user_logged_out.connect(note_sign_out, dispatch_uid="rapporteur.note_sign_out")
    user_login_failed.connect(note_failed_sign_in, dispatch_uid="rapporteur.note_failed_sign_in")
    turn_away = auth.permission_denied

    def permission_denied(request: HttpRequest) -> HttpResponseBase:
        """Turn somebody away as Wagtail does, and note it: it is a redirect, as so many others are."""
        match = request.resolver_match
        route = match.route if match else NOBODY
        note("refused", level=logging.WARNING, actor=request.user.pk or NOBODY, route=route)
        response: HttpResponseBase = turn_away(request)
        return response

    auth.permission_denied = permission_denied
