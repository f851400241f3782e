"""A file proposed as an import in one step, as the command does in two."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rapporteur.base.core.permissions import Actor
from rapporteur.intake.importing.actions import store_plan
from rapporteur.intake.importing.models import Import
from rapporteur.intake.importing.planning import plan_import


def propose_import(*, by: Actor, at: datetime, **what: Any) -> Import:
    """Read a file and keep what it proposes; `what` is what plan_import is given."""
    return store_plan(plan_import(today=at.date(), **what), by=by, at=at)
