"""What the database refuses of saved views and chosen columns."""

from __future__ import annotations

from collections.abc import Callable

from rapporteur.interfaces.office.listing.models import ListChoice, SavedView
from tests.factories import make

KIND = "members.organisation"


def a_view(name: str = "Mine") -> SavedView:
    """Return a view of an account."""
    return SavedView.objects.create(account=make.AccountFactory(), kind=KIND, name=name)


def _same_name() -> None:
    first = a_view()
    SavedView.objects.create(account=first.account, kind=KIND, name=first.name)


def _two_choices() -> None:
    account = make.AccountFactory()
    for _ in range(2):
        ListChoice.objects.create(account=account, kind=KIND)


VIOLATIONS: dict[str, Callable[[], object]] = {
    "view_named_once_per_list": _same_name,
    "view_has_name": lambda: a_view(""),
    "list_chosen_once_per_account": _two_choices,
}
