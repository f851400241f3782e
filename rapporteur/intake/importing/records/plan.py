"""Versions of action plans and their nodes: as plain values, and written through the actions of their room."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Max

from rapporteur.base.core.queries import source_language
from rapporteur.base.values.localized import LocalizedText
from rapporteur.intake.importing.proposals import Values
from rapporteur.intake.importing.records.plain import text_of
from rapporteur.intake.importing.records.writer import Writer
from rapporteur.records.plan.actions import adopt_version, record_level, record_node, record_plan
from rapporteur.records.plan.models import Level, Node, PlanVersion
from rapporteur.records.plan.shapes import LevelShape, NodeShape, PlanShape, PlanVersionShape


def load_versions() -> dict[str, Values]:
    """Return every version of every plan, `plan/number`, with its levels; `until` is excluded."""
    levels: dict[int, list[Values]] = defaultdict(list)
    for level in Level.objects.order_by("version_id", "depth"):
        levels[level.version_id].append(
            {
                "key": level.key,
                "name": text_of(level.name),
                "plural": text_of(level.plural),
                "code_pattern": level.code_pattern,
            }
        )
    return {
        f"{one.plan.slug}/{one.number}": {
            "name": text_of(one.plan.name),
            "start": str(one.start),
            "until": str(one.end),
            "levels": levels[one.pk],
        }
        for one in PlanVersion.objects.select_related("plan").order_by("plan__slug", "number")
    }


def load_nodes() -> dict[str, Values]:
    """Return every node."""
    nodes = Node.objects.select_related("version__plan", "level", "parent").order_by("slug")
    return {
        one.slug: {
            "slug": one.slug,
            "version": f"{one.version.plan.slug}/{one.version.number}",
            "code": one.code,
            "level": one.level.key,
            "parent": one.parent.slug if one.parent else "",
            "position": one.position,
            "title": text_of(one.title),
            "wording": text_of(one.text),
            "listed": one.listed,
            "note": one.note,
        }
        for one in nodes
    }


def find_version(target: str) -> PlanVersion | None:
    """Return the version of this plan and number."""
    slug, number = target.rsplit("/", 1)
    found: PlanVersion | None = (
        PlanVersion.objects.filter(plan__slug=slug, number=number).select_related("plan").first()
    )
    return found


def write_version(writer: Writer, target: str, values: Values) -> PlanVersion:
    """Write a plan, the version of it, and the levels of that version."""
    slug, number = target.rsplit("/", 1)
    writer.keep(record_plan(by=writer.by, plan=PlanShape(slug=slug, name=LocalizedText(values["name"]))))
    shape = PlanVersionShape(
        plan=slug,
        number=int(number),
        start=date.fromisoformat(values["start"]),
        end=date.fromisoformat(values["until"]),
    )
    version: PlanVersion = writer.keep(adopt_version(by=writer.by, version=shape))
    for depth, row in enumerate(values.get("levels") or ()):
        level = LevelShape(
            depth=depth,
            key=row["key"],
            name=LocalizedText(row["name"]),
            plural=LocalizedText(row["plural"]),
            code_pattern=row["code_pattern"],
        )
        writer.keep(record_level(by=writer.by, version=version, level=level))
    return version


def write_node(writer: Writer, target: str, values: Values) -> Node:
    """Write a node of a version; without a place it comes behind all others."""
    version = find_version(values["version"])
    if version is None:
        raise ValueError(f"there is no plan '{values['version']}' that could hold '{values['code']}'")
    position = values.get("position")
    if position is None:
        most = Node.objects.filter(version=version).aggregate(most=Max("position"))["most"]
        position = (most or 0) + 1
    parent = writer.nodes.get(values.get("parent") or "")
    shape = NodeShape(
        code=values["code"],
        level=values["level"],
        parent=parent.code if parent else None,
        position=position,
        title=LocalizedText(values.get("title")),
        text=LocalizedText(values.get("wording")),
        listed=values.get("listed", True),
        note=values.get("note") or "",
    )
    # without a title in the source language it waits as a draft until somebody writes one
    complete = source_language() in (None, *values["title"])
    node: Node = writer.keep(record_node(by=writer.by, version=version, node=shape, publish=complete))
    writer.nodes[node.slug] = node
    return node
