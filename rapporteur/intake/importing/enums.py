"""Stored choices of this room."""

from collections.abc import Mapping

from django.db import models


class ImportKind(models.TextChoices):
    """What a file holds."""

    REPORT = "REPORT", "progress report"
    MEMBERS = "MEMBERS", "members"
    ACTIVITIES = "ACTIVITIES", "activities"
    DUES = "DUES", "dues"
    MEDIA = "MEDIA", "media mentions"
    CALENDAR = "CALENDAR", "calendar"


class ImportState(models.TextChoices):
    """How far an import has come."""

    PROPOSED = "PROPOSED", "proposed"
    COMMITTED = "COMMITTED", "written"
    UNDONE = "UNDONE", "undone"


TRANSITIONS: Mapping[ImportState, Mapping[str, ImportState]] = {
    ImportState.PROPOSED: {"commit_import": ImportState.COMMITTED},
    ImportState.COMMITTED: {"undo_import": ImportState.UNDONE},
    ImportState.UNDONE: {},
}
"""By state and verb the state after it; everything else is refused."""


class ItemAction(models.TextChoices):
    """What an import does with a record."""

    CREATE = "CREATE", "make"
    UPDATE = "UPDATE", "change"
    WITHDRAW = "WITHDRAW", "withdraw"
    NONE = "NONE", "leave as it is"


class ItemDecision(models.TextChoices):
    """Whether a proposal is taken."""

    TAKEN = "TAKEN", "taken"
    LEFT_OUT = "LEFT_OUT", "left out"


class DoubtKind(models.TextChoices):
    """Why a person is asked."""

    AMBIGUOUS = "AMBIGUOUS", "several records may be meant"
    UNKNOWN = "UNKNOWN", "no record has this name"
    ENDED = "ENDED", "no longer in force at the time"
    PROSPECT = "PROSPECT", "a prospect, not a member"
    SAME = "SAME", "perhaps a record that is already there"
    UNPUBLISHED = "UNPUBLISHED", "has edits that nobody has published"
    TORN = "TORN", "may not have been read whole"


class DoubtState(models.TextChoices):
    """What a person has decided."""

    OPEN = "OPEN", "open"
    ANSWERED = "ANSWERED", "answered with a record"
    LEFT_OUT = "LEFT_OUT", "left out"
