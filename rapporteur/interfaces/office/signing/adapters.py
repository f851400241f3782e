"""How django-allauth signs people in here: what it says, what counts as one account, who may sign up (nobody)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from ipaddress import ip_address
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.people.welcome import landing_of
from rapporteur.interfaces.office.signing.accounts import account_called
from rapporteur.interfaces.office.signing.again import signed_in_lately
from rapporteur.interfaces.office.words import label

NO_MATCH = label(Message("This name or address and this password do not belong together.", context="account"))
TOO_OFTEN = label(Message("Tried too often. Wait some minutes, then try again.", context="account"))


class AccountAdapter(DefaultAccountAdapter):
    """One sentence for every refusal, one count for an account by whatever name it is tried."""

    error_messages: Mapping[str, Any] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": NO_MATCH,
        "username_password_mismatch": NO_MATCH,
        "invalid_login": NO_MATCH,
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that nobody signs up: accounts are made by invitation."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Return under what attempts are counted: the account, or what was typed where that means none."""
        typed = credentials.get("username") or credentials.get("email") or ""
        account = account_called(typed)
        return f"account:{account.pk}" if account is not None else f"typed:{typed.strip().casefold()}"

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of a visitor: where IPv6 carries one of IPv4, that one.

        What listens on `::` hears all of IPv4 as `::ffff:…`, in one /64: one visitor would make all others wait.
        """
        found: str = super().get_client_ip(request)
        with suppress(ValueError):  # no address: a server that listens on a socket of its own machine
            found = str(getattr(ip_address(found), "ipv4_mapped", None) or found)
        return found

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where to go after signing in: the office, or for who has no place there their own account."""
        inside = request.user.has_perm("wagtailadmin.access_admin")
        return reverse("wagtailadmin_home" if inside else landing_of(actor_with_roles(request.user).roles))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where to go after a new password."""
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Tell whether to ask for the password again: not for some minutes after it was given to sign in."""
        return not signed_in_lately(self.request)

    def get_from_email(self) -> str:
        """Return who writes."""
        return str(settings.DEFAULT_FROM_EMAIL)
