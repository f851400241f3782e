"""Accounts as a browser meets them: the sign-in, what it answers, the mails that leave."""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from lxml import html

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.models import Count
from tests.factories import make
from tests.support.contexts import noted

PASSWORD = "seven grey herons by the quay"
WRONG = "eight grey herons by the quay"


def account(name: str = "lia", role: Role | None = Role.OFFICER, **fields: Any) -> Any:
    """Return an account with PASSWORD and a role."""
    made = get_user_model().objects.create_user(name, f"{name}@example.org", PASSWORD, **fields)
    if role is not None:
        make.RoleAssignmentFactory(user=made, role=role)
    return made


def sign_in(client: Client, login: str, password: str = PASSWORD, **values: Any) -> Any:
    """Send the sign-in; return what it answers."""
    return client.post(reverse("account_login"), {"login": login, "password": password, **values})


def who(client: Client) -> int | None:
    """Return the key of the account that is signed in, None where none is."""
    key = client.session.get("_auth_user_id")
    return int(key) if key is not None else None


def complaints(response: Any) -> list[str]:
    """Return what a page says is wrong."""
    found: Any = html.fromstring(response.content).xpath("//*[contains(@class, 'error-message')]")
    return [" ".join(one.text_content().split()) for one in found]


def code_of(secret: str, *, at: float | None = None) -> str:
    """Return what an authenticator app shows at a moment (now) for a secret."""
    counter = int((time.time() if at is None else at) // 30)
    return str(format_hotp_value(hotp_value(secret, counter)))


def set_up_app(client: Client) -> str:
    """Set up an authenticator app on the pages of one's own account; return its secret."""
    with noted():
        page = client.get(reverse("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response.status_code == 302, complaints(response)
    Count.objects.filter(key__contains="totp.used").delete()  # half a minute passes, as it were
    return secret


def recovery_codes(client: Client) -> list[str]:
    """Return the codes that are shown once."""
    with noted():
        page = client.get(reverse("mfa_view_recovery_codes"))
    codes: list[str] = page.context["unused_codes"]
    return codes


def trail(*actions: str) -> list[tuple[str, str]]:
    """Return who did what, of some actions."""
    found = AuditEntry.objects.filter(action__in=actions).order_by("pk").values_list("by", "action")
    return list(found)
