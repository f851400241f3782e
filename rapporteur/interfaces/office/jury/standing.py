"""What a juror finds on their page: the calls that they judge, what waits in each, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.jury.words import JUDGED_UNTIL, LATE, STANDING, TAKEN, TOUCHING
from rapporteur.records.calls.enums import CallState
from rapporteur.records.juries.enums import JurorStage
from rapporteur.records.juries.models import Juror
from rapporteur.records.juries.queries import applications_for

OVER = {CallState.DECIDED: "decided", CallState.CANCELLED: "cancelled"}


@dataclass(frozen=True)
class CallRow:
    """A call that somebody judges: what it is called, what waits there, what else is to be known, in sentences."""

    slug: str
    name: str
    waits: str
    is_waiting: bool
    notes: tuple[str, ...]


def jurors_of(by: Actor) -> list[Juror]:
    """Return as whom somebody judges, a juror for each call, the newest call first."""
    own = Juror.objects.filter(account=by.user).select_related("call", "person")
    return list(own.order_by("-call__closes_date", "pk"))


def row_of(juror: Juror, name: str, language: str, at: datetime) -> CallRow:
    """Return how a call stands for one of its jurors at a moment."""
    call = juror.call
    standing, left, every, touching = _standing(juror, at)
    notes = []
    if touching:
        notes.append(say(TOUCHING, language, count=touching))
    if standing in {"declare", "judge"} and call.judging_ends_date is not None:
        notes.append(say(JUDGED_UNTIL, language, day=format_day(call.judging_ends_date, language)))
        if call.judging_ends_date < timezone.localdate(at):
            notes.append(say(LATE, language))
    if call.state_at(at) == CallState.OPEN and call.closes_date is not None:
        notes.append(say(TAKEN, language, day=format_day(call.closes_date, language)))
    waits = say(STANDING[standing], language, left=left, all=every)
    return CallRow(call.slug, name, waits, standing in {"declare", "judge"}, tuple(notes))


def _standing(juror: Juror, at: datetime) -> tuple[str, int, int, int]:
    """Return what waits, how many applications are left to be judged, of how many, and how many touch the juror."""
    over = OVER.get(juror.call.state_at(at))
    if over is not None:
        return over, 0, 0, 0
    if juror.stage != JurorStage.CHOSEN:
        return "not_chosen", 0, 0, 0
    if juror.declared_date is None:
        return "declare", 0, 0, 0
    shown = applications_for(juror)
    own = [one for one in shown if not one.is_conflicting]
    left = sum(1 for one in own if not one.scores)
    standing = "judge" if left else "done" if own else "nothing"
    return standing, left, len(own), len(shown) - len(own)
