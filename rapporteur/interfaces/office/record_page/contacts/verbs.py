"""The verbs of contacts as forms: an invitation was sent, they answered, they are written to no more."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.office.record_page.form_verb import FormVerb, LastDayForm, VerbForm
from rapporteur.interfaces.office.typed import TypedDayField
from rapporteur.interfaces.office.words import label
from rapporteur.records.contacts import actions

INVITED = Message("Note an invitation …", context="verb")
ANSWERED = Message("Note an answer …", context="verb")
END = Message("Write to them no more …", context="verb")
IS_OVER = Message("they are written to no more", context="verb")
NOT_AGREED = Message("they have not agreed to be written to", context="verb")
ON = label(Message("On which day", context="verb"))
DONE = {
    "note-invitation": Message("The invitation of {name} is noted.", context="verb"),
    "note-answer": Message("The answer of {name} is noted.", context="verb"),
    "end-contact": Message("{name} is written to no more.", context="verb"),
}


class InvitationNoteForm(VerbForm):
    """When something was sent to them."""

    day_field = "on"
    on = TypedDayField(label=ON)

    def do(self, by: Actor) -> None:
        """Note it."""
        actions.note_invitation(by=by, contacts=[self.record], on=self.cleaned_data["on"])


class AnswerForm(VerbForm):
    """When they answered."""

    day_field = "on"
    on = TypedDayField(label=ON)

    def do(self, by: Actor) -> None:
        """Note it."""
        actions.note_answer(by=by, contact=self.record, on=self.cleaned_data["on"])


class EndContactForm(LastDayForm):
    """The last day on which they could be written to."""

    def do(self, by: Actor) -> None:
        """Note it."""
        actions.end_contact(by=by, contact=self.record, end=self.end)


def _why_over(contact: Any) -> Message | None:
    return IS_OVER if contact.end is not None and contact.end <= timezone.localdate() else None


def _why_not_invited(contact: Any) -> Message | None:
    return _why_over(contact) or (NOT_AGREED if contact.consent_date is None else None)


CONTACT_VERBS = (
    FormVerb("note-invitation", INVITED, Right.RECORD_CONTACTS, InvitationNoteForm, _why_not_invited),
    FormVerb("note-answer", ANSWERED, Right.RECORD_CONTACTS, AnswerForm),
    FormVerb("end-contact", END, Right.RECORD_CONTACTS, EndContactForm, _why_over),
)
