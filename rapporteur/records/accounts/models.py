"""Who is invited to have an account, and who acts for whom while they are away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from rapporteur.base.core.models import WHERE_BOUND, Dated
from rapporteur.base.core.permissions import REGIONAL_ROLES, Role
from rapporteur.base.values.messages import Message

_BOUND = [role.value for role in Role if role in REGIONAL_ROLES]


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Questions to invitations."""

    def open(self, at: datetime) -> Self:
        """Only those that can be taken up."""
        return self.filter(accepted_at=None, revoked_at=None, expires_at__gt=at)


class Invitation(models.Model):
    """That somebody may make an account with a role, once and for a while.

    What the link ends in is not kept, only its SHA-256: nobody takes up an invitation who reads the database.
    """

    email = models.EmailField()
    role = models.CharField(max_length=30, choices=[(role.value, role.label) for role in Role])
    region_code = models.SlugField(blank=True)
    language = models.CharField(max_length=12)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    by = models.CharField(max_length=150, editable=False)
    inviter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="invitations",
        editable=False,
    )
    invited_at = models.DateTimeField(editable=False)
    expires_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    accepted_at = models.DateTimeField(null=True, editable=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="invitation",
        editable=False,
    )

    said: ClassVar[Mapping[str, Message]] = {"invitation_names_region_where_bound": WHERE_BOUND}
    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(email=""), name="invitation_has_address"),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]), name="invitation_role_known"
            ),
            models.CheckConstraint(
                condition=(Q(role__in=_BOUND) & ~Q(region_code=""))
                | (~Q(role__in=_BOUND) & Q(region_code="")),
                name="invitation_names_region_where_bound",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("invited_at")), name="invitation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(accepted_at=None), name="invitation_has_one_end"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {Role(self.role).label}"

    @property
    def slug(self) -> str:
        """What the trail calls it."""
        return self.email


class Deputy(Dated):
    """That one account acts with the rights of another from a day up to, without, another day."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deputies", editable=False
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="acts_for", editable=False
    )
    by = models.CharField(max_length=150, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(account=models.F("deputy")), name="deputy_is_somebody_else"),
            models.CheckConstraint(
                condition=Q(start__isnull=False, end__isnull=False) & Q(end__gte=models.F("start")),
                name="deputy_from_until",
            ),
            models.UniqueConstraint(fields=["account", "deputy", "start"], name="deputy_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.account}"

    def holds(self, on: date) -> bool:
        """Tell whether the deputy may act on a day."""
        assert self.start is not None  # noqa: S101  # a constraint
        assert self.end is not None  # noqa: S101  # a constraint
        return self.start <= on < self.end
