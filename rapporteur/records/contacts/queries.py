"""Questions to contacts: who may be invited."""

from __future__ import annotations

from datetime import date

from rapporteur.records.contacts.models import Contact, ContactQuerySet


def may_be_invited(on: date) -> ContactQuerySet:
    """Return those in force on a day who agreed to be written to, had so by then, and have an address for mails."""
    found: ContactQuerySet = Contact.objects.in_force(on).filter(consent_date__lte=on).exclude(email="")
    return found.order_by("organisation__slug", "slug")
