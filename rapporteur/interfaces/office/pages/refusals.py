"""What a verb may refuse, as a sentence for whoever is at the screen; nothing has been written then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import get_language
from modelcluster.fields import ParentalKey

from rapporteur.base.core.engine import MOST_NAMED, RecordInUse
from rapporteur.base.core.models import SourceLanguageMissing
from rapporteur.base.values.failures import Fault, Foreseeable, RecordKey
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.messages import Message
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say, say_around, say_fault
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.words import label

MORE = Message("{count} more", context="office")


class AlreadyRecorded(Foreseeable):
    """A form for a new record says what stands in one that is there: it would have changed that one."""

    def __init__(self, record: models.Model) -> None:
        self.record = record
        super().__init__(
            Message(
                "{place} “{value}” is on record already: change it there, or say what tells the new one from it"
            ),
            place=str(record._meta.verbose_name),
            value=called(record),
        )


REFUSALS = (Foreseeable, ValidationError, IntegrityError)


def sentence(refused: Exception) -> str:
    """Return what to tell, in the language of whoever is at the screen."""
    language = get_language() or ENGLISH
    if isinstance(refused, Foreseeable):
        return "\n".join(say_fault(_by_names(fault, refused, language), language) for fault in refused.faults)
    if isinstance(refused, ValidationError):
        return " ".join(refused.messages)
    return say_around(
        Message(
            "This contradicts what is on record ({reason}). Somebody may have written just now: look again."
        ),
        language,
        reason=str(refused),
    )


def _by_names(fault: Fault, refused: Foreseeable, language: str) -> Fault:
    """Return a fault whose records are called by their names: files, the trail and the command line have keys."""
    values = dict(fault.values)
    place, value = fault.place, fault.value
    if isinstance(value, RecordKey) and isinstance(value.record, models.Model):
        value = called(value.record)
    if isinstance(refused, RecordInUse):
        place, values["users"] = _kind_and_name(refused.record), _users(refused, language)
    if isinstance(refused, SourceLanguageMissing):
        columns: Any = refused.record._meta
        values["names"] = ", ".join(str(columns.get_field(one).verbose_name) for one in refused.fields)
        values["language"] = language_named(refused.language, language)
    return replace(fault, place=place, value=value, values=values)


def _users(refused: RecordInUse, language: str) -> str:
    """Return the records that refer to one, each once: of a row the record in whose form it stands."""
    named = list(dict.fromkeys(_kind_and_name(_whole(one)) for one in refused.users))
    left = len(named) - MOST_NAMED
    more = [say(MORE, language, count=left)] if left > 0 else []
    return "; ".join([*named[:MOST_NAMED], *more])


def _whole(record: models.Model) -> models.Model:
    """Return the record to which a row of a form belongs; others as they are."""
    for column in record._meta.concrete_fields:
        if isinstance(column, ParentalKey):
            whole: models.Model = getattr(record, column.name)
            return whole
    return record


def _kind_and_name(record: models.Model) -> str:
    return f"{record._meta.verbose_name} “{called(record)}”"


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
