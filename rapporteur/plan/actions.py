"""Writes to action plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from rapporteur.core.actions import Saved, rearrange, save_record
from rapporteur.core.localized import LocalizedText
from rapporteur.plan.models import Level, Node, Plan, PlanVersion


def record_plan(*, by: str, slug: str, name: LocalizedText) -> Saved[Plan]:
    """Record an action plan."""
    return save_record(Plan, by=by, key={"slug": slug}, values={"name": name})


def adopt_version(*, by: str, plan: Plan, number: int = 1, start: date, end: date) -> Saved[PlanVersion]:
    """Record a version of `plan` in force from `start` up to, without, `end`."""
    return save_record(
        PlanVersion,
        by=by,
        key={"plan": plan, "number": number},
        values={"start": start, "end": end},
        action="adopted",
    )


def record_level(*, by: str, version: PlanVersion, depth: int, key: str, **values: Any) -> Saved[Level]:
    """Record a level of a version: what its nodes are called and how their codes are formed."""
    return save_record(Level, by=by, key={"version": version, "depth": depth}, values={"key": key, **values})


def reorder_nodes(*, by: str, version: PlanVersion, codes: Sequence[str]) -> None:
    """Put the nodes of `version` that are there already into the order of `codes`, numbered from 1."""
    places = {code: place for place, code in enumerate(codes, start=1)}
    rearrange(Node.objects.filter(version=version), by=by, key="code", field="position", places=places)


def record_node(
    *, by: str, version: PlanVersion, code: str, publish: bool = True, **values: Any
) -> Saved[Node]:
    """Record a node of a version under its code; `publish=False` keeps it a draft."""
    slug = f"{version.plan.slug}-{version.number}-{code.lower().replace('.', '-')}"
    return save_record(
        Node,
        by=by,
        key={"version": version, "code": code},
        values={"slug": slug, **values},
        publish=publish,
    )
