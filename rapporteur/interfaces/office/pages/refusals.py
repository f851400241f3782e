"""What a verb may refuse, as a sentence for whoever is at the screen; nothing has been written then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import get_language
from modelcluster.fields import ParentalKey

from rapporteur.base.core.constraints.held import contradiction
from rapporteur.base.core.database.overlaps import PeriodsOverlap
from rapporteur.base.core.engine import MOST_NAMED, RecordInUse
from rapporteur.base.core.models import SourceLanguageMissing
from rapporteur.base.core.permissions import NotAllowed
from rapporteur.base.core.queries import association_languages
from rapporteur.base.core.references import RecordNotFound
from rapporteur.base.values.dates import Dates
from rapporteur.base.values.failures import Fault, Foreseeable, RecordKey
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.spans import Span
from rapporteur.base.values.typography import listed
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say, say_around, say_fault, show
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.pages.spans import say_span
from rapporteur.interfaces.office.words import label
from rapporteur.records.activities.models import Activity
from rapporteur.records.admissions import refusals as admissions
from rapporteur.records.admissions import triggers as admission_triggers
from rapporteur.records.agenda import refusals as agenda
from rapporteur.records.agenda.models import PlannedEvent
from rapporteur.records.agreements import refusals as agreements
from rapporteur.records.agreements.models import Agreement, JointStatement
from rapporteur.records.calls import refusals as calls
from rapporteur.records.calls.models import Application, CallForApplications
from rapporteur.records.communication.models import CommunicationItem
from rapporteur.records.governance.models import Seat
from rapporteur.records.juries import refusals as juries
from rapporteur.records.juries.models import Juror
from rapporteur.records.meetings import refusals as meetings
from rapporteur.records.meetings.models import BodyMeeting, Decision
from rapporteur.records.members.models import Organisation, Region
from rapporteur.records.members.rules import BegunTooEarly, MovedLater
from rapporteur.records.training import refusals as training
from rapporteur.records.training.models import Participant

MORE = Message("{count} more", context="office")


class MemberBeforeDecision(Foreseeable):
    """A membership that begins while the organisation's request is to be decided: refused by the database alone."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                "its request for admission is not decided on that day: decide the request, which makes the membership, "
                "or correct its days"
            )
        )


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
Kinds = tuple[type[models.Model], ...]
NAMED: Mapping[type[Foreseeable], Mapping[str, Kinds]] = {
    admissions.RequestSettled: {"value": (Organisation,)},
    admissions.DecidedByNobody: {"value": (Organisation,)},
    admissions.DecidedOnNoDay: {"value": (Organisation,)},
    admissions.DecisionOnAnother: {"value": (Decision,), "other": (Organisation,)},
    admissions.RequestOfMember: {"value": (Organisation,)},
    agenda.EventStepNotTaken: {"value": (PlannedEvent,)},
    agenda.EventNotYet: {"value": (PlannedEvent,)},
    agenda.BecameAnother: {"value": (Activity,), "other": (PlannedEvent,)},
    agenda.NobodyGoes: {"value": (PlannedEvent,)},
    agenda.CancelledWithoutReason: {"value": (PlannedEvent,)},
    agreements.TooFewParties: {"value": (Agreement,)},
    agreements.StageNotNext: {"value": (Agreement,)},
    agreements.StageIsNoDay: {"value": (Agreement, JointStatement, CommunicationItem)},
    agreements.StageWithoutItsDay: {"value": (Agreement,)},
    agreements.StagesOutOfOrder: {"value": (Agreement,)},
    agreements.RenewedTooEarly: {"value": (Agreement,)},
    agreements.ClosedForSignature: {"value": (JointStatement,)},
    meetings.ProxyNotPossible: {"value": (Seat,)},
    meetings.NotHeldYet: {"value": (BodyMeeting,)},
    meetings.NoSuchItem: {"place": (BodyMeeting,)},
    meetings.ItemDecided: {"place": (Decision,)},
    calls.CallStepNotTaken: {"value": (CallForApplications,)},
    calls.ApplicationStepNotTaken: {"value": (Application,)},
    calls.CallTooLate: {"value": (Organisation,)},
    calls.CallNotOpen: {"value": (Organisation,)},
    calls.LeadsAndIsPartner: {"value": (Organisation,)},
    calls.NotItsPartner: {"value": (Organisation,), "place": (Application,), "expected": (Organisation,)},
    training.NotToBeCertified: {"value": (Participant,)},
    juries.ConflictOfInterest: {"value": (Juror,)},
    juries.NotDeclared: {"value": (Juror,)},
    juries.NotChosen: {"value": (Juror,)},
    juries.NotAJuror: {"place": (CallForApplications,)},
    MovedLater: {"region": (Region,)},
    BegunTooEarly: {"region": (Region,)},
}
"""Rooms that know no more than what files call a record: which values of their refusals that is, and of which kinds."""


