"""The nodes of the plan that a report tells of: all that had not ended when its period began, and what was served."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from rapporteur.records.plan.models import Node
from rapporteur.report.compile.rows import NodeRow

COLUMNS = (
    "id", "parent_id", "code", "level__key", "level__depth", "title", "text", "purpose", "kind", "listed", "slug",
)  # fmt: skip


def fetch_nodes(version: int, *, begins: date | None = None, served: Collection[int] = ()) -> list[NodeRow]:
    """Read the nodes of a version in their order; one query.

    Of those that had ended when a period `begins`, only those that activities name (`served`) are told of, and what
    they stand below.
    """
    rows = Node.objects.filter(version=version).order_by("position", "id").values_list(*COLUMNS, "end")
    found = [(NodeRow._make(row[:-1]), row[-1]) for row in rows]
    if begins is None:
        return [row for row, _ in found]
    parents = {row.id: row.parent for row, _ in found}
    told: set[int] = set()
    for row, end in found:
        at = row.id if end is None or end > begins or row.id in served else None
        while at is not None and at not in told:
            told.add(at)
            at = parents.get(at)
    return [row for row, _ in found if row.id in told]
