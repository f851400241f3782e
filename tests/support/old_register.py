"""A register from before regions had dates and records lost their drafts, brought up to date, back, and there again.

python -m tests.support.old_register        on a database of its own, which the migrations have made

One register goes all the way, since each way takes a quarter of a minute. Prints as JSON what became of it.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tests.support import old_drafts, undated_regions

DRAFTS = {
    "members": "0004_periods_apart",
    "governance": "0003_periods_apart",
    "plan": "0002_both_days",
    "programmes": "0001_initial",
}
"""The last migrations with drafts of everything."""
ACTIVITIES = ("activities", "0004_positions_whole")
"""Where the models lie that refer to all the others."""
NO_DATES = {**DRAFTS, "members": "0002_positions_whole", "governance": "0002_initial"}
"""The last ones before regions had dates."""


def apps_at(names: dict[str, str], *beside: tuple[str, str]) -> Any:
    """Go to the migrations `names`; return the models as they were then, with those of `beside`."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    MigrationExecutor(connection).migrate(list(names.items()))
    loader = MigrationExecutor(connection).loader
    return loader.project_state([*names.items(), *beside]).apps


def main() -> None:
    """Do all of it."""
    from rapporteur.interfaces.cli.django import setup

    setup()
    from django.core.management import call_command

    undated_regions.record_undated(apps_at(NO_DATES))
    old_drafts.record_drafts(apps_at(DRAFTS, ACTIVITIES))
    call_command("migrate", verbosity=0)
    told: dict[str, Any] = {"regions": undated_regions.became(), "drafts": old_drafts.became()}
    told["drafts back"] = old_drafts.went_back(apps_at(DRAFTS, ACTIVITIES))
    told["regions back"] = undated_regions.went_back(apps_at(NO_DATES))
    call_command("migrate", verbosity=0)
    told["regions again"] = {"affiliations": undated_regions.affiliations(), "found": undated_regions.found()}
    told["drafts again"] = old_drafts.became()
    json.dump(told, sys.stdout, default=str)


if __name__ == "__main__":
    main()
