"""Questions to agreements."""

from __future__ import annotations

from django.db.models import Q

from rapporteur.base.core.models import DatedQuerySet
from rapporteur.records.agreements.enums import AgreementStage
from rapporteur.records.agreements.models import Agreement


def agreements_to_watch() -> DatedQuerySet[Agreement]:
    """Return the agreements of which something is due one day: a signature that was announced, an end of their term."""
    found: DatedQuerySet[Agreement] = Agreement.objects.filter(
        Q(stage=AgreementStage.ANNOUNCED) | Q(stage=AgreementStage.SIGNED, end__isnull=False)
    )
    return found
