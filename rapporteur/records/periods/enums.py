"""States of a period and of a contribution, and the steps between them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models


class PeriodState(models.TextChoices):
    """How far a period has come; one of which nobody has said anything is open."""

    OPEN = "OPEN", "open"
    CALLED = "CALLED", "call for contributions"
    CLOSING = "CLOSING", "closing"
    LOCKED = "LOCKED", "locked"


class ContributionState(models.TextChoices):
    """How far somebody's contribution to a period has come; who has not said anything has none on record."""

    NOT_YET = "NOT_YET", "not yet"
    STARTED = "STARTED", "started"
    SENT = "SENT", "sent"
    RETURNED = "RETURNED", "returned"
    ACCEPTED = "ACCEPTED", "accepted"
    NOTHING = "NOTHING", "nothing to report"


PERIOD_STEPS: Mapping[PeriodState, Mapping[str, PeriodState]] = {
    PeriodState.OPEN: {"call": PeriodState.CALLED, "lock": PeriodState.LOCKED},
    PeriodState.CALLED: {"close": PeriodState.CLOSING, "withdraw_call": PeriodState.OPEN},
    PeriodState.CLOSING: {"lock": PeriodState.LOCKED, "call": PeriodState.CALLED},
    PeriodState.LOCKED: {"unlock": PeriodState.CLOSING},
}
"""By state and step the state of the period after it; a step that is not there is refused."""
CONTRIBUTION_STEPS: Mapping[ContributionState, Mapping[str, ContributionState]] = {
    ContributionState.NOT_YET: {
        "start": ContributionState.STARTED,
        "send": ContributionState.SENT,
        "declare_nothing": ContributionState.NOTHING,
    },
    ContributionState.STARTED: {
        "send": ContributionState.SENT,
        "declare_nothing": ContributionState.NOTHING,
    },
    ContributionState.SENT: {
        "return": ContributionState.RETURNED,
        "accept": ContributionState.ACCEPTED,
    },
    ContributionState.RETURNED: {
        "send": ContributionState.SENT,
        "declare_nothing": ContributionState.NOTHING,
    },
    ContributionState.ACCEPTED: {"return": ContributionState.RETURNED},
    ContributionState.NOTHING: {
        "start": ContributionState.STARTED,
        "send": ContributionState.SENT,
        "return": ContributionState.RETURNED,
    },
}
"""By state and step the state of the contribution after it."""
OWN_STEPS = frozenset({"start", "send", "declare_nothing"})
"""What whoever contributes says of it; the other steps are those of who reads it."""
TAKEN_IN: Mapping[PeriodState, frozenset[str]] = {
    PeriodState.OPEN: frozenset(),
    PeriodState.CALLED: frozenset({"start", "send", "declare_nothing", "return", "accept"}),
    PeriodState.CLOSING: frozenset({"send", "declare_nothing", "return", "accept"}),
    PeriodState.LOCKED: frozenset(),
}
"""The steps of contributions that are taken in each state of their period: while it closes, nothing is begun."""
