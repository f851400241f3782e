"""What every table holds by the nature of its columns: references lead somewhere, values are there, counts count.

Nothing is listed by hand but how a record of each model is made: a new column is tried as soon as it is there.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError

from rapporteur.base.core.database import frozen as frozen_triggers
from rapporteur.base.core.database.circles import no_circles
from rapporteur.base.core.database.overlaps import no_overlaps
from rapporteur.base.core.models import AuditEntry, Merger, TranslationState
from rapporteur.base.core.permissions import Role
from rapporteur.intake.importing.models import Import, ImportDoubt, ImportItem, Upload
from rapporteur.interfaces.office.listing.models import ListChoice, SavedView
from rapporteur.interfaces.office.log.jotting import Jotting
from rapporteur.interfaces.office.models import Count
from rapporteur.proof.checks.models import CheckWaiver
from rapporteur.proof.editions.models import Edition, EditionFile, EditionSignature
from rapporteur.records.accounts.models import Deputy, Invitation
from rapporteur.records.activities.approvals import ApprovalRule, Remit
from rapporteur.records.admissions import triggers as admission_triggers
from rapporteur.records.juries import triggers as jury_triggers
from rapporteur.records.outbox.enums import MailKind
from rapporteur.records.outbox.models import Mail, MailChoice
from rapporteur.records.periods.models import Contribution, LockException, ReportingPeriod
from rapporteur.records.remarks.models import Comment, CommentAnswer, FollowUp
from tests import factories
from tests.intake.importing.violations import a_doubt, an_import, an_item, an_upload
from tests.records.activities.violations import a_remit, a_rule
from tests.records.periods.violations import a_contribution, a_period, an_exception
from tests.records.remarks.violations import a_comment, a_follow_up, an_answer
from tests.records.reports.violations import a_signature, a_waiver, an_edition, an_edition_with_files

pytestmark = pytest.mark.django_db
NOWHERE = 999_999_999
ONE_OF_SEVERAL = (
    "place_is_one_thing",
    "evidence_is_one_thing",
    "remit_is_region_or_line",
    "party_is_one_thing",
    "signatory_is_one_thing",
    "tie_is_one_thing",
    "juror_is_somebody",
    "participant_is_somebody",
    "author_is_somebody",
    "centre_says_where",
    "count_says_something",
)
"""Constraints that what points to nothing breaks first: of several references all but one are empty."""
MOMENT = datetime(2021, 4, 20, 9, 30, tzinfo=UTC)
FROZEN = {Edition, EditionFile, EditionSignature}
"""Their triggers refuse every change before a column is looked at: tests/proof/editions/test_frozen_rows.py."""
MAKERS: dict[type[models.Model], Callable[[], Any]] = {
    AuditEntry: lambda: AuditEntry.objects.create(by="x", action="x", record_type="x", record="x"),
    TranslationState: lambda: TranslationState.objects.create(
        record_type="x",
        record="x",
        field="x",
        language="en",
        source_hash="0",
        text_hash="0",
        by="x",
    ),
    Import: an_import,
    ImportItem: an_item,
    ImportDoubt: a_doubt,
    Upload: an_upload,
    CheckWaiver: a_waiver,
    Edition: an_edition,
    EditionFile: an_edition_with_files,
    EditionSignature: a_signature,
    ReportingPeriod: a_period,
    Contribution: a_contribution,
    LockException: an_exception,
    ApprovalRule: a_rule,
    Remit: a_remit,
    Comment: a_comment,
    CommentAnswer: an_answer,
    FollowUp: a_follow_up,
    Invitation: lambda: Invitation.objects.create(
        email="ana@example.org",
        role=Role.OFFICER,
        language="en",
        token_hash="0" * 64,
        by="x",
        inviter=factories.make.AccountFactory(),
        invited_at=MOMENT,
        expires_at=MOMENT + timedelta(days=7),
        account=factories.make.AccountFactory(),
    ),
    Deputy: lambda: Deputy.objects.create(
        account=factories.make.AccountFactory(),
        deputy=factories.make.AccountFactory(),
        by="x",
        start=MOMENT.date(),
        end=MOMENT.date() + timedelta(days=7),
    ),
    Merger: lambda: Merger.objects.create(
        at=MOMENT, by="x", record_type="x", kept="x", other="y", other_name="y", last_entry=1, content={}
    ),
    Mail: lambda: Mail.objects.create(
        key="x",
        kind=MailKind.DIGEST,
        account=factories.make.AccountFactory(),
        language="en",
        subject="x",
        text="x",
        html="x",
        written_at=MOMENT,
        due_at=MOMENT,
    ),
    MailChoice: lambda: MailChoice.objects.create(account=factories.make.AccountFactory()),
    SavedView: lambda: SavedView.objects.create(
        account=factories.make.AccountFactory(), kind="members.organisation", name="x"
    ),
    ListChoice: lambda: ListChoice.objects.create(
        account=(account := factories.make.AccountFactory()),
        kind="members.organisation",
        opens_with=SavedView.objects.create(account=account, kind="members.organisation", name="x"),
    ),
    Count: lambda: Count.objects.create(key="x", value="1", expires_at=MOMENT),
    Jotting: lambda: Jotting.objects.create(
        key=UUID(int=1),
        account=factories.make.AccountFactory(),
        activity=factories.make.ActivityFactory(),
        saved_at=MOMENT,
    ),
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
        key = connection.ops.quote_name(record._meta.pk.column)
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [value, record.pk])  # noqa: S608  # our names
        connection.check_constraints()


@pytest.mark.parametrize(("model", "field"), columns(lambda field: not field.null))
def test_value_is_always_there(model: type[models.Model], field: models.Field[Any, Any]) -> None:
    record = made(model)
    with pytest.raises(IntegrityError, match=r"(?i)not.null"):
        put(record, field, None)


LEADS_NOWHERE = "(?i)" + "|".join((
    "foreign key", "invalid foreign", *ONE_OF_SEVERAL, "no_proxy_of_who_is_there",
    "who_came_is_there", "request_opinion_is_one", "request_laid_before_a_body", "request_has_no_decision_yet",
    "decision_admits_somebody", "decision_fills_a_seat", "presented_to_a_body",
))  # fmt: skip
"""What a database says of a reference to nothing; the named constraints are asked before it looks."""


@pytest.mark.parametrize(("model", "field"), columns(lambda field: bool(field.remote_field)))
def test_reference_leads_somewhere(model: type[models.Model], field: models.Field[Any, Any]) -> None:
    record = made(model)
    with pytest.raises(IntegrityError, match=LEADS_NOWHERE):
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
        "accounts.deputy.account",
        "accounts.deputy.deputy",
        "accounts.invitation.inviter",
        "activities.activation.activity",
        "activities.activitydeliverable.activity",
        "activities.activityevidence.activity",
        "activities.activityphoto.activity",
        "activities.headcount.activity",
        "governance.bodyheadcount.body",
        "activities.activityplace.activity",
        "activities.remit.account",
        "admissions.admissiondocument.request",
        "agenda.eventdeliverable.event",
        "agenda.eventgoer.event",
        "agenda.hostbid.meeting",
        "agenda.statutoryitem.meeting",
        "agreements.agreementparty.agreement",
        "agreements.signatory.statement",
        "calls.applicationanswer.application",
        "calls.applicationpartner.application",
        "calls.callorganisation.call",
        "calls.callquestion.call",
        "calls.criterion.call",
        "calls.grace.call",
        "core.roleassignment.user",
        "intake.importdoubt.item",
        "intake.importitem.of",
        "juries.score.assessment",
        "juries.tie.juror",
        "meetings.agendaitem.meeting",
        "meetings.attendance.meeting",
        "meetings.guest.meeting",
        "meetings.paperlaid.meeting",
        "members.organisationalias.organisation",
        "members.organisationname.organisation",
        "members.regionalaffiliation.organisation",
        "office.jotting.account",
        "office.listchoice.account",
        "office.reviewtask.task_ptr",
        "office.savedview.account",
        "outbox.mail.account",
        "outbox.mailchoice.account",
        "plan.level.version",
        "programmes.initiativepartner.initiative",
        "remarks.commentanswer.comment",
        "communication.itemdeliverable.item",
        "publications.publicationauthor.publication",
        "publications.publicationmention.publication",
        "training.participantcount.course",
        "training.providercentre.provider",
    }


def test_triggers_are_those_that_are_tried() -> None:
    """Each is violated in tests/proof/editions/test_frozen_rows.py, tests/records/juries/test_conflicts.py,
    tests/records/admissions/test_before_decision.py, or as a constraint of its model."""
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
    tables_frozen = {**frozen_triggers.TABLES, **frozen_triggers.SIGNATURES}
    frozen = {f"{table}_no_{event}" for table in tables_frozen for event in ("update", "delete", last)}
    apart = {
        f"{constraint.name}_{event}"
        for model in own_models()
        for constraint in no_overlaps(model)
        for event in ("insert", "update")
        if connection.vendor == "sqlite"
    }
    in_line = {
        name for model in own_models() for constraint in no_circles(model) for name in constraint.triggers
    }
    ruled = {one.name for room in (admission_triggers, jury_triggers) for one in room.all_triggers()}
    assert found == frozen | apart | in_line | ruled | {f"{frozen_triggers.FILES}_no_addition"}
