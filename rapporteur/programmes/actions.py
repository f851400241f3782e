"""Writes to initiatives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rapporteur.core.actions import Saved, save_record
from rapporteur.members.models import Organisation
from rapporteur.programmes.models import Initiative


def record_initiative(
    *, by: str, slug: str, partners: Sequence[Organisation] = (), **values: Any
) -> Saved[Initiative]:
    """Record an initiative with all its partners."""
    return save_record(
        Initiative,
        by=by,
        key={"slug": slug},
        values=values,
        children={"partners": [{"organisation": partner} for partner in partners]},
    )
