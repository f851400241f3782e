"""Stored choices of this room, and the steps between the states of a planned event."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


class EventPart(models.TextChoices):
    """Whose an event is, and whether the network goes there."""

    OURS = "OURS", "ours"
    GOING = "GOING", "somebody else’s; we go"
    NOT_GOING = "NOT_GOING", "somebody else’s; we do not go"
    UNDECIDED = "UNDECIDED", "somebody else’s; to be decided"


class EventState(models.TextChoices):
    """What became of a planned event: it follows from the activity that it became and the day of its cancellation."""

    PLANNED = "PLANNED", "planned"
    HAPPENED = "HAPPENED", "took place"
    CANCELLED = "CANCELLED", "cancelled"


EVENT_STEPS: Mapping[EventState, Mapping[str, EventState]] = {
    EventState.PLANNED: {"happen": EventState.HAPPENED, "cancel": EventState.CANCELLED},
    EventState.HAPPENED: {"plan": EventState.PLANNED},
    EventState.CANCELLED: {"plan": EventState.PLANNED},
}
"""By state and verb the state after it: what was said by mistake, or too early, is planned again."""
