"""Writes to initiatives."""

from __future__ import annotations

from msgspec import UNSET

from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.records.members.models import Organisation
from rapporteur.records.members.queries import regions_of
from rapporteur.records.programmes.models import Initiative, InitiativePartner
from rapporteur.records.programmes.shapes import InitiativeShape


def record_initiative(*, by: Actor, initiative: InitiativeShape) -> Saved[Initiative]:
    """Record an initiative with all its partners; it lies in the regions of its lead and its partners."""
    values = given(initiative)
    children = {}
    if "partners" in values:
        partners = values.pop("partners")
        found = find_all(Organisation, partners)
        children["partners"] = [{"organisation": found[slug]} for slug in partners]
    if "lead" in values:
        values["lead"] = find(Organisation, values["lead"])
    lead, partners = _taking_part(initiative.slug)
    before = regions_of([lead, *partners])
    after = regions_of(
        [
            lead if initiative.lead is UNSET else initiative.lead or "",
            *(partners if initiative.partners is UNSET else initiative.partners),
        ]
    )
    return save_record(
        Initiative,
        by=by,
        right=Right.RECORD_PROGRAMMES,
        regions=frozenset().union(*after.values()),
        before=frozenset().union(*before.values()),
        key={"slug": values.pop("slug")},
        values=values,
        children=children,
    )


def _taking_part(initiative: str) -> tuple[str, list[str]]:
    """Return lead (empty: none) and partners of an initiative, as they are on record."""
    lead = Initiative.objects.filter(slug=initiative).values_list("lead__slug", flat=True).first()
    partners = InitiativePartner.objects.filter(initiative__slug=initiative).order_by("pk")
    return lead or "", list(partners.values_list("organisation__slug", flat=True))
