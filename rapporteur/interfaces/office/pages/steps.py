"""Records that are written one after the other: dues are called for, then a member is called, then it pays.

Where one is to be chosen that is not there yet, the step before is offered; where one is saved, the step after.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core.permissions import Actor, can
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.door import ADD
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.log.desk import open_period
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.dues.models import DuesCall, DuesItem, Payment, Waiver
from rapporteur.records.members.models import Organisation

ADD_ONE = Message("Add one", context="steps")
NO_CALL = Message("Dues have not been called for {year} yet.", context="steps")
CALL_FIRST = Message("Open the call first", context="steps")
NOT_CALLED = Message("{name} has not been called for {year} yet.", context="steps")
NOBODY_CALLED = Message("Is somebody meant who has not been called for {year} yet?", context="steps")
CALL_IT = Message("Call it now", context="steps")
CALL_SOMEBODY = Message("Call a member", context="steps")
BOOK_IT = Message("Book its payment", context="steps")

BEGUN_WITH: Mapping[type[models.Model], tuple[str, ...]] = {
    DuesItem: ("call", "organisation"),
    Payment: ("item",),
    Waiver: ("item",),
}
"""The fields of a new record that an address may fill in before somebody sees its form."""
AFTER: Mapping[type[models.Model], tuple[Message, type[models.Model], str]] = {
    DuesCall: (CALL_SOMEBODY, DuesItem, "call"),
    DuesItem: (BOOK_IT, Payment, "item"),
}
"""By kind what is written after it, and in which field that names it."""


@dataclass(frozen=True)
class Step:
    """What is to be done first: why, what the link says and where it leads."""

    why: str
    label: str
    address: str


def address_of_new(model: Any, **begun: object) -> str:
    """Return the address of the form of a new record, some of whose fields are filled in."""
    address = reverse(model.snippet_viewset.get_url_name("add"))
    return f"{address}?{urlencode(begun)}" if begun else address


def may_add(model: Any, by: Actor) -> bool:
    """Tell whether somebody may write records of a kind anew."""
    right = DOORS[model].right(ADD)
    return right is not None and can(by, right)


def step_before(model: Any, by: Actor, typed: str) -> Step | None:
    """Return what is done first where the record that somebody looks for by `typed` is not there yet."""
    if not may_add(model, by):
        return None
    if model is DuesItem:
        return _before_an_item(by, typed)
    if model._default_manager.exists():
        return None
    return Step("", say(ADD_ONE, reader()), address_of_new(model))


def _before_an_item(by: Actor, typed: str) -> Step | None:
    """Return the step before dues of the year that is worked on: its call, then the member that is meant."""
    year = open_period(timezone.localdate()).start.year
    call = DuesCall.objects.filter(year=year).first()
    if call is None:
        return Step(
            say(NO_CALL, reader(), year=str(year)), say(CALL_FIRST, reader()), address_of_new(DuesCall)
        )
    meant = _meant(by, typed)
    if meant is None:
        asked = say(NOBODY_CALLED, reader(), year=str(year))
        return Step(asked, say(CALL_SOMEBODY, reader()), address_of_new(DuesItem, call=call.pk))
    if DuesItem.objects.filter(call=call, organisation=meant).exists():
        return None
    why = say(NOT_CALLED, reader(), name=called(meant), year=str(year))
    address = address_of_new(DuesItem, call=call.pk, organisation=meant.pk)
    return Step(why, say(CALL_IT, reader()), address)


def _meant(by: Actor, typed: str) -> Organisation | None:
    """Return the one organisation that is found by what is typed, None for none or several."""
    if not typed.strip():
        return None
    seen: Any = within_reach(Organisation.objects.all(), by, DOORS[Organisation].view)
    found = [one for one, begins in seen.first_matching(typed, 2) if begins]
    return found[0] if len(found) == 1 else None


def begin_with(model: type[models.Model], given: Mapping[str, str]) -> dict[str, int]:
    """Return the fields with which a new record begins, as an address fills them in: keys of records that are there."""
    return {
        name: int(given[name])
        for name in BEGUN_WITH.get(model, ())
        if given.get(name, "").isascii() and given.get(name, "").isdecimal() and len(given[name]) < 10
    }


def step_after(record: models.Model, by: Actor) -> Step | None:
    """Return what is written after a record that was just recorded."""
    if type(record) not in AFTER:
        return None
    message, model, field = AFTER[type(record)]
    if not may_add(model, by):
        return None
    return Step("", say(message, reader()), address_of_new(model, **{field: record.pk}))
