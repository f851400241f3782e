"""Questions about the association, and who an account is."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from rapporteur.base.core.models import Association, AuditEntry, RoleAssignment
from rapporteur.base.core.permissions import TABLE, Actor, Cell, Reach, Right, Role
from rapporteur.base.core.rights.bounds import cells, possible
from rapporteur.base.core.rights.models import RightChange
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message


class NoAssociation(Foreseeable, LookupError):
    """The database holds no association yet."""

    def __init__(self) -> None:
        super().__init__(Message("no association is recorded: load a data set first (`rapporteur demo`)"))


def the_association() -> Association:
    """Return the association of this installation; raise NoAssociation where none is recorded."""
    association = Association.objects.first()
    if association is None:
        raise NoAssociation
    return association


def association_languages() -> tuple[str, ...]:
    """Return the association's languages in their order; English where none is recorded yet."""
    languages = Association.objects.values_list("languages", flat=True).first()
    return tuple(languages or ("en",))


def source_language() -> str | None:
    """Return the language in which texts are written first; None where no association is recorded yet."""
    return Association.objects.values_list("source_language", flat=True).first()


def association_currency() -> str | None:
    """Return the currency in which the association keeps its accounts; None where none is recorded yet."""
    return Association.objects.values_list("currency", flat=True).first()


def actor_with_roles(account: Any) -> Actor:
    """Return who an account is: its roles and regions, the administrator's role for a superuser, none when closed."""
    if not (account.is_authenticated and account.is_active):
        return Actor(account.get_username(), frozenset())
    own = RoleAssignment.objects.filter(user=account).annotate(of=Value(""))
    rows = own.values_list("of", "role", "region_code").union(
        RightChange.objects.values_list("right", "role", "reach"), all=True
    )
    found = list(rows)  # one question for both: what is changed holds from the next page on, in every process
    given = [(role, region) for of, role, region in found if not of]
    roles = {Role(role) for role, _ in given}
    if account.is_superuser:
        roles.add(Role.ADMINISTRATOR)
    regions = frozenset(region for _, region in given if region)
    changed = cells(row for row in found if row[0])
    return Actor(account.get_username(), frozenset(roles), regions, user=account.pk, changed=changed)


def changes_in_force() -> frozenset[Cell]:
    """Return the cells of the table of roles and rights that the association has changed."""
    return cells(RightChange.objects.values_list("right", "role", "reach"))


def gives(right: Right, *reaches: Reach) -> Q:
    """Return which role assignments give a right, as far as one of `reaches`, in the table as it is now."""
    changed = RightChange.objects.filter(
        right=right, role__in=[role for role in Role if len(possible(right, role)) > 1]
    ).filter(role=OuterRef("role"))
    by_table = [role for role in Role if TABLE[right][role] in reaches]
    may_be = [role for role in Role if set(reaches) & set(possible(right, role))]
    return Q(Exists(changed.filter(reach__in=reaches, role__in=may_be))) | (
        Q(role__in=by_table) & ~Q(Exists(changed))
    )


def accounts_with(right: Right) -> QuerySet[User]:
    """Return the open accounts that have a right in every region."""
    given = RoleAssignment.objects.filter(gives(right, Reach.EVERY_REGION)).values("user")
    return get_user_model()._default_manager.filter(Q(pk__in=given) | Q(is_superuser=True), is_active=True)


_BESIDE = 100
"""Entries of the trail among which one may be whose transaction ended after that of a later number."""


def last_written() -> tuple[str, datetime | None]:
    """Return what tells the records of this moment from those of another, and when the newest was written.

    Every write leaves an entry in the trail. Numbers are given before transactions end, so that the newest alone would
    not tell of one that came late: with it, the hundredth before is another. One query.
    """
    newest = list(AuditEntry.objects.order_by("-pk").values_list("pk", "at")[:_BESIDE])
    if not newest:
        return "", None
    number, at = newest[0]
    return f"{number}/{newest[-1][0]}/{len(newest)}/{at.isoformat()}", at
