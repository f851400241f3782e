"""Writes to contacts: who they are, what was sent to them, that they answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from rapporteur.base.core.engine import Saved, save_record
from rapporteur.base.core.permissions import Actor, Right, check_can
from rapporteur.base.core.references import find
from rapporteur.base.values.base import given
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.records.contacts.enums import ContactAnswers
from rapporteur.records.contacts.models import SILENT_AFTER, Contact
from rapporteur.records.contacts.shapes import ContactShape
from rapporteur.records.members.models import Organisation

RIGHT = Right.RECORD_CONTACTS


class ContactHasNotAgreed(Foreseeable, ValueError):
    """Somebody is to be invited who has not agreed to be written to."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(
            Message(
                "{value} has not agreed to be written to by then: record the day of their consent, or leave them out"
            ),
            value=contact.name,
        )


class ContactIsOver(Foreseeable, ValueError):
    """Somebody is to be invited who is written to no more, or not yet."""

    def __init__(self, contact: Contact) -> None:
        super().__init__(
            Message("{value} is not to be written to on that day: choose a day between their first and last"),
            value=contact.name,
        )


class ContactCannotBeReached(Foreseeable, ValueError):
    """A contact without any address."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Message("{value} cannot be reached: expected an e-mail, a telephone or a postal address"),
            value=name,
        )


def record_contact(*, by: Actor, contact: ContactShape) -> Saved[Contact]:
    """Record whom to write to at an organisation. Raises RecordNotFound, and ContactCannotBeReached."""
    values = given(contact)
    values["organisation"] = find(Organisation, contact.organisation)
    if "languages" in values:
        values["languages"] = list(values["languages"])
    known = Contact.objects.filter(slug=contact.slug).first()
    ways = [values.get(name, getattr(known, name, "")) for name in ("email", "phone", "address")]
    if not any(ways):
        check_can(by, RIGHT)
        raise ContactCannotBeReached(contact.name)
    return save_record(Contact, by=by, right=RIGHT, key={"slug": values.pop("slug")}, values=values)


@transaction.atomic
def note_invitation(*, by: Actor, contacts: Sequence[Contact], on: date) -> list[Saved[Contact]]:
    """Record that an invitation was sent to `contacts` on a day: to all of them, or none.

    Who was written to on that day already stays as they are. Raises ContactHasNotAgreed, and ContactIsOver.
    """
    check_can(by, RIGHT)
    for one in contacts:
        if not one.span.holds_on(on):
            raise ContactIsOver(one)
        if one.consent_date is None or one.consent_date > on:
            raise ContactHasNotAgreed(one)
    return [_asked(by, one, on) for one in contacts]


def _asked(by: Actor, contact: Contact, on: date) -> Saved[Contact]:
    asked = contact.asked_date
    unanswered = contact.unanswered if asked is not None and asked >= on else contact.unanswered + 1
    values = {"asked_date": max(asked or on, on), "unanswered": unanswered}
    return _correspond(by, contact, values, action="invited")


def note_answer(*, by: Actor, contact: Contact, on: date) -> Saved[Contact]:
    """Record that somebody answered on a day: what was sent to them up to then is answered."""
    later = contact.asked_date is not None and contact.asked_date > on
    values = {
        "answered_date": max(contact.answered_date or on, on),
        "unanswered": contact.unanswered if later else 0,
    }
    return _correspond(by, contact, values, action="answered")


def _correspond(by: Actor, contact: Contact, values: dict[str, object], *, action: str) -> Saved[Contact]:
    unanswered = values["unanswered"]
    answered = values.get("answered_date", contact.answered_date)
    state = ContactAnswers.ANSWERS if answered else ContactAnswers.UNKNOWN
    if isinstance(unanswered, int) and unanswered >= SILENT_AFTER:
        state = ContactAnswers.SILENT
    values["answers"] = state.value
    return save_record(Contact, by=by, right=RIGHT, key={"pk": contact.pk}, values=values, action=action)


def end_contact(*, by: Actor, contact: Contact, end: date) -> Saved[Contact]:
    """Record that somebody is to be written to no more from a day on: they left the office, or asked for it."""
    return save_record(
        Contact, by=by, right=RIGHT, key={"pk": contact.pk}, values={"end": end}, action="ended"
    )
