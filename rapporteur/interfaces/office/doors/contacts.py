"""The door of contacts."""

from __future__ import annotations

from rapporteur.base.core.permissions import Right
from rapporteur.interfaces.office.doors.door import Chosen, door_by_slug
from rapporteur.records.contacts.actions import record_contact
from rapporteur.records.contacts.models import Contact
from rapporteur.records.contacts.shapes import ContactShape

SAME = (
    "slug", "name", "office", "email", "phone", "address", "consent_date", "source", "start", "end", "note",
)  # fmt: skip
"""What a contact and its shape call alike, and hold alike."""


def _contact(it: Contact, _: Chosen) -> ContactShape:
    return ContactShape(
        **{name: getattr(it, name) for name in SAME},
        organisation=it.organisation.slug,
        languages=tuple(it.languages),
    )


CONTACT = door_by_slug(
    view=Right.VIEW_CONTACTS,
    write=Right.RECORD_CONTACTS,
    shape=_contact,
    record=lambda by, shape: record_contact(by=by, contact=shape),
)
