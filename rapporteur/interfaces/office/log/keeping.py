"""Keep a page of Log: as typed, always; as a draft of the register as soon as it makes one.

Two who write at once do not overwrite each other: a save names what it goes on from, and is refused with what stands
there now where that is something else.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from rapporteur.base.core.editorial import submit
from rapporteur.base.core.models import AuditEntry
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.core.reach import reaches
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.drafts import SlugTaken, typed_of, version_of, write_draft
from rapporteur.interfaces.office.log.jotting import Jotting
from rapporteur.interfaces.office.log.meaning import Meaning
from rapporteur.interfaces.office.log.typed import Typed, json_of, typed_of_json
from rapporteur.interfaces.office.pages.refusals import REFUSALS, sentence
from rapporteur.records.activities.models import Activity

TRIES = 3
"""How often a draft gets another name where somebody takes the one that was free: two never do it for long."""


@dataclass(frozen=True)
class Kept:
    """What a save did. `refusal` says why there is no draft of it, where a verb refused it."""

    jotting: Jotting
    refusal: str = ""


class WrittenElsewhere(Exception):
    """Somebody has written the same page or the same draft since: what stands there, who wrote it and when.

    `version` and `draft` are what a save must name to go on from there.
    """

    def __init__(self, theirs: Typed, by: str, at: datetime, version: int, draft: str) -> None:
        self.theirs, self.by, self.at, self.version, self.draft = theirs, by, at, version, draft
        super().__init__(by)


def keep(
    meaning: Meaning,
    *,
    desk: Desk,
    key: uuid.UUID,
    version: int,
    draft: str,
    is_done: bool = False,
) -> Kept:
    """Keep a page under its `key`; `version` and `draft` are what it goes on from (0 and nothing for a new page).

    `is_done` says that whoever logs goes on to something else once there is a draft. Raises WrittenElsewhere.
    """
    for _ in range(TRIES):
        try:
            return _keep(meaning, desk, key, version, draft, is_done=is_done)
        except (SlugTaken, IntegrityError):
            continue
    return _keep(meaning, desk, key, version, draft, is_done=is_done)


@transaction.atomic
def _keep(meaning: Meaning, desk: Desk, key: uuid.UUID, version: int, draft: str, *, is_done: bool) -> Kept:
    jotting = Jotting.objects.select_for_update(of=("self",)).filter(key=key, account=desk.account).first()
    if jotting is None:
        jotting = Jotting(key=key, account_id=desk.account, version=0)
    elif jotting.version != version:
        theirs = typed_of_json(jotting.typed)
        raise WrittenElsewhere(theirs, desk.by.name, jotting.saved_at, jotting.version, jotting.draft)
    check_draft(jotting.activity, draft, desk, jotting.version)
    before = typed_of_json(jotting.typed) if jotting.typed else meaning.typed
    refusal = ""
    if meaning.is_draft:
        refusal = _write(meaning, desk, jotting, before)
    jotting.typed = json_of(meaning.typed)
    jotting.version += 1
    jotting.saved_at, jotting.is_done = timezone.now(), is_done and not refusal and meaning.is_settled
    jotting.save()
    return Kept(jotting, refusal)


def check_draft(activity: Activity | None, draft: str, desk: Desk, version: int) -> None:
    """Raise WrittenElsewhere where somebody has written the draft of an activity since the version `draft`."""
    now = version_of(activity)
    if activity is None or now == draft:
        return
    if not reaches(desk.by, Right.VIEW_ACTIVITIES, activity):  # it lies in another region by now
        return  # the verb refuses it, and nothing is told of what it says
    entries = AuditEntry.objects.filter(record_type=activity._meta.label_lower, record=activity.slug)
    last = entries.order_by("-pk").first()
    by, at = (last.by, last.at) if last else ("", timezone.now())
    raise WrittenElsewhere(typed_of(activity, desk), by, at, version, now)


def put_to_review(activity: Activity, by: Actor) -> str:
    """Put a draft to review, where it is in none; return why that was refused, or nothing."""
    rights = DOORS[Activity].editorial
    assert rights is not None  # noqa: S101  # activities have drafts
    if activity.workflow_in_progress:
        return ""
    try:
        with transaction.atomic():
            submit(activity, by=by, rights=rights)
    except REFUSALS as refused:
        return sentence(refused)
    return ""


def _write(meaning: Meaning, desk: Desk, jotting: Jotting, before: Typed) -> str:
    """Write the draft; return why it was refused, with nothing of it written."""
    try:
        with transaction.atomic():
            saved = write_draft(meaning, by=desk.by, activity=jotting.activity, before=before)
    except REFUSALS as refused:
        return sentence(refused)
    record: Any = saved.record
    jotting.activity = Activity.objects.get(pk=record.pk)
    jotting.draft = version_of(jotting.activity)
    return ""