def sentence(refused: Exception) -> str:
    """Return what to tell, in the language of whoever is at the screen."""
    language, refused = get_language() or ENGLISH, _explain(refused)
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
    """Return a fault whose records are called by their names, and whose days are said in words.

    Files, the trail and the command line have keys, and days in figures.
    """
    kinds = next((kinds for kind, kinds in NAMED.items() if isinstance(refused, kind)), {})
    values = {name: _in_words(one, language, kinds.get(name, ())) for name, one in fault.values.items()}
    place = str(_in_words(fault.place, language, kinds.get("place", ())))
    value = str(_in_words(fault.value, language, kinds.get("value", ())))
    expected = kinds.get("expected", ())
    known = [str(_in_words(one, language, expected)) for one in str(fault.expected).split(", ")]
    fault = replace(
        fault, expected=", ".join(known) if expected else str(_in_words(fault.expected, language, ()))
    )
    if isinstance(refused, RecordNotFound):
        value = _called_in_files(value, (refused.model,))
        fault = replace(fault, nearest=_called_in_files(fault.nearest, (refused.model,)))
    if isinstance(refused, PeriodsOverlap):
        values["whose"] = ", ".join(map(called, refused.whose))
    if isinstance(refused, NotAllowed) and refused.regions:
        place = ", ".join(_called_in_files(one, (Region,)) for one in sorted(refused.regions))
    if isinstance(refused, RecordInUse):
        place, values["users"] = _kind_and_name(refused.record), _users(refused, language)
    if isinstance(refused, SourceLanguageMissing):
        columns: Any = refused.record._meta
        values["names"] = ", ".join(str(columns.get_field(one).verbose_name) for one in refused.fields)
        values["language"] = language_named(refused.language, language)
    return replace(fault, place=place, value=value, values=values)


def _in_words(value: Any, language: str, kinds: Kinds) -> Any:
    """Return a value of a fault as people say it; it has `kinds` where it is what files call a record of them."""
    if isinstance(value, RecordKey):
        known = value.record
        if isinstance(known, LocalizedText):
            return known.best((language, *association_languages()))
        return called(known) if isinstance(known, models.Model) else str(value)
    if kinds and isinstance(value, str):
        return _called_in_files(value, kinds)
    if isinstance(value, Span):
        return say_span(value)
    return show(value, language) if isinstance(value, (date, Dates)) else value


def _called_in_files(name: str, kinds: Kinds) -> str:
    """Return what a record is called that files call `name`; of one that is not there, the words of that."""
    for kind in kinds:
        if name and any(one.name == "slug" for one in kind._meta.concrete_fields):
            record = kind._default_manager.filter(slug=name).first()
            if record is not None:
                return called(record)
    return name.replace("-", " ")


def in_reader_words(error: Any) -> Any:
    """Return what a form is told of itself, with the refusals in it as sentences in the reader's language.

    Django keeps their text in English, which names records as files do.
    """
    if not isinstance(error, ValidationError):
        return error
    if hasattr(error, "error_dict"):
        return ValidationError({name: _explain_each(found) for name, found in error.error_dict.items()})
    return ValidationError(_explain_each(error.error_list))


def _explain_each(errors: Iterable[Any]) -> list[ValidationError]:
    return [ValidationError(sentence(one)) if isinstance(one, Foreseeable) else one for one in errors]


def _users(refused: RecordInUse, language: str) -> str:
    """Return the records that refer to one, each once: of a row the record in whose form it stands."""
    named = list(dict.fromkeys(_kind_and_name(_whole(one)) for one in refused.users))
    left = len(named) - MOST_NAMED
    more = [say(MORE, language, count=left)] if left > 0 else []
    return listed([*named[:MOST_NAMED], *more], language)


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


def refuse(form: Any, refused: Exception, otherwise: str | None = None) -> str:
    """Put a refusal at the field that it is about, else at the one `otherwise` or at the head; return what is told.

    What it says of a record of another kind than the form's, a row of it say, stands at the head.
    """
    refused = _explain(refused)
    if isinstance(refused, ValidationError) and hasattr(refused, "error_dict"):
        for name, errors in refused.error_dict.items():
            form.add_error(name if name in form.fields else None, in_reader_words(ValidationError(errors)))
        return sentence(refused)
    told, own = sentence(refused), getattr(getattr(form, "_meta", None), "model", None)
    at = () if own and getattr(refused, "model", own) is not own else getattr(refused, "at", ())
    field = next((name for name in (*at, otherwise) if name in form.fields), None)
    form.add_error(field, told)
    return told


def _explain(refused: Exception) -> Exception:
    """Return what the database refused as a sentence at fields, where it says which constraint; others as they are."""
    if not isinstance(refused, IntegrityError):
        return refused
    if admission_triggers.BEFORE_DECISION in str(refused):
        return MemberBeforeDecision()
    return contradiction(refused) or refused
