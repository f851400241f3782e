"""Second factors: who must have one, whether this session proved one, and how their secrets lie in the database."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from rapporteur.base.core.permissions import Actor, Role

PROVEN = "office_second_factor"
"""In a session: the account whose second factor was proven otherwise than by a code or a key asked for here."""
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted with the installation's key: a copy of the database alone makes no codes."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return _keys().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it is used."""
        return _keys().decrypt(encrypted_text.encode("ascii")).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Tell whether a factor may go: not the last one of somebody whose role needs one."""
        from rapporteur.interfaces.office.actors import actor_of

        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS).exclude(
            pk=authenticator.pk
        )
        return others.exists() or not needs_factor(actor_of(authenticator.user))


def _keys() -> MultiFernet:
    """Return the keys of secrets, made from the installation's: the newest encrypts, older ones still decrypt."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    made = (
        hashlib.blake2b(force_bytes(key), digest_size=32, person=b"second factors").digest() for key in keys
    )
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in made])


def needs_factor(by: Actor) -> bool:
    """Tell whether one of somebody's roles needs a second factor (RAPPORTEUR_SECOND_FACTOR)."""
    needed: frozenset[Role] = settings.SECOND_FACTOR_ROLES
    return not by.roles.isdisjoint(needed)


def has_factor(user: Any) -> bool:
    """Tell whether an account has a second factor; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists())


def proved_factor(request: HttpRequest) -> bool:
    """Tell whether who is signed in proved a second factor in this session."""
    from allauth.account.authentication import get_authentication_records

    records = get_authentication_records(request, request.user)
    return request.session.get(PROVEN) == request.user.pk or any(
        record.get("method") == "mfa" for record in records
    )
