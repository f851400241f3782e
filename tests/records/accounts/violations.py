"""For every constraint on accounts and on what is jotted down, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from rapporteur.base.core.permissions import Role
from rapporteur.interfaces.office.log.jotting import Jotting
from rapporteur.records.accounts.models import Deputy, Invitation
from tests.factories import make

MOMENT = datetime(2021, 4, 20, 9, 30, tzinfo=UTC)


def an_invitation(**values: object) -> Invitation:
    """Write an invitation that the database accepts, or what `values` make of it."""
    fixed: dict[str, Any] = {
        "email": "ana@example.org",
        "role": Role.OFFICER,
        "language": "en",
        "token_hash": "0" * 64,
        "by": "x",
        "invited_at": MOMENT,
        "expires_at": MOMENT + timedelta(days=7),
    }
    return Invitation.objects.create(**{**fixed, **values})


def a_deputy(**values: object) -> Deputy:
    """Write a deputy that the database accepts, or what `values` make of it."""
    fixed: dict[str, Any] = {
        "by": "x",
        "start": MOMENT.date(),
        "end": MOMENT.date() + timedelta(days=7),
    }
    for name in {"account", "deputy"} - set(values):
        fixed[name] = make.AccountFactory()
    return Deputy.objects.create(**{**fixed, **values})


def a_jotting(number: int = 1, **values: object) -> Jotting:
    """Write a page of Log that the database accepts, or what `values` make of it."""
    account = values.pop("account", None) or make.AccountFactory()
    return Jotting.objects.create(
        **{"key": UUID(int=number), "account": account, "saved_at": MOMENT, **values}
    )


def _of_oneself() -> Deputy:
    account = make.AccountFactory()
    return a_deputy(account=account, deputy=account)


def _twice_invited(**second: object) -> Invitation:
    account = make.AccountFactory()
    an_invitation(account=account)
    return an_invitation(**{"token_hash": "1" * 64, **(second or {"account": account})})


def _twice_deputy() -> Deputy:
    first = a_deputy()
    return a_deputy(account=first.account, deputy=first.deputy)


def _twice_jotted() -> Jotting:
    activity = make.ActivityFactory()
    first = a_jotting(activity=activity)
    return a_jotting(2, account=first.account, activity=activity)


def _same_key() -> Jotting:
    a_jotting()
    return a_jotting()


VIOLATIONS: dict[str, Callable[[], object]] = {
    "accounts_invitation.account_id": _twice_invited,
    "accounts_invitation.token_hash": lambda: _twice_invited(token_hash="0" * 64),
    "deputy_from_until": lambda: a_deputy(end=MOMENT.date() - timedelta(days=1)),
    "deputy_is_somebody_else": _of_oneself,
    "deputy_named_once": _twice_deputy,
    "invitation_ends_after_it_begins": lambda: an_invitation(expires_at=MOMENT),
    "invitation_has_address": lambda: an_invitation(email=""),
    "invitation_has_one_end": lambda: an_invitation(revoked_at=MOMENT, accepted_at=MOMENT),
    "invitation_names_region_where_bound": lambda: an_invitation(region_code="south"),
    "invitation_role_known": lambda: an_invitation(role="KING"),
    "office_jotting.key": _same_key,
    "one_jotting_per_account_and_activity": _twice_jotted,
}
