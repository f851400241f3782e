"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rapporteur.base.core.models import Association, AuditEntry, Merger, TranslationState
from rapporteur.base.core.rights.models import RightChange
from tests.factories import make

VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "association_is_one": lambda: make.AssociationFactory(singleton=False),
    "association_currency_code": lambda: make.AssociationFactory(currency="eur"),
    "core_association.singleton": lambda: [
        make.AssociationFactory(slug="one"),
        make.AssociationFactory(slug="two"),
    ],
    "core_association.slug": lambda: Association.objects.bulk_create(
        make.AssociationFactory.build_batch(2, singleton=True)
    ),
    "role_given_once": lambda: [
        make.RoleAssignmentFactory(user=user) for user in [make.AccountFactory()] * 2
    ],
    "role_known": lambda: make.RoleAssignmentFactory(role="KING"),
    "role_names_region_where_bound": lambda: make.RoleAssignmentFactory(role="REGIONAL_SECRETARY"),
    "right_changed_once": lambda: [
        RightChange.objects.create(right="call.view", role="OFFICER", reach="-") for _ in range(2)
    ],
    "right_changed_of_role_that_may": lambda: RightChange.objects.create(
        right="call.view", role="JUROR", reach="A"
    ),
    "right_changed_reach_known": lambda: RightChange.objects.create(
        right="call.view", role="OFFICER", reach="X"
    ),
    "audit_names_who": lambda: AuditEntry.objects.create(by="", action="x", record_type="x", record="x"),
    "audit_names_what": lambda: AuditEntry.objects.create(by="x", action="", record_type="x", record="x"),
    "merger_names_who": lambda: Merger.objects.create(by="", last_entry=1, content={}),
    "merger_undone_by_somebody": lambda: Merger.objects.create(
        by="x", last_entry=1, content={}, undone_by="eva"
    ),
    "one_state_per_translation": lambda: [
        TranslationState.objects.create(
            record_type="x",
            record="x",
            field="title",
            language="en",
            source_hash="0",
            text_hash="0",
            by="ana",
        )
        for _ in range(2)
    ],
}
