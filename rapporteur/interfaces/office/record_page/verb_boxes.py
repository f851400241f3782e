"""What boxes of verbs' forms hold: a person by their name, a seat by what it is called.

Who is not on record is recorded from there: below the box it is asked whether somebody of a like name is meant, and the
form keeps what was typed meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.search import fold
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.newcomers.creating import NEW, people_like, person_called
from rapporteur.interfaces.office.newcomers.words import NONE_OF_THEM, ONE_OF_THESE, RECORD_THEM, WHO_IS_THAT
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page import verb_words as words
from rapporteur.interfaces.office.record_page.form_verb import VerbForm
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.governance.models import Person, Seat

MOST_OFFERED = 5
LIKELY = 2
"""Persons of whom a name is asked for: two are enough to know that it is not one."""
UNSURE = "unsure"
WHO = "{}-who"
"""The name of the question below a box, by the name of the box."""


@dataclass(frozen=True)
class NewPerson:
    """Somebody who is recorded under this name when the verb is done."""

    name: str


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
        told = words.SEVERAL if likely else words.NOBODY
        raise forms.ValidationError(say(told, reader(), name=name), code=UNSURE)


class NamingForm(VerbForm):
    """A form with boxes for persons: of a name that is nobody's, or several people's, it asks below who it is."""

    def _clean_fields(self) -> None:
        """Read the boxes; ask, and take the answer where it was asked of this very name."""
        super()._clean_fields()  # type: ignore[misc]  # missing in the stubs
        for name in [one for one, field in self.fields.items() if isinstance(field, PersonNameField)]:
            if self.has_error(name, UNSURE):
                self._ask_who(name, " ".join(str(self.data.get(self.add_prefix(name), "")).split()))

    def _ask_who(self, box: str, typed: str) -> None:
        alike = {f"{key}:{fold(typed)}": told for key, told in self._people(typed)}
        none = NONE_OF_THEM if alike else RECORD_THEM
        choices = alike | {f"{NEW}:{fold(typed)}": say(none, reader(), name=typed)}
        question = say(ONE_OF_THESE if alike else WHO_IS_THAT, reader(), name=typed)
        asked = WHO.format(box)
        self.fields[asked] = forms.ChoiceField(
            label=question, choices=list(choices.items()), widget=forms.RadioSelect, required=False
        )
        order = list(self.fields)
        order.insert(order.index(box) + 1, order.pop())
        self.order_fields(order)
        answer = str(self.data.get(self.add_prefix(asked), ""))
        if answer in choices:
            key = answer.partition(":")[0]
            del self.errors[box]
            self.cleaned_data[box] = NewPerson(typed) if key == NEW else Person.objects.get(pk=key)
            if hasattr(self, f"clean_{box}"):
                self._say_of(box)

    def _say_of(self, box: str) -> None:
        try:
            self.cleaned_data[box] = getattr(self, f"clean_{box}")()
        except forms.ValidationError as refused:
            self.add_error(box, refused)

    def _people(self, typed: str) -> list[tuple[str, str]]:
        """Return key and words of whom a name may mean: the like ones, and all that it is a part of."""
        like = people_like(typed, self.by, (reader(), *association_languages()))
        known = {key for key, _ in like}
        more = Person.objects.matching(typed).order_by("name", "pk")[:MOST_OFFERED]
        return [*like, *((str(one.pk), one.name) for one in more if str(one.pk) not in known)]

    def slugs(self, by: Actor, named: Mapping[str, Person | NewPerson]) -> dict[str, str]:
        """Return by what name of files each box names somebody; who is new is recorded, once under each name."""
        made: dict[str, Person] = {}
        found = {}
        for box, one in named.items():
            if isinstance(one, NewPerson):
                if fold(one.name) not in made:
                    made[fold(one.name)] = person_called(one.name, by)
                one = made[fold(one.name)]  # noqa: PLW2901  # who is on record now
            found[box] = one.slug
        return found


def say_seat(seat: Seat) -> str:
    """Return what a seat is called, and for whom it stands: several of a body are called alike."""
    whose = seat.organisation or seat.region
    return f"{called(seat)}, {called(whose)}" if whose else called(seat)
