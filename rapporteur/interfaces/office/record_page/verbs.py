"""What is done with a record, as buttons of its page: only what somebody may; what stands in the way is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse

from rapporteur.base.core.permissions import Actor, Right, can
from rapporteur.base.core.reach import reaches
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.door import CHANGE, DELETE
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.follow_ups.showing import FOLLOWED
from rapporteur.interfaces.office.follow_ups.showing import address_of as follow_ups_of
from rapporteur.interfaces.office.follow_ups.words import NOTE_FOLLOW_UP
from rapporteur.interfaces.office.noting.words import NOTE_MEETING
from rapporteur.interfaces.office.record_page.form_verb import FormVerb
from rapporteur.interfaces.office.record_page.merging_words import VERB
from rapporteur.interfaces.office.record_page.verb_forms import FORM_VERBS
from rapporteur.interfaces.office.record_page.words import DELETE as DELETE_IT
from rapporteur.interfaces.office.record_page.words import EDIT, USED
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.models import Activity
from rapporteur.records.calls.models import CallForApplications
from rapporteur.records.governance.models import Person
from rapporteur.records.members.models import Organisation

RANKING = Message("Ranking", context="ranking")
NO_APPLICATION = Message("There is no application yet.", context="ranking")
ADD = "follow-ups-add"
"""Where a new one is noted on the page of a record's follow-ups."""


@dataclass(frozen=True)
class Verb:
    """Something that is done with records of a kind: what its button says, whose it is, and where it leads.

    `hindrance` returns why it cannot be done with a record now, None where it can.
    """

    label: Message
    right: Right
    address: Callable[[Any], str]
    hindrance: Callable[[Any], Message | None] = lambda record: None


@dataclass(frozen=True)
class VerbButton:
    """A verb with a record: its words and where it leads, or why not."""

    label: str
    address: str = ""
    hindrance: str = ""


def address_of(model: type[models.Model], view: str, *keys: object) -> str:
    """Return the address of a screen of a kind of record."""
    viewset: Any = model.snippet_viewset  # type: ignore[attr-defined]  # Wagtail keeps it there
    return reverse(viewset.get_url_name(view), args=keys)


def buttons_of(
    record: models.Model, by: Actor, verbs: tuple[Verb, ...], *, is_used: bool
) -> tuple[list[VerbButton], list[VerbButton]]:
    """Return what `by` may do with a record: what can be done now, and what cannot, with the reason."""
    model, door = type(record), DOORS[type(record)]
    possible, hindered = [], []
    change = door.right(CHANGE)
    if change is not None and reaches(by, change, record):
        possible.append(VerbButton(say(EDIT, reader()), address_of(model, "edit", record.pk)))
    for verb in verbs:
        if not can(by, verb.right) or not reaches(by, verb.right, record):
            continue
        if why := verb.hindrance(record):
            hindered.append(VerbButton(say(verb.label, reader()), hindrance=say(why, reader())))
        else:
            possible.append(VerbButton(say(verb.label, reader()), verb.address(record)))
    remove = door.right(DELETE)
    if remove is not None and reaches(by, remove, record):
        if is_used:
            hindered.append(VerbButton(say(DELETE_IT, reader()), hindrance=say(USED, reader())))
        else:
            possible.append(VerbButton(say(DELETE_IT, reader()), address_of(model, "delete", record.pk)))
    return possible, hindered


MET: Mapping[type[models.Model], str] = {Organisation: "with", Activity: "on"}
"""Kinds from whose pages a meeting is noted, and as what the page of the meeting is told of the record."""
MERGED = (Organisation, Person)
"""Kinds of which two records may be one."""


def verbs_of(model: type[models.Model]) -> tuple[Verb, ...]:
    """Return what is done with records of a kind beside changing and deleting them."""
    found = [_with_form(model, one) for one in FORM_VERBS.get(model, ())]
    if model in FOLLOWED:
        found.append(
            Verb(NOTE_FOLLOW_UP, DOORS[model].write, lambda record: f"{follow_ups_of(record)}#{ADD}")
        )
    if model in MET:
        found.append(Verb(NOTE_MEETING, Right.RECORD_MEETINGS, partial(_noted_at, MET[model])))
    if model is CallForApplications:
        found.append(Verb(RANKING, Right.VIEW_APPLICATIONS, _ranking_of, _unranked))
    if model in MERGED:
        merge = Verb(VERB, Right.DELETE_RECORDS, lambda record: address_of(model, "merge", record.pk))
        found.append(merge)
    return tuple(found)


def _ranking_of(call: CallForApplications) -> str:
    return address_of(CallForApplications, "ranking", call.pk)


def _unranked(call: CallForApplications) -> Message | None:
    return None if call.applications.exists() else NO_APPLICATION


def _noted_at(parameter: str, record: Any) -> str:
    return f"{reverse('noting:meeting')}?{urlencode({parameter: record.slug})}"


def _with_form(model: type[models.Model], verb: FormVerb) -> Verb:
    return Verb(
        verb.label, verb.right, lambda record: address_of(model, "do", record.pk, verb.name), verb.hindrance
    )
