"""What forms of verbs stand on: a form with one record, a person by their name, what a seat is called."""

from __future__ import annotations

from typing import Any

from django import forms

from rapporteur.base.core.permissions import Actor
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page import verb_words as words
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.governance.models import Person, Seat

LIKELY = 2
"""Persons of whom a name is asked for: two are enough to know that it is not one."""


class VerbForm(forms.Form):
    """The form of a verb with one record; `done` gives the values of the sentence that says so."""

    day_field = "start"
    template = "office/record_page/do.html"

    def __init__(self, record: Any, *args: Any, **kwargs: Any) -> None:
        self.record = record
        super().__init__(*args, **kwargs)

    def do(self, by: Actor) -> None:
        """Call the verb with what was typed."""
        raise AssertionError("each form has a verb of its own")

    def done(self) -> dict[str, object]:
        """Return what the sentence after it names."""
        day = self.cleaned_data.get(self.day_field)
        return {"name": called(self.record), "day": format_day(day, reader()) if day else ""}


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
