"""For every constraint of this room, a write that violates it past all validation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from tests.factories import make

VIOLATIONS: Mapping[str, Callable[[], object]] = {
    "contacts_contact.slug": lambda: make.ContactFactory.create_batch(2, slug="same"),
    "contact_ends_after_start": lambda: make.ContactFactory(start=date(2018, 5, 2), end=date(2018, 5, 2)),
    "contact_has_name": lambda: make.ContactFactory(name=""),
    "contact_has_source": lambda: make.ContactFactory(source=""),
    "contact_can_be_reached": lambda: make.ContactFactory(email=""),
    "contact_unanswered_was_asked": lambda: make.ContactFactory(unanswered=1),
    "contact_answers_follow": lambda: make.ContactFactory(answers="SILENT"),
}
