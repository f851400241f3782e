"""Writes to communication items."""

from __future__ import annotations

from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.references import find, find_all
from rapporteur.base.values.base import given
from rapporteur.records.activities.enums import DatePrecision
from rapporteur.records.activities.models import Activity
from rapporteur.records.agreements.rules import check_one_day
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.communication.shapes import ItemShape
from rapporteur.records.plan.models import Node


def record_item(*, by: Actor, item: ItemShape) -> Saved[CommunicationItem]:
    """Record what was put out; deliverables that are given are all of them.

    Raises RecordNotFound, and StageIsNoDay where it is said to have been put out on several days.
    """
    values = given(item)
    children = {}
    if "deliverables" in values:
        deliverables = values.pop("deliverables")
        nodes = find_all(Node, deliverables)
        children["deliverables"] = [{"node": nodes[slug]} for slug in deliverables]
    for name in ("channels", "languages"):
        if name in values:
            values[name] = list(values[name])
    if "published" in values:
        day = values.pop("published")
        check_one_day(item.slug, day)
        precision = DatePrecision.MONTH if day is not None and day.is_month_only else DatePrecision.DAY
        values["published_date"] = day.first_day if day else None
        values["published_precision"] = precision.value
    if "activity" in values:
        values["activity"] = find(Activity, values["activity"])
    return save_record(
        CommunicationItem,
        by=by,
        right=Right.RECORD_COMMUNICATION,
        key={"slug": values.pop("slug")},
        values=values,
        children=children,
    )
