"""Writes to saved views and chosen columns: each account's own; what is shared with the office is kept in the trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db import models, transaction

from rapporteur.base.core.audit import audit
from rapporteur.base.core.permissions import Actor, Right, can, check_can
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.listing.models import LONGEST_NAME, ListChoice, SavedView

LONGEST_QUERY = 2_000
"""Characters of a state: what a browser still takes as an address beside the rest of it."""
MOST_VIEWS = 40
"""Views of one account in one list: more are a list of their own to search."""

NO_NAME = Message("A view needs a name of at most {count} letters.")
TOO_LONG = Message(
    "This state of the list is too long to keep: search for fewer words or choose fewer filters."
)
TOO_MANY = Message("You have {count} views of this list: delete one first.")
NOT_YOURS = Message("“{value}” was made by {name}: only they delete it, or who manages accounts.")


class ViewRefused(Foreseeable, ValueError):
    """A view that cannot be kept or deleted; the text says why."""


def _account(by: Actor) -> int:
    assert by.user is not None  # noqa: S101  # the addresses are for who is signed in
    return by.user


def save_view(
    *,
    by: Actor,
    model: type[models.Model],
    name: str,
    query: Mapping[str, Sequence[str]],
    columns: Sequence[str],
    is_shared: bool = False,
    opens_list: bool = False,
) -> SavedView:
    """Keep a state of a list under a name, in place of one's own of that name; raise NotAllowed, ViewRefused."""
    check_can(by, DOORS[model].view)
    account, kind, name = _account(by), model._meta.label_lower, " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise ViewRefused(NO_NAME, count=LONGEST_NAME)
    if len(urlencode(query, doseq=True)) + len(",".join(columns)) > LONGEST_QUERY:
        raise ViewRefused(TOO_LONG)
    with transaction.atomic():
        own = SavedView.objects.select_for_update().filter(account=account, kind=kind)
        before = own.filter(name=name).first()
        if before is None and own.count() >= MOST_VIEWS:
            raise ViewRefused(TOO_MANY, count=MOST_VIEWS)
        values: dict[str, Any] = {
            "query": {key: list(value) for key, value in query.items()},
            "columns": list(columns),
            "is_shared": is_shared,
        }
        view, created = SavedView.objects.update_or_create(
            account_id=account, kind=kind, name=name, defaults=values
        )
        if is_shared or (before is not None and before.is_shared):
            audit(by=by, action="created" if created else "recorded", record=view, changes={"name": name})
        if opens_list:
            open_list_with(by=by, model=model, view=view)
    return view


@transaction.atomic
def delete_view(*, by: Actor, view: SavedView) -> None:
    """Delete a view: one's own, or for who manages accounts one that is shared; raise ViewRefused."""
    if view.account_id != by.user and not (view.is_shared and can(by, Right.MANAGE_ACCOUNTS)):
        raise ViewRefused(NOT_YOURS, value=view.name, name=view.account.get_username())
    if view.is_shared:
        audit(by=by, action="deleted", record=view, changes={"name": view.name})
    view.delete()


def choose_columns(*, by: Actor, model: type[models.Model], columns: Sequence[str]) -> None:
    """Keep the columns of a list for an account, in their order; none for those with which the list comes."""
    check_can(by, DOORS[model].view)
    ListChoice.objects.update_or_create(
        account_id=_account(by), kind=model._meta.label_lower, defaults={"columns": list(columns)}
    )


def open_list_with(*, by: Actor, model: type[models.Model], view: SavedView | None) -> None:
    """Have a list open with a view for an account, or with none."""
    check_can(by, DOORS[model].view)
    ListChoice.objects.update_or_create(
        account_id=_account(by), kind=model._meta.label_lower, defaults={"opens_with": view}
    )
