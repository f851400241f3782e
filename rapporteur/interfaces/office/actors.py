"""Who is signed in, as the verbs know it; and what Wagtail's pages, menus and searches may show them.

Django's own tables of permissions decide nothing: whatever asks `user.has_perm` is answered from the one table of roles
and rights in :mod:`rapporteur.base.core.permissions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.backends import ModelBackend

from rapporteur.base.core.permissions import Actor, Right, Role, can
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.interfaces.office.doors.door import ADD, CHANGE, DELETE, PUBLISH, VIEW
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.signing.accounts import account_with

OUTSIDE = frozenset({Role.JUROR, Role.MEMBER_CONTACT})
"""Roles of people who do not work in the back office."""
MEDIA: Mapping[str, Right] = {
    VIEW: Right.VIEW_MEDIA,
    "choose": Right.VIEW_MEDIA,
    ADD: Right.RECORD_MEDIA,
    CHANGE: Right.RECORD_MEDIA,
    DELETE: Right.DELETE_RECORDS,
}
"""What each action of Wagtail on its library of images and documents needs."""
LIBRARY = ("wagtailimages.{}_image", "wagtaildocs.{}_document")
ADMINISTERED = ("auth.{}_user", "wagtailcore.{}_workflow", "wagtailcore.{}_task")
"""What Wagtail lets administrators set up: accounts, and the reviews that drafts go through."""


def actor_of(user: Any) -> Actor:
    """Return who an account is: its roles and regions; whose deputy it acts as, where it does.

    Asked of the database once a request.
    """
    known: Actor | None = getattr(user, "_actor", None)
    if known is None:
        known = user._actor = actor_with_roles(user)
    return known


class RoleBackend(ModelBackend):
    """Signs in with a password, and says from the table what an account may do with a kind of record."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Any:
        """Return the open account of a name or a mail address and its password; as slowly where there is none."""
        return account_with(username, password) if username and password else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return the permissions of an account by Django's names; none over a single record, which verbs ask for."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        if not hasattr(user_obj, "_permissions_of_roles"):
            user_obj._permissions_of_roles = permissions_of(actor_of(user_obj))
        found: set[str] = user_obj._permissions_of_roles
        return found

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return none: nothing is allowed to an account by itself."""
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return what the roles allow."""
        return self.get_all_permissions(user_obj, obj)


def permissions_of(by: Actor) -> set[str]:
    """Return what the roles of somebody allow, by Django's names (`members.view_organisation`)."""
    found = {"wagtailadmin.access_admin"} if by.roles - OUTSIDE else set()
    for model, door in DOORS.items():
        for action in (VIEW, ADD, CHANGE, DELETE, PUBLISH):
            right = door.right(action)
            if right is not None and can(by, right):
                found.add(f"{model._meta.app_label}.{action}_{model._meta.model_name}")
    for action, right in MEDIA.items():
        if can(by, right):
            found |= {name.format(action) for name in LIBRARY}
    if can(by, Right.MANAGE_ACCOUNTS):
        found |= {name.format(action) for name in ADMINISTERED for action in (VIEW, ADD, CHANGE, DELETE)}
    return found
