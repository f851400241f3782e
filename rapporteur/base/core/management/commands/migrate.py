"""`python manage.py migrate`: as Django's, but that a new database has all of its tables or none."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from rapporteur.base.core.tables import Tables, make_tables, tables


class Command(migrate.Command):
    """Bring the tables up to those of this program."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate; what was asked of a part, or of another database, Django does alone."""

        def run() -> None:
            super(Command, self).handle(*args, **options)

        asked_for_more = options["app_label"] or options["plan"] or options["check_unapplied"]
        if options["database"] == DEFAULT_DB_ALIAS and not asked_for_more and tables() is Tables.NONE:
            make_tables(run)
        else:
            run()
