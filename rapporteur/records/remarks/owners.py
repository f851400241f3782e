"""Who sees to a follow-up: somebody who may see what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import models, transaction

from rapporteur.base.core.audit import audit, record_called
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.core.reach import reaches
from rapporteur.base.core.references import find
from rapporteur.records.remarks.models import FollowUp
from rapporteur.records.remarks.refusals import OwnerCannotSee

Views = Mapping[type[models.Model], Right]
"""The right to see each kind of record."""


def owner_called(name: str, record: models.Model | None, view: Right | None) -> User:
    """Return the account of this name; it may see the record, if there is one.

    Raises RecordNotFound, OwnerCannotSee.
    """
    accounts = get_user_model()
    owner = find(accounts, name or " ", key=accounts.USERNAME_FIELD)  # no name is that of nobody
    assert owner is not None  # noqa: S101  # only without a name
    if record is not None and view is not None:
        if not owner.is_active or not reaches(actor_with_roles(owner), view, record):
            raise OwnerCannotSee(name, view)
    return owner


@transaction.atomic
def pass_on(follow_ups: Iterable[FollowUp], *, by: Actor, to: str, views: Views) -> None:
    """Give follow-ups of anybody to the account `to`; the rights of who passes them on have been asked for.

    Whoever takes them over may see what they are about, which may be gone. Raises RecordNotFound, OwnerCannotSee.
    """
    for one in follow_ups:
        model = next((kind for kind in views if kind._meta.label_lower == one.record_type), None)
        record = record_called(model, one.record) if model is not None else None
        owner = owner_called(to, record, views[model] if model is not None else None)
        if record is not None:
            change = {"follow-up": one.text, "owner": (one.owner_name, owner.get_username())}
            audit(by=by, action="follow-up changed", record=record, changes=change)
        one.owner, one.owner_name = owner, owner.get_username()
        one.save(update_fields=["owner", "owner_name"])
