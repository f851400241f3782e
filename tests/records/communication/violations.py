"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests.factories import make

VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "communication_communicationitem.slug": lambda: make.CommunicationItemFactory.create_batch(
        2, slug="same"
    ),
    "item_kind_known": lambda: make.CommunicationItemFactory(kind="POSTER"),
    "item_precision_known": lambda: make.CommunicationItemFactory(published_precision="YEAR"),
    "reach_measure_known": lambda: make.CommunicationItemFactory(
        reach=3, reach_measure="SMILES", reach_date=date(2018, 7, 1), reach_source="Ana"
    ),
    "reach_is_whole": lambda: make.CommunicationItemFactory(reach=3),
    "item_deliverable_once": lambda: make.ItemDeliverableFactory.create_batch(
        2, item=make.CommunicationItemFactory(), node=make.NodeFactory()
    ),
}
