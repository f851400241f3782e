"""Writes to invitations, deputies, and accounts that are closed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from wagtail.users.models import UserProfile

from rapporteur.base.core.actions import give_role, take_role
from rapporteur.base.core.audit import audit
from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.models import RoleAssignment
from rapporteur.base.core.permissions import REGIONAL_ROLES, Actor, Right, Role, can, check_can
from rapporteur.base.core.queries import actor_with_roles
from rapporteur.base.core.references import find
from rapporteur.base.core.shapes import RoleShape
from rapporteur.records.accounts.handing_over import HandedOver, hand_over
from rapporteur.records.accounts.models import Deputy, Invitation
from rapporteur.records.accounts.refusals import (
    AddressTaken,
    DeputyCannotAct,
    InvitationNotValid,
    NameNotFree,
    NotOneself,
)
from rapporteur.records.accounts.shapes import ClosingShape, DeputyShape, InvitationShape
from rapporteur.records.accounts.tokens import hash_of
from rapporteur.records.members.models import Region
from rapporteur.records.remarks.owners import Views

TOKEN_BYTES = 32
NAME = re.compile(r"[\w.+-]{2,60}")
"""What an account may be called: no @, so that nobody is called like the mail address of somebody else."""


@dataclass(frozen=True)
class Invited:
    """An invitation, and what its link ends in, which is told once and not kept."""

    invitation: Invitation
    token: str


@transaction.atomic
def invite(*, by: Actor, invitation: InvitationShape, at: datetime) -> Invited:
    """Invite somebody to make an account with a role; an earlier invitation to the same address ends.

    Raises NotAllowed, AddressTaken, RecordNotFound for a region that is not there, and ValidationError.
    """
    check_can(by, Right.MANAGE_ACCOUNTS)
    email = invitation.email.strip().lower()
    validate_email(email)
    if get_user_model()._default_manager.filter(email__iexact=email).exists():
        raise AddressTaken(email)
    if Role(invitation.role) in REGIONAL_ROLES:
        find(Region, invitation.region)
    for earlier in Invitation.objects.open(at).filter(email=email):
        revoke_invitation(by=by, invitation=earlier, at=at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    record = Invitation(
        email=email,
        role=invitation.role,
        region_code=invitation.region,
        language=invitation.language,
        token_hash=hash_of(token),
        by=by.in_trail,
        inviter_id=by.user,
        invited_at=at,
        expires_at=at + timedelta(days=invitation.days),
    )
    record.full_clean(validate_unique=False)
    record.save()
    told = {
        "role": record.role,
        "region_code": record.region_code,
        "expires_at": record.expires_at.isoformat(),
    }
    audit(by=by, action="invited", record=record, changes=told)
    return Invited(record, token)


@transaction.atomic
def revoke_invitation(*, by: Actor, invitation: Invitation, at: datetime) -> Saved[Invitation]:
    """Take an invitation back; one that was taken up or taken back before stays as it is. Raises NotAllowed."""
    check_can(by, Right.MANAGE_ACCOUNTS)
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not waiting.update(revoked_at=at):
        return Saved(invitation, created=False)
    audit(by=by, action="revoked", record=invitation, changes={})
    invitation.refresh_from_db()
    return Saved(invitation, created=False, changes={"revoked_at": (None, at.isoformat())})


def invitation_with(token: str, at: datetime) -> Invitation:
    """Return the invitation that a link names; raise InvitationNotValid where it cannot be taken up (any more).

    It is as good as who gave it: not once they may no longer invite.
    """
    found = Invitation.objects.open(at).filter(token_hash=hash_of(token)).select_related("inviter").first()
    if found is None:
        raise InvitationNotValid
    if found.inviter is not None and not can(actor_with_roles(found.inviter), Right.MANAGE_ACCOUNTS):
        raise InvitationNotValid
    return found


@transaction.atomic
def accept_invitation(*, token: str, name: str, full_name: str, password: str, at: datetime) -> User:
    """Make the account that an invitation is for, with its role and language; return it.

    Of several who try at once one succeeds. Raises InvitationNotValid, NameNotFree, AddressTaken and ValidationError
    (the password).
    """
    invitation = invitation_with(token, at)
    accounts = get_user_model()
    if not NAME.fullmatch(name) or accounts._default_manager.filter(username__iexact=name).exists():
        raise NameNotFree(name)
    if accounts._default_manager.filter(email__iexact=invitation.email).exists():
        raise AddressTaken(invitation.email)
    first, _, last = full_name.strip().partition(" ")
    account = accounts(username=name, email=invitation.email, first_name=first, last_name=last.strip())
    validate_password(password, account)
    account.set_password(password)
    account.full_clean()
    if not Invitation.objects.open(at).filter(pk=invitation.pk).update(accepted_at=at):
        raise InvitationNotValid
    account.save()
    Invitation.objects.filter(pk=invitation.pk).update(account=account)
    UserProfile.objects.update_or_create(user=account, defaults={"preferred_language": invitation.language})
    inviter = Actor(f"{name[:60]}, invited by {invitation.by[:70]}", frozenset({Role.ADMINISTRATOR}))
    audit(by=inviter, action="accepted", record=invitation, changes={"account": name})
    role = RoleShape(account=name, role=invitation.role, region=invitation.region_code)
    give_role(by=inviter, role=role)
    return account


Given = tuple[Role, str]
"""A role, with the code of the region that one bound to regions is for."""


@transaction.atomic
def follow_provider(
    *, by: Actor, account: User, roles: Collection[Given], decides: Collection[Given]
) -> dict[str, list[str]]:
    """Give an account the roles that a provider of sign-ins says it has, and take those that it no longer says.

    Only what the provider `decides` is touched: a role that somebody gave here by hand stays. Returns what was given
    and taken. Raises NotAllowed.
    """
    check_can(by, Right.MANAGE_ACCOUNTS)
    held = {(Role(one.role), one.region_code): one for one in RoleAssignment.objects.filter(user=account)}
    wanted = set(roles) & set(decides)
    given, taken = sorted(wanted - held.keys()), sorted((set(decides) & held.keys()) - wanted)
    for role, region in given:
        shape = RoleShape(account=account.get_username(), role=role, region=region)
        give_role(by=by, role=shape)
    for one in taken:
        take_role(by=by, assignment=held[one], reason=f"{by.name} no longer says so")
    return {"given": [role for role, _ in given], "taken": [role for role, _ in taken]}


def _account(name: str) -> User:
    accounts = get_user_model()
    return find(accounts, name, key=accounts.USERNAME_FIELD)  # type: ignore[return-value]  # none only without a name


@transaction.atomic
def appoint_deputy(*, by: Actor, deputy: DeputyShape) -> Saved[Deputy]:
    """Let one account act with the rights of another for some days; the other's own doing, or an administrator's.

    Raises NotAllowed, RecordNotFound, DeputyCannotAct (closed, the same account, no days) and ValidationError.
    """
    account, other = _account(deputy.account), _account(deputy.deputy)
    _check_own(by, account)
    if account.pk == other.pk or not other.is_active or deputy.end <= deputy.start:
        raise DeputyCannotAct(deputy.deputy)
    return save_record(
        Deputy,
        by=_as_manager(by),
        right=Right.MANAGE_ACCOUNTS,
        key={"account": account, "deputy": other, "start": deputy.start},
        values={"end": deputy.end, "by": by.in_trail},
    )


@transaction.atomic
def end_deputy(*, by: Actor, deputy: Deputy, on: date) -> Saved[Deputy]:
    """Let a deputy act no longer from the day `on`; the other's own doing, or an administrator's. Raises NotAllowed."""
    _check_own(by, deputy.account)
    assert deputy.start is not None  # noqa: S101  # a constraint
    if deputy.end is not None and deputy.end <= on:
        return Saved(deputy, created=False)
    return save_record(
        Deputy,
        by=_as_manager(by),
        right=Right.MANAGE_ACCOUNTS,
        key={"pk": deputy.pk},
        values={"end": max(on, deputy.start)},
        action="ended",
    )


def _check_own(by: Actor, account: User) -> None:
    """Raise NotAllowed where an account is neither one's own nor one's to manage; a deputy does neither."""
    if by.user is None or by.user != account.pk or by.acts_for:
        check_can(by, Right.MANAGE_ACCOUNTS)


def _as_manager(by: Actor) -> Actor:
    """Return somebody as one who may write what they were asked about: the engine asks for the right once more."""
    return Actor(by.name, by.roles | {Role.ADMINISTRATOR}, user=by.user, system_user=by.system_user)


@transaction.atomic
def close_account(*, by: Actor, closing: ClosingShape, views: Views, at: datetime) -> HandedOver:
    """Close an account, hand over its drafts, reviews, follow-ups and focal points, and end what it began for others.

    `views` has the right to see each kind of record. Its sessions end, invitations that it gave are taken back,
    deputies are ended both ways. Raises NotAllowed, RecordNotFound, NotOneself, NobodyTakesOver, SuccessorCannot and
    ValidationError.
    """
    check_can(by, Right.MANAGE_ACCOUNTS)
    account, to = _account(closing.account), _account(closing.to) if closing.to else None
    if by.user == account.pk:
        raise NotOneself
    if not closing.reason.strip():
        raise ValidationError({"reason": "expected a reason: the trail keeps it"})
    done = hand_over(by=by, account=account, to=to, closing=closing, views=views, on=at.date())
    for invitation in Invitation.objects.open(at).filter(inviter=account):
        revoke_invitation(by=by, invitation=invitation, at=at)
    for deputy in Deputy.objects.filter(account=account) | Deputy.objects.filter(deputy=account):
        end_deputy(by=by, deputy=deputy, on=at.date())
    if account.is_active:
        account.is_active = False
        account.save(update_fields=["is_active"])
    changes = {"reason": closing.reason.strip(), "to": closing.to, **done.as_dict()}
    audit(by=by, action="closed", record=account, changes=changes)
    transaction.on_commit(lambda: _end_sessions(account))
    return done


def _end_sessions(account: User) -> None:
    from allauth.usersessions.models import UserSession

    for session in UserSession.objects.filter(user=account):
        session.end()
