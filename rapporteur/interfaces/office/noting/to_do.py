"""What is to be done after a meeting: a follow-up of whoever notes it, written with the meeting or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from rapporteur.base.core.permissions import Actor
from rapporteur.base.words.say import say_fault
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.noting.words import MISSING
from rapporteur.interfaces.office.typed import day_of, reader
from rapporteur.records.activities.models import BilateralMeeting
from rapporteur.records.remarks.actions import add_follow_up
from rapporteur.records.remarks.shapes import FollowUpShape


@dataclass(frozen=True)
class ToDo:
    """What is to be done and by when, as typed; nothing where nothing is, `errors` by box."""

    text: str = ""
    due: date | None = None
    errors: dict[str, str] = field(default_factory=dict)

    def note(self, meeting: BilateralMeeting, by: Actor) -> None:
        """Note it as a follow-up of `by` on the meeting; raise what the verb does."""
        if not self.text:
            return
        door = DOORS[BilateralMeeting]
        said = FollowUpShape(text=self.text, owner=by.name, due_date=self.due)
        add_follow_up(meeting, by=by, view=door.view, write=door.write, follow_up=said, at=timezone.now())


def read_to_do(sent: Mapping[str, str]) -> ToDo:
    """Return what the boxes say; a day without a thing to do is asked for it."""
    text, typed = sent.get("follow_up", "").strip(), sent.get("due", "").strip()
    if not typed:
        return ToDo(text)
    day, fault = day_of(typed, timezone.localdate(), is_coming=True)
    errors = {"due": say_fault(fault, reader())} if fault else {}
    if not text:
        errors["follow_up"] = str(MISSING["follow_up"])
    return ToDo(text, day, errors)
