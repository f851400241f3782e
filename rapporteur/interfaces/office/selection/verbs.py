"""What can be done with several rows of a list at once: each a verb of a room, done with one record after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone

from rapporteur.base.core import editorial
from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.door import Door
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.follow_ups.pages import FollowUpForm
from rapporteur.interfaces.office.follow_ups.showing import FOLLOWED
from rapporteur.interfaces.office.reviews.lacking import BlocksReport, lacks_text
from rapporteur.interfaces.office.reviews.queue import draft_of
from rapporteur.interfaces.office.selection import dues_words, words
from rapporteur.interfaces.office.selection.dues_forms import AmountsForm, CallForm, PaymentsForm, WaiversForm
from rapporteur.interfaces.office.selection.dues_letters import (
    LettersForm,
    NothingOpen,
    letters_of,
    remind,
)
from rapporteur.interfaces.office.selection.forms import AmendmentForm, ReturnForm
from rapporteur.interfaces.office.selection.invitations import InvitationsForm, invite
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.actions import amend_activity
from rapporteur.records.activities.models import Activity
from rapporteur.records.contacts.models import Contact
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.members.models import Organisation
from rapporteur.records.remarks.actions import add_follow_up, return_with_comments

AnyDoor = Door[Any, Any]
BLOCKS = "blocks"
"""By which name a verb that publishes is given what blocks."""
Sent = Mapping[str, Any] | None
"""What a form has sent, None where it is shown for the first time."""
Done = str | None
"""What is to be said of a record with which it was done, None where there is nothing more to say."""


class Unchanged(Exception):  # nothing went wrong
    """A record is already what it would be made, or is left out of what the form says; `why` tells which."""

    def __init__(self, why: Message = words.UNCHANGED) -> None:
        self.why = why


@dataclass(frozen=True, kw_only=True)
class SelectionVerb:
    """Something that is done with each of several records: the word of its address, its button, whose it is.

    `form` asks what the verb takes beside the records. `do` raises what the verb raises, and Unchanged.
    """

    name: str
    label: Message
    right: Callable[[AnyDoor], Right | None]
    do: Callable[[Any, Actor, AnyDoor, Mapping[str, Any]], Done]
    models: tuple[type[Any], ...]
    form: Callable[[Sent, Actor, Sequence[Any]], forms.Form] | None = None
    form_of_all: Callable[[Sent, Sequence[Any]], AmountsForm] | None = None
    """What is asked of a whole list where `form` has boxes for each row; `records` are the first of it."""
    file: Callable[[Sequence[Any], Mapping[str, Any]], bytes] | None = None
    """Makes a Word document of the records with which it was done, in place of a page that says so."""
    why: Message | None = None
    """What is to be known before it is done."""
    publishes: bool = False
    """Whether it is asked before what blocks a report is published: `do` is given what blocks, by key."""


def _rights(door: AnyDoor) -> editorial.EditorialRights:
    assert door.editorial is not None  # noqa: S101  # others have no such verb
    return door.editorial


def _submit(record: Any, by: Actor, door: AnyDoor, given: Mapping[str, Any]) -> Done:
    editorial.submit(record, by=by, rights=_rights(door))
    return say(words.NO_TEXT, reader()) if lacks_text(draft_of(record)) else None


def _approve(record: Any, by: Actor, door: AnyDoor, given: Mapping[str, Any]) -> Done:
    editorial.approve(record, by=by, rights=_rights(door))
    waits = type(record)._default_manager.get(pk=record.pk).current_workflow_state is not None
    if not waits and (reasons := given.get(BLOCKS, {}).get(record.pk)):
        raise BlocksReport(draft_of(record), reasons)  # asked last: not about what the verb refuses
    return say(words.MORE, reader()) if waits else None


def _return(record: Any, by: Actor, door: AnyDoor, given: Mapping[str, Any]) -> Done:
    return_with_comments(record, by=by, rights=_rights(door), reason=given["reason"])
    return None


def _amend(record: Any, by: Actor, door: AnyDoor, given: Mapping[str, Any]) -> Done:
    if not amend_activity(by=by, activity=record, amendment=given["shape"]).changed:
        raise Unchanged
    changed = Activity.objects.get(pk=record.pk)
    if not changed.live:
        return None
    if not can(by, _rights(door).publish):
        before = changed.current_workflow_state
        editorial.review_again(changed, by=by, rights=_rights(door))
        if before is None and Activity.objects.get(pk=record.pk).current_workflow_state is not None:
            return say(words.AGAIN, reader())
    return say(words.KEPT, reader())


def _follow_up(record: Any, by: Actor, door: AnyDoor, given: Mapping[str, Any]) -> Done:
    saved = add_follow_up(
        record, by=by, view=door.view, write=door.write, follow_up=given["shape"], at=timezone.now()
    )
    if not saved.changed:
        raise Unchanged
    return None


def _with_amount(record: Any, by: Actor, door: AnyDoor, given: Mapping[str, Any]) -> Done:
    """Write what the form says of this record; the form knows the verb of the room of dues."""
    amounts = given["amounts"]
    written = amounts.write(record, by)
    if written is None:
        raise Unchanged(amounts.LEFT_OUT if amounts.whole else dues_words.NO_AMOUNT)
    return str(written)


def _remind(record: Any, by: Actor, door: AnyDoor, given: Mapping[str, Any]) -> Done:
    try:
        return remind(record, by, given)
    except NothingOpen:
        raise Unchanged(dues_words.NOTHING_OPEN) from None


def _invite(record: Any, by: Actor, door: AnyDoor, given: Mapping[str, Any]) -> Done:
    if not invite(record, by, given):
        raise Unchanged
    return None


REVIEWED = tuple(model for model, door in DOORS.items() if door.editorial is not None)
VERBS = (
    SelectionVerb(
        name="submit",
        label=words.SUBMIT,
        right=lambda door: _rights(door).draft,
        do=_submit,
        models=REVIEWED,
    ),
    SelectionVerb(
        name="approve",
        label=words.APPROVE,
        right=lambda door: _rights(door).publish,
        do=_approve,
        models=REVIEWED,
        publishes=True,
    ),
    SelectionVerb(
        name="return",
        label=words.RETURN,
        right=lambda door: _rights(door).publish,
        do=_return,
        models=REVIEWED,
        form=lambda sent, by, records: ReturnForm(sent),
    ),
    SelectionVerb(
        name="amend",
        label=words.AMEND,
        right=lambda door: door.write,
        do=_amend,
        models=(Activity,),
        form=lambda sent, by, records: AmendmentForm(
            sent, on=max((one.start_date for one in records if one.start_date), default=timezone.localdate())
        ),
    ),
    SelectionVerb(
        name="follow-up",
        label=words.FOLLOW_UP,
        right=lambda door: door.write,
        do=_follow_up,
        models=FOLLOWED,
        form=lambda sent, by, records: FollowUpForm(sent, initial={"owner": by.name}),
    ),
    SelectionVerb(
        name="note-invitation",
        label=words.INVITED,
        right=lambda door: door.write,
        do=_invite,
        models=(Contact,),
        form=lambda sent, by, records: InvitationsForm(sent),
        why=words.INVITED_WHY,
    ),
    SelectionVerb(
        name="payments",
        label=dues_words.BOOK,
        right=lambda door: door.write,
        do=_with_amount,
        models=(DuesItem,),
        form=lambda sent, by, records: PaymentsForm(sent, records=records),
        form_of_all=lambda sent, records: PaymentsForm(sent, records=records, whole=True),
    ),
    SelectionVerb(
        name="waive",
        label=dues_words.WAIVE,
        right=lambda door: door.write,
        do=_with_amount,
        models=(DuesItem,),
        form=lambda sent, by, records: WaiversForm(sent, records=records),
        form_of_all=lambda sent, records: WaiversForm(sent, records=records, whole=True),
    ),
    SelectionVerb(
        name="letters",
        label=dues_words.REMIND,
        right=lambda door: door.write,
        do=_remind,
        models=(DuesItem,),
        form=lambda sent, by, records: LettersForm(sent),
        file=letters_of,
        why=dues_words.LETTERS_WHY,
    ),
    SelectionVerb(
        name="call",
        label=dues_words.CALL,
        right=lambda door: Right.RECORD_DUES,
        do=_with_amount,
        models=(Organisation,),
        form=lambda sent, by, records: CallForm(sent, records=records),
        form_of_all=lambda sent, records: CallForm(sent, records=records, whole=True),
    ),
)
"""In the order of their buttons."""
