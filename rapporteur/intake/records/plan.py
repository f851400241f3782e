"""Versions of action plans and their nodes: as plain values, and written through the actions of their room."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from rapporteur.core.localized import LocalizedText
from rapporteur.core.translations import source_language
from rapporteur.intake.proposals import Values
from rapporteur.intake.records.plain import text_of
from rapporteur.plan.actions import adopt_version, record_level, record_node, record_plan
from rapporteur.plan.models import Level, Node, Plan, PlanVersion

if TYPE_CHECKING:
    from rapporteur.intake.records.kinds import Writer


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
    plan: Plan = writer.keep(record_plan(by=writer.by, slug=slug, name=LocalizedText(values["name"])))
    version: PlanVersion = writer.keep(
        adopt_version(
            by=writer.by,
            plan=plan,
            number=int(number),
            start=date.fromisoformat(values["start"]),
            end=date.fromisoformat(values["until"]),
        )
    )
    for depth, level in enumerate(values.get("levels") or ()):
        writer.keep(
            record_level(
                by=writer.by,
                version=version,
                depth=depth,
                key=level["key"],
                name=LocalizedText(level["name"]),
                plural=LocalizedText(level["plural"]),
                code_pattern=level["code_pattern"],
            )
        )
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
    node: Node = writer.keep(
        record_node(
            by=writer.by,
            version=version,
            code=values["code"],
            level=Level.objects.get(version=version, key=values["level"]),
            parent=writer.nodes.get(values.get("parent") or ""),
            position=position,
            title=LocalizedText(values.get("title")),
            text=LocalizedText(values.get("wording")),
            listed=values.get("listed", True),
            note=values.get("note") or "",
            publish=source_language()
            in (None, *values["title"]),  # else a draft, until somebody translates it
        )
    )
    writer.nodes[node.slug] = node
    return node
