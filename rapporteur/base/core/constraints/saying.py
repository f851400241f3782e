"""A sentence for every constraint of our models, at the fields that it is about; for a row, only what fails in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import lazystr
from django.utils.translation import get_language, override
from modelcluster.fields import ParentalKey

from rapporteur.base.core.constraints import words
from rapporteur.base.core.constraints.conditions import Atom, Terms, What, demands
from rapporteur.base.core.database.circles import NoCircle
from rapporteur.base.core.database.overlaps import NoOverlap
from rapporteur.base.core.database.pairs import PairOf
from rapporteur.base.values.failures import Fault, Foreseeable, SeveralFaults
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say, say_failure

Model = type[models.Model]
InLanguage = Callable[[str], str]
_FIELD = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Demand:
    """What a constraint demands: the sentence, and the fields that it names, that at which it stands first."""

    fields: tuple[str, ...]
    message: Message
    values: Mapping[str, object] = field(default_factory=dict)


class Contradicts(SeveralFaults, ValidationError):
    """What was to be written contradicts a constraint of `model`; a form says it at the first field of `at` it has."""

    def __init__(self, model: Model, *demands: Demand) -> None:
        self.model = model
        self.at = tuple(dict.fromkeys(name for one in demands for name in one.fields))
        super().__init__(Fault(one.message, values=one.values) for one in demands)
        self.message = lazystr(_Lazily(self))  # whoever shows it says in which language

    def __str__(self) -> str:
        return " ".join(self.messages)


class _Lazily:
    def __init__(self, failure: Foreseeable) -> None:
        self.failure = failure

    def __str__(self) -> str:
        return say_failure(self.failure, get_language() or ENGLISH).replace("\n", " ")


# --- what fields and choices are called -----------------------------------------------------------


def names(model: Model, fields: Iterable[str]) -> InLanguage:
    """Return what says the names of fields in a language, each in quotation marks."""
    columns: list[Any] = [model._meta.get_field(name) for name in fields]

    def named(language: str) -> str:
        with override(language):
            return say(words.QUOTED, language, names=tuple(str(one.verbose_name) for one in columns))

    return named


def choices(model: Model, name: str, codes: Iterable[object]) -> InLanguage:
    """Return what says the choices of a field in a language."""
    column: Any = model._meta.get_field(name)
    known, codes = dict(column.flatchoices), tuple(codes)

    def named(language: str) -> str:
        with override(language):
            return ", ".join(str(known.get(one, one)) for one in codes if one != "")

    return named


# --- what is demanded ------------------------------------------------------------------------------


def of_atom(model: Model, atom: Atom) -> Demand:
    """Return what is demanded of one field."""
    alone = {"names": names(model, (atom.field,)), "count": 1}
    match atom.what:
        case What.FILLED:
            return Demand((atom.field,), words.NEEDED, alone)
        case What.EMPTY:
            return Demand((atom.field,), words.EMPTY, alone)
        case What.AMONG | What.NOT_AMONG:
            message = words.AMONG if atom.what is What.AMONG else words.NOT_AMONG
            return Demand((atom.field,), message, alone | {"choices": choices(model, atom.field, atom.value)})
        case What.COMPARED:
            return Demand(atom.about, _comparison(model, atom), _pair(model, *atom.about))
        case What.BOUND:
            by = {"gte": words.AT_LEAST, "gt": words.MORE_THAN, "lte": words.AT_MOST}
            return Demand((atom.field,), by[atom.how], alone | {"number": str(atom.value)})
        case What.BETWEEN:
            least, most = map(str, atom.value)
            return Demand((atom.field,), words.BETWEEN, alone | {"number": least, "most": most})
        case What.LIKE:
            return Demand((atom.field,), words.FORMS.get(atom.value, words.OTHER_FORM), alone)
        case What.DIFFERS:
            if len(atom.about) == 1:
                return Demand((atom.field,), words.ITSELF, alone)
            return Demand(atom.about, words.DIFFER, _pair(model, *atom.about))


def _comparison(model: Model, atom: Atom) -> Message:
    column = model._meta.get_field(atom.field)
    if isinstance(column, models.DateTimeField):
        return words.AFTER
    if isinstance(column, models.DateField):
        return words.NOT_BEFORE  # of an end that is excluded, people read and write the last day
    return words.AS_MUCH if atom.how.startswith("g") else words.NO_MORE


def _pair(model: Model, one: str, other: str) -> dict[str, object]:
    return {"one": names(model, (one,)), "other": names(model, (other,))}


def of_terms(model: Model, terms: Terms) -> list[Demand]:
    """Return what is demanded where one of several must hold."""
    if len(terms) == 1:
        return [of_atom(model, atom) for atom in terms[0]]
    if all(len(term) == 1 for term in terms):
        return [_choice_of_single(model, [term[0] for term in terms])]
    return _choice_of_several(model, terms)


def _choice_of_single(model: Model, atoms: Sequence[Atom]) -> Demand:
    fields = tuple(dict.fromkeys(atom.field for atom in atoms))
    kinds = {atom.what for atom in atoms}
    if len(kinds) == 1 and len(fields) > 1 and kinds <= {What.EMPTY, What.FILLED}:
        message = words.ONE_AT_MOST if kinds == {What.EMPTY} else words.ONE_AT_LEAST
        return Demand(fields, message, {"names": names(model, fields)})
    empty = [atom for atom in atoms if atom.what is What.EMPTY]
    rest = [atom for atom in atoms if atom.what is not What.EMPTY]
    if len(rest) == 1 and {atom.field for atom in empty} <= set(rest[0].about):
        return of_atom(model, rest[0])
    if len(atoms) == 2 and (demand := _where(model, *atoms) or _where(model, *reversed(atoms))):
        return demand
    return _together(model, fields)


def _where(model: Model, one: Atom, other: Atom) -> Demand | None:
    """Return what is demanded of `one` where `other` is so."""
    message = {
        (What.FILLED, What.EMPTY): words.NEEDED_WITH,
        (What.EMPTY, What.AMONG): words.ONLY_WHERE,
        (What.EMPTY, What.NOT_AMONG): words.EMPTY_WHERE,
        (What.FILLED, What.NOT_AMONG): words.NEEDED_WHERE,
        (What.FILLED, What.AMONG): words.NEEDED_UNLESS,
    }.get((one.what, other.what))
    if message is None:
        return None
    values = _pair(model, one.field, other.field)
    if other.value is not None:
        values["choices"] = choices(model, other.field, other.value)
    return Demand((one.field, other.field), message, values)


def _choice_of_several(model: Model, terms: Terms) -> list[Demand]:
    fields = tuple(dict.fromkeys(atom.field for term in terms for atom in term))
    alike = all({atom.field for atom in term} == set(fields) for term in terms)
    filled = [{atom.field for atom in term if atom.what is What.FILLED} for term in terms]
    empty = [{atom.field for atom in term if atom.what is What.EMPTY} for term in terms]
    every = set(fields)
    if alike and len(terms) == 2 and every in filled and every in empty:
        beyond = [
            of_atom(model, atom)
            for atom in terms[filled.index(every)]
            if atom.what not in (What.FILLED, What.EMPTY)
        ]
        return [Demand(fields, words.ALL_OR_NONE, {"names": names(model, fields)}), *beyond]
    if (
        alike
        and all(len(one) == 1 and one | rest == every for one, rest in zip(filled, empty, strict=True))
        and len(terms) == len(fields)
    ):
        return [Demand(fields, words.ONE_OF, {"names": names(model, fields)})]
    return [_together(model, fields)]


def _together(model: Model, fields: tuple[str, ...]) -> Demand:
    return Demand(fields, words.TOGETHER, {"names": names(model, fields)})


def of_unique(model: Model, fields: Sequence[str]) -> Demand:
    """Return what is demanded of fields that no two records have alike: of rows, what stands in them."""
    columns = {name: model._meta.get_field(name) for name in fields}
    own = tuple(name for name in fields if not isinstance(columns[name], ParentalKey)) or tuple(fields)
    message = words.TAKEN if len(own) == len(fields) else words.TAKEN_IN_ROWS
    return Demand(own[::-1], message, {"names": names(model, own), "count": len(own)})


def of_constraint(model: Model, constraint: models.BaseConstraint) -> list[Demand]:
    """Return what a constraint demands, in the words of its model where it has some."""
    if (own := getattr(model, "said", {}).get(constraint.name)) is not None:
        fields = tuple(dict.fromkeys(_FIELD.findall(own.text)))
        return [Demand(fields, own, {name: names(model, (name,)) for name in fields})]
    match constraint:
        case models.CheckConstraint(condition=models.Q() as condition):
            return [one for _, terms in demands(condition) for one in of_terms(model, terms)]
        case models.UniqueConstraint():
            return [of_unique(model, constraint.fields)]
        case NoOverlap():
            fields, message = ("start", "end"), words.OVERLAP
        case PairOf():
            fields, message = constraint.fields, words.NO_PAIR
        case NoCircle():
            fields, message = (constraint.field,), words.CIRCLE
        case _:
            raise LookupError(f"no sentence for a constraint of the kind of {constraint}")
    return [Demand(fields, message, {"names": names(model, fields)})]


def failing(record: models.Model, model: Model, constraint: models.BaseConstraint) -> list[Demand]:
    """Return what of a constraint that `record` violates fails in it; all of it where that cannot be told."""
    every = of_constraint(model, constraint)
    own = constraint.name in getattr(model, "said", {})
    if own or not isinstance(constraint, models.CheckConstraint):
        return every
    values: Any = record._get_field_expression_map(meta=model._meta)  # type: ignore[attr-defined]  # as its validation does
    failed = [terms for part, terms in demands(constraint.condition) if not part.check(values)]  # type: ignore[arg-type]  # a Q
    found = [one for terms in failed for one in _failing_in(record, model, terms, values)]
    return found or every


def _failing_in(record: models.Model, model: Model, terms: Terms, values: Any) -> list[Demand]:
    """Return what fails of things that go together: that they do, or, where all are there, what else is demanded."""
    told = of_terms(model, terms)
    if len(told) < 2 or len(terms) < 2 or not all(_is_there(record, name) for name in told[0].fields):
        return told[:1] if len(terms) > 1 else told
    further = [atom for term in terms for atom in term if atom.what not in (What.FILLED, What.EMPTY)]
    return [of_atom(model, atom) for atom in further if not models.Q(atom.asked).check(values)]


def _is_there(record: models.Model, name: str) -> bool:
    return getattr(record, name) not in (None, "", {})
