"""An invitation that went to the chosen contacts is noted of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from rapporteur.base.core.permissions import Actor
from rapporteur.interfaces.office.selection.words import PAGE
from rapporteur.interfaces.office.typed import TypedDayField
from rapporteur.records.contacts.actions import note_invitation
from rapporteur.records.contacts.models import Contact


class InvitationsForm(forms.Form):
    """When it was sent, to all of them on the same day."""

    on = TypedDayField(label=PAGE["sent_on"])


def invite(contact: Contact, by: Actor, given: Mapping[str, Any]) -> bool:
    """Note it of one of them; tell whether anything changed. Raises what the verb does."""
    return any(saved.changed for saved in note_invitation(by=by, contacts=[contact], on=given["on"]))
