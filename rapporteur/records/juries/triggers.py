"""The database's own rule on conflicts of interest, in the words of each database.

A conflict is between a juror and an application: an organisation that leads it or is its partner is the juror's own,
one for which they hold or held a seat, one of their country where the call has that rule, or one to which they
declared a tie; or they declared a tie to the application itself. Then

- no assessment is written that is not withdrawn,
- and every assessment that stands is withdrawn in the moment in which a conflict arises, whatever brings it about: a
  late declaration, another partner, a mandate that is recorded, two records that are merged.

No points are given by who has not declared their ties, nor in an assessment that is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rapporteur.base.core.database import triggers
from rapporteur.base.core.database.triggers import EVENTS, Trigger

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


def conflict(*, juror: str, application: str) -> str:
    """Return the condition that a juror and an application are in conflict, each named by a column with its key."""
    return _CONFLICT.format(juror=juror, application=application)


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
    triggers.install(connection, all_triggers(), tables={SCORE, *TOUCHING})


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger away."""
    triggers.remove(connection, all_triggers())


def remove_before_tables(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away where a migration is taken back: tables that stay would name those that go."""
    remove(schema_editor.connection)
