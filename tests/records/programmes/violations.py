"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests.factories import make

VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "programmes_initiative.slug": lambda: make.InitiativeFactory.create_batch(2, slug="same"),
    "initiative_ends_after_start": lambda: make.InitiativeFactory(
        start=date(2018, 5, 2), end=date(2018, 5, 1)
    ),
    "initiative_kind_known": lambda: make.InitiativeFactory(kind="IDEA"),
    "partner_once": lambda: make.InitiativePartnerFactory.create_batch(
        2, initiative=make.InitiativeFactory(), organisation=make.OrganisationFactory()
    ),
}
