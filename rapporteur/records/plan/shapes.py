"""Action plans as verbs, files and forms have them."""

from __future__ import annotations

from datetime import date

from msgspec import UNSET, UnsetType

from rapporteur.base.values.base import Shape
from rapporteur.base.values.localized import LocalizedText


class PlanShape(Shape, frozen=True, kw_only=True):
    """An action plan."""

    slug: str
    name: LocalizedText


class PlanVersionShape(Shape, frozen=True, kw_only=True):
    """A version of a plan, in force from `start` up to, without, `end`."""

    plan: str
    number: int = 1
    start: date
    end: date


class LevelShape(Shape, frozen=True, kw_only=True):
    """A level of a version: what its nodes are called; `depth` 0 is that of the lines."""

    depth: int
    key: str
    name: LocalizedText
    plural: LocalizedText
    code_pattern: str | UnsetType = UNSET


class NodeShape(Shape, frozen=True, kw_only=True):
    """A line, measure or deliverable of a version; `level` is a level's key, `parent` a code of the same version."""

    code: str
    level: str
    parent: str | None = None
    position: int
    title: LocalizedText
    text: LocalizedText | UnsetType = UNSET
    purpose: LocalizedText | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    listed: bool | UnsetType = UNSET
    asks_parity: bool | UnsetType = UNSET
    note: str | UnsetType = UNSET


class NewNodeShape(Shape, frozen=True, kw_only=True):
    """A node that is added below `parent`, behind those that are there; without a parent it is a line."""

    code: str
    parent: str | None = None
    title: LocalizedText


class NodePlaceShape(Shape, frozen=True, kw_only=True):
    """Where a node stands: below `parent`, right behind `after`, both codes of its version; None: a line, the first."""

    parent: str | None = None
    after: str | None = None
