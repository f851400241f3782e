"""How records are told as plain values, whatever their kind."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from rapporteur.base.core.fields import to_localized
from rapporteur.base.values.localized import LocalizedText
from rapporteur.intake.importing.proposals import Values


def text_of(value: Any) -> dict[str, str]:
    """Return a text per language as a plain mapping."""
    localized = to_localized(value)
    return localized.as_dict() if isinstance(localized, LocalizedText) else {}


def day_of(value: Any) -> str | None:
    """Return a day as text, or None."""
    return str(value) if value else None


def money_of(amount: Decimal) -> str:
    """Return an amount with its two decimals."""
    return str(amount.quantize(Decimal("0.01")))


def slugs_of(model: type[models.Model]) -> dict[int, str]:
    """Return the slug of every record of a model by its key."""
    return dict(model._default_manager.order_by("pk").values_list("pk", "slug"))


def happened(row: Mapping[str, Any]) -> Values:
    """Return start, end and month: only the month where no more is known."""
    start, end = str(row["start_date"]), str(row["end_date"])
    if row["date_precision"] == "MONTH":
        return {"start": None, "end": None, "month": start[:7]}
    return {"start": start, "end": end, "month": ""}


def settle_draft(model: type[Any], slug: str) -> None:
    """Bring the row of a record that was never published up to its newest draft: both say the same then.

    Without this a second import would compare with what the first draft said.
    """
    record = model.objects.filter(slug=slug, live=False, latest_revision__isnull=False).first()
    if record is None or not record.has_unpublished_changes:
        return
    newest = record.get_latest_revision_as_object()
    newest.live, newest.latest_revision_id = False, record.latest_revision_id
    newest.save()
