"""Acting for somebody else: the session says for whom, the records say whether, asked anew for each request."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from rapporteur.base.core.permissions import deputy_of
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.records.accounts.models import Deputy

ACTS_FOR = "office_acts_for"
"""In a session: the key of the deputy's record that one acts by."""


def deputies_in_force(user: Any, on: date) -> list[Deputy]:
    """Return by which records an account may act for others on a day; nobody acts for a closed account."""
    found = Deputy.objects.filter(deputy=user, start__lte=on, end__gt=on, account__is_active=True)
    return list(found.select_related("account").order_by("account__username", "pk"))


def act_for_whom_the_session_says(request: HttpRequest) -> None:
    """Give who is signed in the rights of whom they act for, and no others; nothing where that is over."""
    key = request.session.get(ACTS_FOR)
    if key is None:
        return
    user: Any = request.user
    held = {one.pk: one for one in deputies_in_force(user, timezone.now().date())}
    if key not in held:
        del request.session[ACTS_FOR]
        return
    user._actor = deputy_of(actor_with_roles(user), actor_with_roles(held[key].account))
