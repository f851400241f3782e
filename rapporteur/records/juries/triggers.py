"""The database's own rule on conflicts of interest, in the words of each database.

A conflict is between a juror and an application: an organisation that leads it or is its partner is the juror's own,
one for which they hold or held a seat, one of their country where the call has that rule, or one to which they
declared a tie; or they declared a tie to the application itself. Then

- no assessment is written that is not withdrawn,
- and every assessment that stands is withdrawn in the moment in which a conflict arises, whatever brings it about: a
  late declaration, another partner, a mandate that is recorded, two records that are merged.

No points are given by who has not declared their ties, nor in an assessment that is withdrawn.

The triggers name tables of other rooms. SQLite makes no table anew that a trigger of another table names, so they are
taken away before migrations and put back behind them (see `apps`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ASSESSMENT, SCORE = "juries_assessment", "juries_score"
IN_CONFLICT = "assessment_in_conflict"
NOT_DECLARED = "score_before_declaration"

_CONFLICT = """
EXISTS (
    SELECT 1 FROM juries_juror AS juror
    JOIN calls_application AS application ON application.id = {application}
    JOIN calls_callforapplications AS call ON call.id = application.call_id
    JOIN members_organisation AS one ON one.id = application.lead_id OR one.id IN (
        SELECT partner.organisation_id FROM calls_applicationpartner AS partner
        WHERE partner.application_id = application.id
    )
    WHERE juror.id = {juror} AND (
        one.id = juror.organisation_id
        OR one.id IN (
            SELECT seat.organisation_id FROM governance_mandate AS mandate
            JOIN governance_seat AS seat ON seat.id = mandate.seat_id WHERE mandate.person_id = juror.person_id
        )
        OR (call.country_rule AND one.country IN (
            juror.country,
            (SELECT own.country FROM members_organisation AS own WHERE own.id = juror.organisation_id)
        ))
        OR EXISTS (
            SELECT 1 FROM juries_tie AS tie WHERE tie.juror_id = juror.id
            AND (tie.organisation_id = one.id OR tie.application_id = application.id)
        )
    )
)
"""
_WITHDRAW = """
UPDATE juries_assessment SET withdrawn = TRUE
WHERE NOT withdrawn AND {where} AND {conflict}
"""
_NOT_TO_SCORE = """
EXISTS (
    SELECT 1 FROM juries_assessment AS assessment JOIN juries_juror AS juror ON juror.id = assessment.juror_id
    WHERE assessment.id = NEW.assessment_id AND (assessment.withdrawn OR juror.declared_date IS NULL)
)
"""
_BY_PERSON = "juror_id IN (SELECT id FROM juries_juror WHERE person_id = NEW.person_id)"
_BY_SEAT = """
juror_id IN (
    SELECT other.id FROM juries_juror AS other
    JOIN governance_mandate AS held ON held.person_id = other.person_id WHERE held.seat_id = NEW.id
)
"""
_BY_ORGANISATION = """
(juror_id IN (SELECT id FROM juries_juror WHERE organisation_id = NEW.id)
OR application_id IN (SELECT id FROM calls_application WHERE lead_id = NEW.id)
OR application_id IN (SELECT application_id FROM calls_applicationpartner WHERE organisation_id = NEW.id))
"""
TOUCHING = {
    "juries_tie": "juror_id = NEW.juror_id",
    "juries_juror": "juror_id = NEW.id",
    "calls_application": "application_id = NEW.id",
    "calls_applicationpartner": "application_id = NEW.application_id",
    "calls_callforapplications": "call_id = NEW.id",
    "governance_mandate": _BY_PERSON,
    "governance_seat": _BY_SEAT,
    "members_organisation": _BY_ORGANISATION,
}
"""By table whose rows may bring a conflict about: which assessments a row of it touches."""
EVENTS = ("insert", "update")


def conflict(*, juror: str, application: str) -> str:
    """Return the condition that a juror and an application are in conflict, each named by a column with its key."""
    return _CONFLICT.format(juror=juror, application=application)


class Trigger(NamedTuple):
    """A trigger: what it is called, of which table, when, and what it does (`refuses` says why nothing is written)."""

    name: str
    table: str
    event: str
    condition: str = ""
    refuses: str = ""
    does: str = ""


def all_triggers() -> Iterator[Trigger]:
    """Yield every trigger."""
    standing = conflict(juror=f"{ASSESSMENT}.juror_id", application=f"{ASSESSMENT}.application_id")
    for event in EVENTS:
        own = conflict(juror="NEW.juror_id", application="NEW.application_id")
        yield Trigger(
            f"{IN_CONFLICT}_{event}", ASSESSMENT, event, f"NOT NEW.withdrawn AND {own}", IN_CONFLICT
        )
        yield Trigger(f"{NOT_DECLARED}_{event}", SCORE, event, _NOT_TO_SCORE, NOT_DECLARED)
        for table, where in TOUCHING.items():
            does = _WITHDRAW.format(where=where, conflict=standing)
            yield Trigger(f"withdraw_by_{table}_{event}", table, event, does=does)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, as it is defined now; nothing where the tables are not (or no longer) there."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    if not {SCORE, *TOUCHING} <= tables:
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for trigger in all_triggers():
            for statement in (*_drop(connection.vendor, trigger), *_create(connection.vendor, trigger)):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger away."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for trigger in all_triggers():
            if connection.vendor == "sqlite" or trigger.table in tables:
                for statement in _drop(connection.vendor, trigger):
                    cursor.execute(statement)


def remove_before_tables(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away where a migration is taken back: tables that stay would name those that go."""
    remove(schema_editor.connection)


def _drop(vendor: str, trigger: Trigger) -> Iterator[str]:
    if vendor == "sqlite":
        yield f'DROP TRIGGER IF EXISTS "{trigger.name}"'
    elif vendor == "postgresql":
        yield f'DROP TRIGGER IF EXISTS "{trigger.name}" ON "{trigger.table}"'
        yield f'DROP FUNCTION IF EXISTS "{trigger.name}"()'
    else:
        raise NotImplementedError(
            f"no trigger is known for {vendor}: jurors could judge what touches them there"
        )


def _create(vendor: str, trigger: Trigger) -> Iterator[str]:
    if vendor == "sqlite":
        when = f"WHEN {trigger.condition}" if trigger.condition else ""
        does = f"SELECT RAISE(ABORT, '{trigger.refuses}')" if trigger.refuses else trigger.does
        yield (
            f'CREATE TRIGGER "{trigger.name}" AFTER {trigger.event.upper()} ON "{trigger.table}" '
            f"FOR EACH ROW {when} BEGIN {does}; END"
        )
        return
    refuse = f"RAISE EXCEPTION '{trigger.refuses}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {trigger.condition} THEN {refuse} END IF;" if trigger.refuses else f"{trigger.does};"
    yield (
        f'CREATE FUNCTION "{trigger.name}"() RETURNS trigger LANGUAGE plpgsql AS '
        f"$$ BEGIN {body} RETURN NULL; END $$"
    )
    yield (
        f'CREATE TRIGGER "{trigger.name}" AFTER {trigger.event.upper()} ON "{trigger.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{trigger.name}"()'
    )
