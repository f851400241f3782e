"""The door of what the network puts out."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug, rows, slug_of
from rapporteur.records.communication.actions import record_item
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.communication.shapes import ItemShape

SAME = (
    "slug", "kind", "title", "published", "ongoing", "link", "reach", "reach_measure", "reach_date", "reach_source",
    "note",
)  # fmt: skip
"""What an item and its shape call alike, and hold alike."""


def _item(it: CommunicationItem, _: Chosen) -> ItemShape:
    return ItemShape(
        **{name: getattr(it, name) for name in SAME},
        channels=tuple(it.channels),
        languages=tuple(it.languages),
        activity=slug_of(it.activity),
        deliverables=tuple(row.node.slug for row in rows(it.deliverables)),
    )


ITEM = door_by_slug(
    view=Right.VIEW_COMMUNICATION,
    write=Right.RECORD_COMMUNICATION,
    shape=_item,
    record=lambda by, shape: record_item(by=by, item=shape),
)
