"""Freezing while a browser looks on."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import Period
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.pages.working import About, Tell, Work, WorkDone
from rapporteur.interfaces.office.periods.standing import name_period
from rapporteur.interfaces.office.report_room.words import PAGE
from rapporteur.interfaces.office.typed import reader
from rapporteur.proof.checks.subject import what_blocks
from rapporteur.proof.editions.freezing import freeze

STEPS = {
    "records": Message("Records and checks are read", context="freezing"),
    "documents": Message("Documents: {done} of {total}", context="freezing"),
}
ALREADY = Message("This report is being frozen already.", context="freezing")
FAILED = Message("Something went wrong that nobody foresaw. Nothing was frozen.", context="freezing")
FROZEN = Message("{name} is frozen with {count} documents")
UNCHANGED = Message("nothing changed since {name} was frozen; nothing was written")


def freezing_of(period: Period) -> About:
    """Return what the page says while a report is frozen."""
    return About(
        key=f"freeze {period.code}",
        title=f"{PAGE['freeze_title']} – {name_period(period, reader())}",
        note=f"{PAGE['freezing']} {PAGE['freezing_note']}",
        already=ALREADY,
        failed=FAILED,
        back=reverse("report_room:period", args=[period.code]),
    )


def freeze_it(period: Period, by: Actor, note: str, language: str) -> Work:
    """Return the work that freezes a report: whole or not at all, since an edition is written last and at once."""

    def work(tell: Tell) -> WorkDone:
        def progress(step: str, done: int, total: int) -> None:
            message = STEPS.get(step) or STEPS["documents" if total else "records"]
            tell(say(message, language, done=done, total=total))

        frozen = freeze(
            period=period,
            by=by,
            note=note.strip(),
            frozen_at=timezone.now(),
            checks=what_blocks,
            progress=progress,
        )
        said = FROZEN if frozen.written else UNCHANGED
        return WorkDone(
            reverse("report_room:period", args=[period.code]),
            say(said, language, name=frozen.name, count=len(frozen.names)),
        )

    return work
