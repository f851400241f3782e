"""Every invariant that the database holds is violated once, and no invariant is without its violation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from rapporteur.base.core.constraints.held import contradiction
from rapporteur.base.core.constraints.saying import Contradicts, of_constraint, of_unique
from rapporteur.base.core.database.pairs import PairOf
from tests.factories import make

TESTS = Path(__file__).resolve().parents[2]
FILES = sorted(TESTS.rglob("violations.py"))
VIOLATIONS: dict[str, Callable[[], object]] = {}
"""From the file `violations.py` of every room."""
for path in FILES:
    name = ".".join(path.relative_to(TESTS.parent).with_suffix("").parts)
    VIOLATIONS |= import_module(name).VIOLATIONS


def constraints() -> dict[str, tuple[type[models.Model], models.BaseConstraint | None, list[str]]]:
    """Return every constraint of our models: its model, itself (None: a unique column) and its columns."""
    found: dict[str, tuple[type[models.Model], models.BaseConstraint | None, list[str]]] = {}
    for model in apps.get_models():
        if not model.__module__.startswith("rapporteur."):
            continue
        meta = model._meta
        for field in meta.local_concrete_fields:
            if field.unique and not field.primary_key:
                found[f"{meta.db_table}.{field.column}"] = model, None, [field.column]
        for constraint in meta.constraints:
            names = getattr(constraint, "fields", ())
            columns = [str(meta.get_field(name).column) for name in names]  # type: ignore[union-attr]  # concrete fields
            found[constraint.name] = model, constraint, columns
    return found


FROZEN = "a frozen edition is never changed or deleted"
BEHIND_ANOTHER = {
    (
        "sqlite",
        "one_edition_per_number",
    ): FROZEN,  # a trigger refuses to replace an edition before it is compared
    ("sqlite", "edition_file_once"): FROZEN,
    ("sqlite", "edition_signed_once_by_a_key"): FROZEN,
    # a key goes together with one body, as it is there once
    ("sqlite", "body_of_seat"): "UNIQUE constraint failed: governance_seat.id",
    ("sqlite", "body_of_meeting"): "UNIQUE constraint failed: meetings_bodymeeting.id",
    ("sqlite", "call_of_application"): "UNIQUE constraint failed: calls_application.id",
    ("sqlite", "call_of_juror"): "UNIQUE constraint failed: juries_juror.id",
    ("sqlite", "call_of_assessment"): "UNIQUE constraint failed: juries_assessment.id",
    ("postgresql", "call_of_application"): "calls_application_pkey",
    ("postgresql", "call_of_juror"): "juries_juror_pkey",
    ("postgresql", "call_of_assessment"): "juries_assessment_pkey",
    ("postgresql", "body_of_seat"): "governance_seat_pkey",
    ("postgresql", "body_of_meeting"): "meetings_bodymeeting_pkey",
    ("postgresql", "core_association.slug"): "core_association_singleton_key",  # a second one is one too many
}
"""What the database says instead, where a write cannot violate one constraint alone."""


def expected_in_message(name: str) -> str:
    """Return what the database says: its constraint's name, or on SQLite the columns that must be unique."""
    if (connection.vendor, name) in BEHIND_ANOTHER:
        return BEHIND_ANOTHER[connection.vendor, name]
    model, constraint, columns = constraints()[name]
    table = model._meta.db_table
    unique = constraint is None or isinstance(constraint, models.UniqueConstraint)
    if unique and connection.vendor == "sqlite":
        return "UNIQUE constraint failed: " + ", ".join(f"{table}.{column}" for column in columns)
    if isinstance(constraint, PairOf) and connection.vendor == "sqlite":
        return "(?i)foreign key"  # which it does not name
    if constraint is None:
        return f"{table}_{columns[0]}_"
    return name


@contextmanager
def _constraints_asked() -> Iterator[None]:
    """Ask at the end of the block for what else is asked at the end of a transaction."""
    yield
    connection.check_constraints()


def test_every_constraint_has_a_violation() -> None:
    assert sorted(VIOLATIONS) == sorted(constraints())


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(VIOLATIONS))
def test_constraint_is_held_by_the_database(name: str) -> None:
    violate: Callable[[], object] = VIOLATIONS[name]
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), _constraints_asked():
        violate()
    assert re.search(expected_in_message(name), str(refused.value))
    _check_told(name, refused.value)


def _check_told(name: str, refused: IntegrityError) -> None:
    """What the database refuses comes to people as the sentence of that very constraint, where it says which it is."""
    model, constraint, columns = constraints()[name]
    unnamed = isinstance(constraint, PairOf) and connection.vendor == "sqlite"
    if (connection.vendor, name) in BEHIND_ANOTHER or unnamed:
        return
    demands = of_constraint(model, constraint) if constraint else [of_unique(model, names_of(model, columns))]
    told = contradiction(refused)
    assert told is not None
    assert (told.model, str(told)) == (model, str(Contradicts(model, *demands)))


def names_of(model: type[models.Model], columns: list[str]) -> list[str]:
    """Return the fields that have these columns."""
    return [one.name for one in model._meta.concrete_fields if one.column in columns]


@pytest.mark.django_db
@pytest.mark.parametrize("given", [{"latitude": 1.0}, {"longitude": 1.0}])
def test_half_of_a_position_is_refused(given: dict[str, float]) -> None:
    with pytest.raises(IntegrityError, match="organisation_on_earth"), transaction.atomic():
        make.OrganisationFactory(**given)
