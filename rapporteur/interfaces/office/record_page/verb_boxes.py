"""What boxes of verbs' forms hold: a person by their name, a seat by what it is called."""

from __future__ import annotations

from typing import Any

from django import forms

from rapporteur.base.words.say import say
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page import verb_words as words
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.governance.models import Person, Seat

LIKELY = 2
"""Persons of whom a name is asked for: two are enough to know that it is not one."""


class PersonNameField(forms.CharField):
    """A person by their name as it is on record, whatever its case and accents; one that may be several is asked."""

    def clean(self, value: Any) -> Any:
        """Return the person, None where nobody is named."""
        name = super().clean(value)
        if not name:
            return None
        likely = list(Person.objects.matching(name).order_by("pk")[:LIKELY])
        exact = list(Person.objects.filter(name__iexact=name).order_by("pk")[:LIKELY])
        for found in (exact, likely):
            if len(found) == 1:
                return found[0]
        raise forms.ValidationError(say(words.SEVERAL if likely else words.NOBODY, reader(), name=name))


def say_seat(seat: Seat) -> str:
    """Return what a seat is called, and for whom it stands: several of a body are called alike."""
    whose = seat.organisation or seat.region
    return f"{called(seat)}, {called(whose)}" if whose else called(seat)
