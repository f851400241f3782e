"""The database's own rule on admissions, in the words of each database: nothing is a member before its decision.

No membership begins between the day on which the organisation's request was received and that of its decision; while
the request is to be decided, none begins from the day on which it was received. What an organisation was before it
asked is no matter of its request.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from rapporteur.base.core.database import triggers
from rapporteur.base.core.database.triggers import EVENTS, Trigger

REQUEST, MEMBERSHIP = "admissions_admissionrequest", "members_membership"
BEFORE_DECISION = "member_before_decision"

_TOO_EARLY = """
{membership}.organisation_id = {request}.organisation_id AND {membership}.start >= {request}.received_date
AND ({request}.decided_date IS NULL OR {membership}.start < {request}.decided_date)
"""


def all_triggers() -> Iterator[Trigger]:
    """Yield every trigger."""
    for event in EVENTS:
        for table, other, names in (
            (MEMBERSHIP, REQUEST, {"membership": "NEW", "request": "other"}),
            (REQUEST, MEMBERSHIP, {"membership": "other", "request": "NEW"}),
        ):
            condition = f"EXISTS (SELECT 1 FROM {other} AS other WHERE {_TOO_EARLY.format(**names)})"  # noqa: S608  # our names
            yield Trigger(f"{BEFORE_DECISION}_{table}_{event}", table, event, condition, BEFORE_DECISION)


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, as it is defined now; nothing where the tables are not (or no longer) there."""
    triggers.install(connection, all_triggers())


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take every trigger away."""
    triggers.remove(connection, all_triggers())


def remove_before_tables(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away where a migration is taken back: tables that stay would name those that go."""
    remove(schema_editor.connection)
