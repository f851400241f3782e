"""Django, started by the commands that need the database and by no others."""

from __future__ import annotations

import os


def setup() -> None:
    """Start Django with the installation's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
