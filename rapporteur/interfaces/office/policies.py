"""What Wagtail's views ask before they show or write something: each asks the table, and for the record itself.

Wagtail's own policies ask for the kind of record only, or look into tables of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import Collection
from wagtail.permission_policies.base import BasePermissionPolicy

from rapporteur.base.core.permissions import can
from rapporteur.base.core.reach import reaches, within_reach
from rapporteur.interfaces.office.actors import MEDIA, actor_of
from rapporteur.interfaces.office.doors.table import DOORS


class RecordPolicy(BasePermissionPolicy):
    """Who may do what with the records of one kind."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Tell whether an account may do this with some record at all."""
        right = DOORS[self.model].right(action)
        return right is not None and can(actor_of(user), right)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Tell whether an account may do this with one record, as it lies in the database."""
        right = DOORS[self.model].right(action)
        return right is not None and reaches(actor_of(user), right, instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        """Return the records with which an account may do one of these; the first that is granted says how far."""
        for action in actions:
            if self.user_has_permission(user, action):
                return self.within(self.model._default_manager.all(), user, action)
        nothing: QuerySet[Any] = self.model._default_manager.none()
        return nothing

    def within(self, records: QuerySet[Any], user: Any, action: str) -> QuerySet[Any]:
        """Return those of `records` with which an account may do this."""
        right = DOORS[self.model].right(action)
        return records.none() if right is None else within_reach(records, actor_of(user), right)


class MediaPolicy(BasePermissionPolicy):
    """Who may do what with Wagtail's library of images or documents, in every collection of it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Tell whether an account may do this."""
        return action in MEDIA and can(actor_of(user), MEDIA[action])

    def collections_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Collection]:
        """Return the collections in which an account may do one of these: all, or none."""
        collections: QuerySet[Collection] = Collection.objects.all()
        return collections if self.user_has_any_permission(user, actions) else collections.none()

    def collections_user_has_permission_for(self, user: Any, action: str) -> QuerySet[Collection]:
        """Return the collections in which an account may do this: all, or none."""
        return self.collections_user_has_any_permission_for(user, [action])
