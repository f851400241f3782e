"""Every verb with every role, in the own and in another region: allowed where the table says so, otherwise no trace."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import TABLE, WORDS, Actor, NotAllowed, Reach, Role
from tests.support.verbs import CALLS, Call, a_network, public_verbs
from tests.support.writes import noted_writes

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("unmeasured"),
]  # every verb, which the tests of verbs have
OWN = "north"


OF_ONESELF = {
    "rapporteur.base.core.actions.change_own_account",
    "rapporteur.records.juries.actions.assess",
    "rapporteur.records.juries.actions.declare_ties",
    "rapporteur.records.outbox.actions.choose_mails",
    "rapporteur.interfaces.office.listing.actions.choose_columns",
    "rapporteur.interfaces.office.listing.actions.delete_view",
    "rapporteur.interfaces.office.listing.actions.open_list_with",
    "rapporteur.interfaces.office.listing.actions.save_view",
}
"""Verbs of somebody's own account, and nobody can name another's; of a list, by whoever may see it (test_listing)."""
OURS = {
    model._meta.db_table: model
    for model in apps.get_models(include_auto_created=True)
    if "rapporteur" in model.__module__ or model._meta.label == "wagtailcore.Revision"
}
"""Our tables, and that of the revisions."""
Rows = dict[str, list[tuple[Any, ...]]]


def rows(tables: Collection[str]) -> Rows:
    """Return everything that some tables hold."""
    return {table: list(OURS[table]._default_manager.order_by("pk").values_list()) for table in tables}


def was_allowed(call: Call, do: Any, by: Actor, before: Rows) -> bool:
    """Try a call and take it back; where it is refused, see that it says whom, and that nothing was written."""
    refused = ""
    with transaction.atomic():
        try:
            with noted_writes() as tables, transaction.atomic():
                do(by)
        except NotAllowed as error:
            refused = str(error)
        wrote = AuditEntry.objects.filter(by=by.name).exists()
        after = rows(tables & OURS.keys()) if refused else {}
        transaction.set_rollback(True)
    assert wrote is (call.writes and not refused)
    assert after == {table: before[table] for table in after}
    assert not refused or refused.startswith(f"{by.name} may not {WORDS[call.right].english()}")
    return not refused


def test_every_verb_is_tried() -> None:
    assert {call.name.partition(":")[0] for call in CALLS} == public_verbs() - OF_ONESELF


@pytest.mark.parametrize("region", [OWN, "south"])
@pytest.mark.parametrize("call", CALLS, ids=[call.name for call in CALLS])
def test_who_may_is_what_the_table_says(call: Call, region: str, settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    a_network(region)
    do, before = call.prepare(), rows(OURS)
    actors = {role: Actor(f"a {role}", frozenset({role}), frozenset({OWN})) for role in Role}
    allowed = {role for role, by in actors.items() if was_allowed(call, do, by, before)}
    assert allowed == {
        role
        for role, reach in TABLE[call.right].items()
        if reach is Reach.EVERY_REGION or (reach is Reach.OWN_REGION and region == OWN)
    }
