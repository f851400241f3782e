"""A cell of the table of roles and rights as the association has changed it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rapporteur.base.core.permissions import Reach, Role
from rapporteur.base.core.rights.bounds import FIXED_ROLES


class RightChange(models.Model):
    """That a right of a role goes further, or less far, than the table of the program says."""

    right = models.CharField(max_length=40)
    role = models.CharField(max_length=30)
    reach = models.CharField(max_length=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["right", "role"], name="right_changed_once"),
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role if role not in FIXED_ROLES]),
                name="right_changed_of_role_that_may",
            ),
            models.CheckConstraint(
                condition=Q(reach__in=[reach.value for reach in Reach]), name="right_changed_reach_known"
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def slug(self) -> str:
        """What the trail calls it."""
        return f"{self.right}:{self.role}"
