"""Who writes an import, what was written for it so far, and the records that it finds by name on the way."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from rapporteur.base.core.engine import Saved
from rapporteur.base.core.permissions import Actor
from rapporteur.records.dues.models import DuesCall
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.plan.models import Node


class Writer:
    """Remembers every record that is written, so that what a proposal made can be told and taken back."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.written: list[Saved[Any]] = []

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        return {one.slug: one for one in Organisation.objects.order_by("pk")}

    @cached_property
    def regions(self) -> dict[str, Region]:
        return {one.slug: one for one in Region.objects.order_by("pk")}

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {one.slug: one for one in Node.objects.order_by("pk")}

    @cached_property
    def calls(self) -> dict[int, DuesCall]:
        return {one.year: one for one in DuesCall.objects.order_by("pk")}

    def keep(self, saved: Saved[Any]) -> Any:
        """Remember a record that was written."""
        self.written.append(saved)
        return saved.record
