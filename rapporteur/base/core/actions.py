"""Writes to the association itself, to the roles of its accounts, and to one's own account."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.users.models import UserProfile

from rapporteur.base.core.audit import audit
from rapporteur.base.core.engine import Saved, delete_record, differences, save_record
from rapporteur.base.core.models import Association, RoleAssignment
from rapporteur.base.core.permissions import TABLE, Actor, Reach, Right, Role, check_can, table_with
from rapporteur.base.core.queries import changes_in_force
from rapporteur.base.core.references import find
from rapporteur.base.core.rights.bounds import possible, unseen
from rapporteur.base.core.rights.models import RightChange
from rapporteur.base.core.rights.refusals import RightNotChangeable, SeenByNobody
from rapporteur.base.core.shapes import AssociationShape, OwnAccountShape, RightShape, RoleShape
from rapporteur.base.values.base import given


def record_association(*, by: Actor, association: AssociationShape) -> Saved[Association]:
    """Record the association of this installation; there is one, whatever its slug."""
    values = {
        name: list(value) if isinstance(value, tuple) else value for name, value in given(association).items()
    }
    return save_record(
        Association, by=by, right=Right.CHANGE_ASSOCIATION, key={"singleton": True}, values=values
    )


def give_role(*, by: Actor, role: RoleShape) -> Saved[RoleAssignment]:
    """Give an account a role; raise RecordNotFound where there is no such account."""
    accounts = get_user_model()
    key = {
        "user": find(accounts, role.account, key=accounts.USERNAME_FIELD),
        "role": role.role,
        "region_code": role.region,
    }
    return save_record(RoleAssignment, by=by, right=Right.MANAGE_ACCOUNTS, key=key, values={})


def take_role(*, by: Actor, assignment: RoleAssignment, reason: str) -> None:
    """Take a role from an account."""
    delete_record(assignment, by=by, reason=reason, right=Right.MANAGE_ACCOUNTS)


@transaction.atomic
def change_right(*, by: Actor, change: RightShape) -> bool:
    """Let a right of a role go further or less far; tell whether anything changed.

    What the table of the program says is kept as no change. Raises NotAllowed, RightNotChangeable, SeenByNobody.
    """
    check_can(by, Right.MANAGE_ACCOUNTS)
    right, role, reach = Right(change.right), Role(change.role), Reach(change.reach)
    if reach not in possible(right, role):
        raise RightNotChangeable(right, role)
    list(RightChange.objects.select_for_update())  # two who change wait for each other
    before = table_with(changes_in_force())
    old = before[right][role]
    if old is reach:
        return False
    after = {**before, right: {**before[right], role: reach}}
    for doing, view in unseen(after, role):
        if right in (doing, view):
            raise SeenByNobody(doing, view, role)
    _keep(right, role, old, reach, by)
    return True


@transaction.atomic
def reset_rights(*, by: Actor) -> int:
    """Let every right of every role go as far again as the table of the program says; return how many changed."""
    check_can(by, Right.MANAGE_ACCOUNTS)
    changed = changes_in_force()
    for right, role, old in sorted(changed):
        _keep(right, role, old, TABLE[right][role], by)
    RightChange.objects.all().delete()
    return len(changed)


def _keep(right: Right, role: Role, old: Reach, new: Reach, by: Actor) -> None:
    row, _ = RightChange.objects.update_or_create(
        right=right.value, role=role.value, defaults={"reach": new.value}
    )
    audit(by=by, action="right changed", record=row, changes={"reach": (old.value, new.value)})
    if new is TABLE[right][role]:
        row.delete()


UNTOLD = "(not told)"
"""What the trail says of a password: that it is another one, never which."""


@transaction.atomic
def change_own_account(*, by: Actor, account: OwnAccountShape) -> dict[str, tuple[object, object]]:
    """Write what somebody says of themselves; return old and new value of each changed field.

    It is their own account whatever their roles: nobody names another's. Raises DoesNotExist where `by` has none.
    """
    user = get_user_model()._default_manager.select_for_update().get(pk=by.user or 0)
    profile, _ = UserProfile.objects.select_for_update().get_or_create(user=user)
    said = given(account)
    password = said.pop("password", None)
    changes: dict[str, tuple[object, object]] = {}
    for record in (user, profile):
        columns = {column.name for column in record._meta.concrete_fields}
        changed = differences(record, {name: value for name, value in said.items() if name in columns})
        for name in changed:
            setattr(record, name, said[name])
        if record is user and password is not None:
            user.set_password(password)
            changed["password"] = (UNTOLD, UNTOLD)
        if changed:
            record.save()
        changes |= changed
    if changes:
        audit(by=by, action="recorded", record=user, changes=changes)
    return changes
