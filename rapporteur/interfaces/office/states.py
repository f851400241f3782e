"""Where a record with drafts stands: a word with a sign, the same on every page of the office."""

from __future__ import annotations

from rapporteur.base.core.models import Editorial
from rapporteur.base.values.messages import Message

STATES = {
    "published": Message("published", context="state of an activity"),
    "changed": Message("published, with changes that are not", context="state of an activity"),
    "waits": Message("waits for a review", context="state of an activity"),
    "draft": Message("draft", context="state of an activity"),
}
ONE = {
    "published": Message("published", context="state of one"),
    "changed": Message("published, changed since", context="state of one"),
    "waits": Message("waits for a review", context="state of one"),
    "draft": Message("draft", context="state of one"),
}
"""The same of one record, of whatever kind."""
SIGNS = {"published": "●", "changed": "●○", "waits": "◔", "draft": "○"}
"""A sign beside each word, so that a state is seen before it is read."""


def state_of(record: Editorial) -> str:
    """Return the name of the state that a record with drafts is in."""
    if record.current_workflow_state is not None:
        return "waits"
    if not record.live:
        return "draft"
    return "changed" if record.has_unpublished_changes else "published"
