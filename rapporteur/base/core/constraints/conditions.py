"""What the condition of a constraint demands, taken apart: one thing of one field, or one of several."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from django.db.models import F, Q


class What(Enum):
    """What is demanded of a field."""

    EMPTY = auto()
    FILLED = auto()
    AMONG = auto()
    NOT_AMONG = auto()
    COMPARED = auto()
    """With another field: `how` is the comparison."""
    BOUND = auto()
    BETWEEN = auto()
    LIKE = auto()
    DIFFERS = auto()


@dataclass(frozen=True)
class Atom:
    """One thing that is demanded of one field; of `value` where it is another field, its name."""

    field: str
    what: What
    value: Any = None
    how: str = ""
    asked: Any = None
    """How the condition says it, to be asked of a row again."""

    @property
    def about(self) -> tuple[str, ...]:
        """The fields that it is about."""
        if self.what is What.COMPARED or (self.what is What.DIFFERS and self.value not in ("pk", "id")):
            return self.field, self.value
        return (self.field,)


Terms = list[list[Atom]]
"""Of which one must hold, with all that it demands."""
COMPARISONS = ("gt", "gte", "lt", "lte")


def demands(condition: Q) -> list[tuple[Q, Terms]]:
    """Return what must hold of a row, each with the part of the condition that demands it."""
    if condition.connector == Q.AND and not condition.negated and len(condition.children) > 1:
        return [pair for child in condition.children for pair in demands(_as_q(child))]
    return [(condition, _terms(condition))]


def _as_q(child: Any) -> Q:
    return child if isinstance(child, Q) else Q(child)


def _terms(condition: Any) -> Terms:
    if isinstance(condition, Q) and condition.connector == Q.OR and not condition.negated:
        return [term for child in condition.children for term in _terms(child)]
    return [_atoms(condition)]


def _atoms(condition: Any) -> list[Atom]:
    if not isinstance(condition, Q):
        return [_atom(*condition)]
    found = [atom for child in condition.children for atom in _atoms(child)]
    return [_opposite(atom) for atom in found] if condition.negated else found


def _atom(path: str, value: Any) -> Atom:
    return replace(_read(path, value), asked=(path, value))


def _read(path: str, value: Any) -> Atom:
    field, _, lookup = path.partition("__")
    if lookup == "isnull":
        return Atom(field, What.EMPTY if value else What.FILLED)
    if lookup == "in":
        return Atom(field, What.AMONG, tuple(value))
    if lookup == "range":
        return Atom(field, What.BETWEEN, tuple(value))
    if lookup == "regex":
        return Atom(field, What.FILLED) if value == r"\S" else Atom(field, What.LIKE, value)
    if lookup in COMPARISONS:
        if isinstance(value, F):
            return Atom(field, What.COMPARED, value.name, lookup)
        return Atom(field, What.BOUND, value, lookup)
    if isinstance(value, F):
        return Atom(field, What.AMONG, value.name)
    return Atom(field, What.EMPTY) if value in ("", {}, None) else Atom(field, What.AMONG, (value,))


def _opposite(atom: Atom) -> Atom:
    if isinstance(atom.value, str) and atom.what is What.AMONG:
        return Atom(atom.field, What.DIFFERS, atom.value)
    turned = {
        What.EMPTY: What.FILLED,
        What.FILLED: What.EMPTY,
        What.AMONG: What.NOT_AMONG,
        What.NOT_AMONG: What.AMONG,
    }
    return Atom(atom.field, turned[atom.what], atom.value)
