"""Which account somebody means who signs in, and whether the password is its own: as slowly where there is none."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model


def account_called(typed: str) -> Any:
    """Return the account of a name or a mail address; None where none is meant, or more than one.

    What has an @ is looked for among the addresses first, so that nobody is called like the address of somebody else.
    """
    accounts = get_user_model()._default_manager
    typed = typed.strip()
    by_name = accounts.filter(username=typed)
    by_mail = accounts.filter(email__iexact=typed, is_active=True)
    for found in (list(by_mail[:2]), list(by_name[:2])) if "@" in typed else (list(by_name[:2]),):
        if len(found) == 1:
            return found[0]
    return None


def account_with(typed: str, password: str) -> Any:
    """Return the open account that somebody means if the password is right; hash one password whatever there is."""
    account = account_called(typed)
    if account is None:
        get_user_model()().set_password(password)
        return None
    right = account.check_password(password)
    return account if right and account.is_active else None
