"""What every table holds by the nature of its columns: references lead somewhere, values are there, counts count.

Nothing is listed by hand but how a record of each model is made: a new column is tried as soon as it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError

from rapporteur.core.constraints import no_overlaps
from rapporteur.core.models import AuditEntry, TranslationState
from rapporteur.intake.models import Import, ImportDoubt, ImportItem
from rapporteur.reports import frozen_triggers
from rapporteur.reports.models import CheckWaiver, Edition, EditionFile
from tests import factories
from tests.intake.violations import a_doubt, an_import, an_item
from tests.reports.violations import a_file, a_waiver, an_edition

pytestmark = pytest.mark.django_db
NOWHERE = 999_999_999
FROZEN = {Edition, EditionFile}
"""Their triggers refuse every change before a column is looked at: tests/reports/editions/test_frozen_rows.py."""
MAKERS: dict[type[models.Model], Callable[[], Any]] = {
    AuditEntry: lambda: AuditEntry.objects.create(by="x", action="x", record_type="x", record="x"),
    TranslationState: lambda: TranslationState.objects.create(
        record_type="x", record="x", field="x", language="en", source_hash="0", text_hash="0", by="x"
    ),
    Import: an_import,
    ImportItem: an_item,
    ImportDoubt: a_doubt,
    CheckWaiver: a_waiver,
    Edition: an_edition,
    EditionFile: lambda: a_file(an_edition()),
}
"""How a record is made of a model that has no factory."""


def own_models() -> list[type[models.Model]]:
    """Return every model of ours, the tables between two models among them."""
    return sorted(
        (model for model in apps.get_models(include_auto_created=True) if "rapporteur" in model.__module__),
        key=lambda model: model._meta.label_lower,
    )


def made(model: type[models.Model]) -> Any:
    """Return a record of `model` that the database accepts."""
    if model in MAKERS:
        return MAKERS[model]()
    if model._meta.auto_created:
        meeting = factories.make.BilateralMeetingFactory()
        meeting.participants.add(factories.make.OrganisationFactory())
        return model._default_manager.get()
    return getattr(factories, f"{model.__name__}Factory")()


def columns(wanted: Callable[[models.Field[Any, Any]], bool]) -> list[Any]:
    """Return those columns of our tables that are `wanted`."""
    return [
        pytest.param(model, field, id=f"{model._meta.label_lower}.{field.name}")
        for model in own_models()
        if model not in FROZEN
        for field in model._meta.local_concrete_fields
        if not field.primary_key and wanted(field)
    ]


def put(record: models.Model, field: models.Field[Any, Any], value: int | None) -> None:
    """Write `value` into a column, past everything but the database."""
    table, column = map(connection.ops.quote_name, (record._meta.db_table, field.column))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, record.pk])  # noqa: S608  # our names
        connection.check_constraints()


@pytest.mark.parametrize(("model", "field"), columns(lambda field: not field.null))
def test_value_is_always_there(model: type[models.Model], field: models.Field[Any, Any]) -> None:
    record = made(model)
    with pytest.raises(IntegrityError, match=r"(?i)not.null"):
        put(record, field, None)


@pytest.mark.parametrize(("model", "field"), columns(lambda field: bool(field.remote_field)))
def test_reference_leads_somewhere(model: type[models.Model], field: models.Field[Any, Any]) -> None:
    record = made(model)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key|invalid foreign|place_is_one_thing"):
        put(record, field, NOWHERE)


@pytest.mark.parametrize(
    ("model", "field"), columns(lambda field: field.get_internal_type().startswith("Positive"))
)
def test_count_is_not_negative(model: type[models.Model], field: models.Field[Any, Any]) -> None:
    record = made(model)
    with pytest.raises(IntegrityError, match=r"(?i)check constraint"):
        put(record, field, -1)


@pytest.mark.parametrize(
    ("model", "field"),
    columns(
        lambda field: (
            bool(field.remote_field)
            and getattr(field.remote_field, "on_delete", None) is models.PROTECT
            and not field.null
        )
    ),
)
def test_what_is_referred_to_is_not_deleted(model: type[models.Model], field: models.Field[Any, Any]) -> None:
    record = made(model)
    with pytest.raises(ProtectedError), transaction.atomic():
        getattr(record, field.name).delete()
    assert model._default_manager.filter(pk=record.pk).exists()


def test_what_goes_with_its_whole_is_known() -> None:
    """Deleting cascades from a record to its own parts, and nowhere else."""
    cascading = {
        f"{model._meta.label_lower}.{field.name}"
        for model in own_models()
        if not model._meta.auto_created
        for field in model._meta.local_concrete_fields
        if field.remote_field and getattr(field.remote_field, "on_delete", None) is models.CASCADE
    }
    assert cascading == {
        "activities.activation.activity",
        "activities.activitydeliverable.activity",
        "activities.activityphoto.activity",
        "activities.activityplace.activity",
        "intake.importdoubt.item",
        "intake.importitem.of",
        "members.organisationalias.organisation",
        "members.organisationname.organisation",
        "members.regionalaffiliation.organisation",
        "plan.level.version",
        "programmes.initiativepartner.initiative",
    }


def test_triggers_are_those_that_are_tried() -> None:
    """Each is violated in tests/reports/editions/test_frozen_rows.py, or as a constraint of its model."""
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    tables = {model._meta.db_table for model in own_models()}
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {name for name, table in cursor.fetchall() if table in tables}
    last = "replace" if connection.vendor == "sqlite" else "truncate"
    frozen = {
        f"{table}_no_{event}" for table in frozen_triggers.TABLES for event in ("update", "delete", last)
    }
    apart = {
        f"{constraint.name}_{event}"
        for model in own_models()
        for constraint in no_overlaps(model)
        for event in ("insert", "update")
        if connection.vendor == "sqlite"
    }
    assert found == frozen | apart
