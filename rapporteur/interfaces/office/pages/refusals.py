"""What a verb may refuse, as a sentence for whoever is at the screen; nothing has been written then."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import get_language

from rapporteur.base.core.audit import record_name
from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say_around, say_failure
from rapporteur.interfaces.office.words import label


class AlreadyRecorded(Foreseeable):
    """A form for a new record says what stands in one that is there: it would have changed that one."""

    def __init__(self, record: models.Model) -> None:
        self.record = record
        super().__init__(
            Message(
                "{place} {value} ({name}) is on record already: change it there, or say what tells the new one from it"
            ),
            place=str(record._meta.verbose_name),
            value=record_name(record),
            name=str(record),
        )


REFUSALS = (Foreseeable, ValidationError, IntegrityError)


def sentence(refused: Exception) -> str:
    """Return what to tell, in the language of whoever is at the screen."""
    language = get_language() or ENGLISH
    if isinstance(refused, Foreseeable):
        return say_failure(refused, language)
    if isinstance(refused, ValidationError):
        return " ".join(refused.messages)
    return say_around(
        Message(
            "This contradicts what is on record ({reason}). Somebody may have written just now: look again."
        ),
        language,
        reason=str(refused),
    )


class ReasonForm(forms.Form):
    """Why something is deleted or withdrawn: the trail keeps it."""

    reason = forms.CharField(
        max_length=200,
        label=label(Message("Reason", context="office")),
        help_text=label(Message("Stays in the history.", context="office")),
    )


def refuse(form: Any, refused: Exception) -> str:
    """Put a refusal at the head of a form; return the sentence."""
    told = sentence(refused)
    form.add_error(None, told)
    return told
