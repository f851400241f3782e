"""Ways from addresses that Wagtail has for signing in and out to ours."""

from __future__ import annotations

from allauth.account.views import LogoutView
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the sign-in, which is told where to go on to."""
    target = request.GET.get(REDIRECT_FIELD_NAME, "")
    asked = f"?{urlencode({REDIRECT_FIELD_NAME: target})}" if target else ""
    return HttpResponseRedirect(f"{reverse('account_login')}{asked}")


def to_forgotten(request: HttpRequest) -> HttpResponse:
    """Lead to the page for a forgotten password."""
    return HttpResponseRedirect(reverse("account_reset_password"))


to_sign_out = LogoutView.as_view()
"""Wagtail's menu sends a form to its own address."""
