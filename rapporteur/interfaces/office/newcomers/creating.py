"""Whom nobody has recorded, recorded in the window in which a form chooses: a person, an organisation.

Who is on record under a like name is asked for first: choosing one of them records nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from rapidfuzz import fuzz, process

from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.search import fold
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.doors.slugs import free_slug
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.log.desk import Desk
from rapporteur.interfaces.office.log.lookups import organisations_like, resembling
from rapporteur.interfaces.office.newcomers.forms import NewcomerForm
from rapporteur.interfaces.office.newcomers.words import NONE_OF_THEM, ONE_OF_THESE, WHICH_OF_THESE, WORDS
from rapporteur.interfaces.office.words import label
from rapporteur.records.governance.actions import record_person
from rapporteur.records.governance.models import Mandate, Person
from rapporteur.records.governance.shapes import PersonShape
from rapporteur.records.members.models import Organisation

ALIKE = 82
"""Of 100: “Ana Weis” and “Anna Weiß” have 94, “Anna Weiß” and “Anna Weber” 74."""
MOST_ALIKE = 5
NEW = "new"


def people_like(name: str, by: Actor, reading: Sequence[str]) -> list[tuple[str, str]]:
    """Return key and words of the persons on record with a like name, each with a body that tells one from another."""
    seen = within_reach(Person.objects.all(), by, DOORS[Person].view)
    names = {pk: fold(text) for pk, text in seen.values_list("pk", "name")}
    near = process.extract(
        fold(name), names, scorer=fuzz.token_sort_ratio, limit=MOST_ALIKE, score_cutoff=ALIKE
    )
    people = Person.objects.in_bulk([pk for _, _, pk in near])
    held = Mandate.objects.filter(person__in=people).select_related("seat__body").order_by("start", "pk")
    seats = {one.person_id: one.seat.body.name.best(tuple(reading)) for one in held}
    return [
        (str(pk), ", ".join(filter(None, [people[pk].name, seats.get(pk)])))
        for _, _, pk in near
        if pk in people
    ]


def person_called(name: str, by: Actor) -> Person:
    """Record a person of this name; raise what the verb does."""
    name = " ".join(name.split())
    return record_person(by=by, person=PersonShape(slug=free_slug(name, Person), name=name)).record


class AskingForm(forms.Form):
    """A form that asks, before it records, whether one of those of a like name is meant."""

    desk: Desk

    def alike(self, name: str) -> list[tuple[str, str]]:
        """Return key and words of those on record with a like name, the likest first."""
        raise NotImplementedError

    def chosen(self) -> str:
        """Return the key of the one that was meant, NEW for none of them, an empty text before it is asked."""
        sent = str(self.data.get("same", ""))
        return sent if any(sent == key for key, _ in self.choices) else ""

    def clean(self) -> dict[str, Any]:
        """Ask which one is meant, where some have a like name, until it is said."""
        name = self.cleaned_data.get("name")
        found = self.alike(name) if name else []
        self.choices = [*found, (NEW, say(NONE_OF_THEM, self.desk.language, name=name))] if found else []
        if found:
            self.fields["same"] = forms.ChoiceField(
                label=label(ONE_OF_THESE), choices=self.choices, widget=forms.RadioSelect
            )
            self.order_fields(["name", "same"])
            if not self.chosen():
                self.add_error("same", say(WHICH_OF_THESE, self.desk.language))
        if self.chosen() not in ("", NEW):
            self.errors.clear()  # nothing else is asked of who is on record
            return self.cleaned_data
        return super().clean() or self.cleaned_data

    def meant(self) -> int | None:
        """Return the key of who is meant, None where they are to be recorded."""
        chosen = self.chosen()
        return int(chosen) if chosen not in ("", NEW) else None


class PersonCreation(AskingForm):
    """A person by their name."""

    name = forms.CharField(label=WORDS["name"], max_length=150)

    def __init__(self, data: Any = None, files: Any = None, *, desk: Desk) -> None:
        super().__init__(data, auto_id="creating-%s")
        self.desk = desk

    def alike(self, name: str) -> list[tuple[str, str]]:
        """Return persons with a like name, with the seat that tells one from another."""
        return people_like(name, self.desk.by, self.desk.reading)

    def record(self) -> Person:
        """Record the person; raise what the verb does."""
        return person_called(self.cleaned_data["name"], self.desk.by)


class OrganisationCreation(AskingForm, NewcomerForm):
    """An organisation as the page of Log asks for it."""

    def __init__(self, data: Any = None, files: Any = None, *, desk: Desk) -> None:
        super().__init__(data, desk=desk, on=min(timezone.localdate(), desk.period.last_day))

    def alike(self, name: str) -> list[tuple[str, str]]:
        """Return organisations with a like name, each with its kind, country and standing."""
        found, near = organisations_like(name, self.desk, self.on)
        choices = found if near else [*found, *resembling(name, self.desk, self.on)]
        by_slug = {one.value: one for one in choices}
        keys = dict(Organisation.objects.filter(slug__in=by_slug).values_list("slug", "pk"))
        return [
            (str(keys[slug]), f"{one.name} ({one.more})") for slug, one in by_slug.items() if slug in keys
        ][:MOST_ALIKE]


CREATED: Mapping[type[Any], type[PersonCreation | OrganisationCreation]] = {
    Person: PersonCreation,
    Organisation: OrganisationCreation,
}
"""The kinds of record that are recorded where a form chooses one, with what is asked of them."""
