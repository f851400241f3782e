"""The room as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """See the package's models."""

    name = "rapporteur.records.accounts"
    label = "accounts"
