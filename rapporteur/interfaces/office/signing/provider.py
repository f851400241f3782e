"""Signing in through a provider elsewhere (OpenID Connect): who somebody is there, and which roles its claims give."""

from __future__ import annotations

import logging
import re
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import get_language

from rapporteur.base.core.audit import audit
from rapporteur.base.core.permissions import Actor, Role
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.signing.factors import PROVEN
from rapporteur.records.accounts.actions import Given, follow_provider

log = logging.getLogger("rapporteur.accounts")
NO_ROLE = Message(
    "{name} says nothing that gives you a role here. Ask the administrator of this installation.",
    context="account",
)
OTHERS = Message(
    "An account here has your mail address, and {name} does not say that the address is yours. Sign in with your "
    "password, or ask the administrator.",
    context="account",
)
NOT_ASKED = Message("The sign-in was not completed. Try again, or ask your administrator.", context="account")
CONFUSED = Message("What {name} says of you contradicts itself. Ask your administrator.", context="account")


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The provider of the settings and no other; accounts are made here, and roles follow its claims."""

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Return the provider that the settings name; rows of the database name none."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Tell that nobody signs up on a form: an account is there before, or is made from claims."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find or make the account of whom the provider names, and give it the roles of its claims.

        Raises ImmediateHttpResponse with the page that says why somebody does not get in.
        """
        if sociallogin.state.get("process", "login") != "login" or request.user.is_authenticated:
            refuse(request, NOT_ASKED)
        claims = claims_of(sociallogin.account.extra_data)
        if claims is None:
            refuse(request, CONFUSED)
        roles = roles_of(claims)
        with transaction.atomic():
            if not sociallogin.is_existing:
                sociallogin.connect(request, self._account(request, claims, roles))
            if sociallogin.user.is_active:
                by = Actor(f"single sign-on ({settings.OIDC.name})", frozenset({Role.ADMINISTRATOR}))
                decides = frozenset(settings.OIDC.given.values())
                follow_provider(by=by, account=sociallogin.user, roles=roles, decides=decides)
        if "mfa" in claims.get("amr", ()):  # RFC 8176: more than one factor was asked for there
            request.session[PROVEN] = sociallogin.user.pk

    def _account(self, request: HttpRequest, claims: dict[str, Any], roles: frozenset[Given]) -> Any:
        """Return the account to link: the one with the address that the provider vouches for, else a new one."""
        email = str(claims.get("email") or "").strip().lower()
        accounts = get_user_model()._default_manager
        known = list(accounts.filter(email__iexact=email)) if email else []
        if known:
            (owner, *others) = known
            if others or owner.is_superuser or claims.get("email_verified") is not True:
                refuse(request, OTHERS)
            return owner
        if not roles:
            refuse(request, NO_ROLE)
        first, last = (str(claims.get(name) or "")[:150] for name in ("given_name", "family_name"))
        account = get_user_model()(username=free_name(claims), email=email, first_name=first, last_name=last)
        account.set_unusable_password()
        account.full_clean(exclude=["password"])
        account.save()
        by = Actor(f"single sign-on ({settings.OIDC.name})", frozenset({Role.ADMINISTRATOR}))
        audit(by=by, action="created", record=account, changes={"account": account.get_username()})
        return account


def claims_of(data: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a provider says of somebody: the token that it signed before its page of user data.

    None where both are about different people.
    """
    token, page = data.get("id_token") or {}, data.get("userinfo") or {}
    if token and page and token.get("sub") != page.get("sub"):
        return None
    return {**page, **token}


def roles_of(claims: dict[str, Any]) -> frozenset[Given]:
    """Return the roles that claims give by RAPPORTEUR_OIDC_ROLES; what it does not name gives none."""
    said = claims.get(settings.OIDC.claim)
    values = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    named = {value for value in values if isinstance(value, str)}
    return frozenset(given for value, given in settings.OIDC.given.items() if value in named)


def free_name(claims: dict[str, Any]) -> str:
    """Return a name for a new account that no other has: what the provider calls somebody, with a number if need be."""
    asked = str(claims.get("preferred_username") or claims.get("email") or "account").partition("@")[0]
    wished = re.sub(r"[^\w.+-]", "", asked)[:50] or "account"
    accounts, name, number = get_user_model()._default_manager, wished, 1
    while accounts.filter(username__iexact=name).exists():
        number += 1
        name = f"{wished}-{number}"
    return name


def refuse(request: HttpRequest, why: Message) -> NoReturn:
    """Answer with a page that says why somebody does not get in."""
    log.warning("a sign-in through the provider was refused: %s", why.english())
    told = say(why, get_language() or ENGLISH, name=settings.OIDC.name)
    page = render(request, "socialaccount/authentication_error.html", {"told": told}, status=403)
    raise ImmediateHttpResponse(page)
