"""Asking who is signed in to say so again, before what does harm in the wrong hands.

Any view can use it: the mixin for a class, the decorator for a function; addresses of Wagtail's are named in
:mod:`rapporteur.interfaces.office.pages.addresses`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

FULL = frozenset({"password", "mfa", "socialaccount"})
"""What proves who somebody is; a mail with a link to a new password does not."""


def signed_in_lately(request: HttpRequest) -> bool:
    """Tell whether who is signed in proved it within the last minutes (RAPPORTEUR_REAUTHENTICATE)."""
    from allauth.account.authentication import get_authentication_records

    now = time.time()
    return any(
        record.get("method") in FULL
        and 0 <= now - record.get("at", 0) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        for record in get_authentication_records(request, request.user)
    )


def ask_again(request: HttpRequest) -> HttpResponseBase | None:
    """Return the way to the page that asks who is signed in to prove it again; None where they did lately.

    What was sent is not kept on the way: it may hold a password.
    """
    if signed_in_lately(request):
        return None
    from allauth.account.adapter import get_adapter

    methods = get_adapter().get_reauthentication_methods(request.user)
    here = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
    page = methods[0]["url"] if methods else reverse("office_sign_in_again")
    return HttpResponseRedirect(f"{page}?{here}")


class AsksAgain:
    """A view that does harm in the wrong hands."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer who proved lately who they are."""
        answer: HttpResponseBase = ask_again(request) or super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


def asks_again(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a view answer only who proved lately who they are."""

    @wraps(view)
    def asking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return ask_again(request) or view(request, *args, **kwargs)

    return asking
