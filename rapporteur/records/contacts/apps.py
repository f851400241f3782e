"""The room as a Django application."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.contacts"
    label = "contacts"
