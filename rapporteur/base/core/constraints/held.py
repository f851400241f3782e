"""Where constraints are held: our models say what fails at the fields; what the database refuses is said alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models

from rapporteur.base.core.constraints.saying import (
    Contradicts,
    Model,
    failing,
    of_constraint,
    of_unique,
)
from rapporteur.base.values.failures import Foreseeable

OURS = "rapporteur."
_UNIQUE = re.compile(r"UNIQUE constraint failed: (.+)")
_KEY = re.compile(r"\(([^)]*)\)=")
_WORD = re.compile(r"\w+")


def our_models() -> list[Model]:
    """Return the models of this program, which alone speak of themselves."""
    return [one for one in apps.get_models(include_auto_created=True) if one.__module__.startswith(OURS)]


def speak_of_constraints() -> None:
    """Let our models say at the field what a constraint demands: whoever validates them hears it.

    Set on them here and not in each: a constraint is no less one of a model that lacks some base.
    """
    for one in our_models():
        model: Any = one
        model.validate_constraints = validate_constraints
        model.unique_error_message = unique_error_message


def validate_constraints(self: models.Model, exclude: Collection[str] | None = None) -> None:
    """Raise ValidationError with what fails, at the first of its fields that is not in `exclude`."""
    errors: dict[str, list[ValidationError]] = {}
    for model, constraints in self.get_constraints():
        every: Any = constraints  # of which each validates; missing in the stubs
        for constraint in every:
            try:
                constraint.validate(model, self, exclude=exclude)
            except ValidationError as refused:
                for error, fields in _explain(self, model, constraint, refused):
                    at = next((name for name in fields if name not in (exclude or ())), NON_FIELD_ERRORS)
                    errors.setdefault(at, []).append(error)
    if errors:
        raise ValidationError(errors)


def _explain(
    record: models.Model, model: Model, constraint: models.BaseConstraint, refused: ValidationError
) -> Iterator[tuple[ValidationError, tuple[str, ...]]]:
    if isinstance(refused, Foreseeable):  # which names the other record as well
        yield refused, getattr(refused, "at", ())
        return
    for demand in failing(record, model, constraint):
        yield Contradicts(model, demand), demand.fields


def unique_error_message(self: models.Model, model_class: Model, unique_check: Any) -> ValidationError:
    """Return what is told where others have the same in fields that must be unique."""
    return Contradicts(model_class, of_unique(model_class, tuple(unique_check)))


# --- what the database says ---------------------------------------------------------------------------


@cache
def _by_name() -> dict[str, tuple[Model, models.BaseConstraint]]:
    return {str(one.name): (model, one) for model in our_models() for one in model._meta.constraints}


def contradiction(error: IntegrityError) -> Contradicts | None:
    """Return what the database has refused as a sentence at fields, None where it does not say which constraint."""
    told = str(error)
    diagnosis = getattr(error.__cause__, "diag", None)
    named = [getattr(diagnosis, "constraint_name", None) or "", *_WORD.findall(told)]
    for name in named:
        if name in _by_name():
            model, constraint = _by_name()[name]
            return Contradicts(model, *of_constraint(model, constraint))
    if found := _UNIQUE.search(told):
        table, columns = _columns(found[1])
    elif key := _KEY.search(getattr(diagnosis, "message_detail", None) or ""):
        table, columns = str(getattr(diagnosis, "table_name", "")), key[1].replace('"', "").split(", ")
    else:
        return None
    return _of_columns(table, columns)


def _columns(told: str) -> tuple[str, list[str]]:
    """Return table and columns as SQLite names them: “dues_payment.item_id, dues_payment.reference”."""
    parts = [one.split(".") for one in told.split(", ")]
    return parts[0][0], [one[-1] for one in parts]


def _of_columns(table: str, columns: Collection[str]) -> Contradicts | None:
    model = next((one for one in our_models() if one._meta.db_table == table), None)
    if model is None:
        return None
    names = {one.column: one.name for one in model._meta.concrete_fields}
    fields = [names[one] for one in columns if one in names]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and set(constraint.fields) == set(fields):
            return Contradicts(model, *of_constraint(model, constraint))
    return Contradicts(model, of_unique(model, fields)) if fields else None
