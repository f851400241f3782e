"""Letters that remind members of open dues: made for the chosen rows, and noted; nobody says that they went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.queries import association_languages, the_association
from rapporteur.base.values.formatting.languages import language_named, official_languages
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.money import Money
from rapporteur.base.words.catalogues import ENGLISH, translate
from rapporteur.base.words.say import say
from rapporteur.documents.docx.letters import render_letters
from rapporteur.documents.view.letters import SUBJECT, Reminder, Sender, present_reminder
from rapporteur.interfaces.office.selection import dues_words as words
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label
from rapporteur.records.dues.actions import note_reminder
from rapporteur.records.dues.models import DuesItem
from rapporteur.records.dues.queries import with_balance
from rapporteur.records.dues.shapes import ReminderShape
from rapporteur.records.members.models import Organisation
from rapporteur.records.names.called import name_of

OWN = ""
"""Each member's own language, which its country tells."""


class NothingOpen(Exception):  # nothing went wrong
    """A member that owes nothing of a year is not reminded of it."""


def letter_languages() -> tuple[str, ...]:
    """Return the association's languages in which there are words for letters; English where there are in none."""
    found = tuple(
        one for one in association_languages() if one == ENGLISH or translate(SUBJECT, one) is not None
    )
    return found or (ENGLISH,)


def language_of(organisation: Organisation, languages: Sequence[str]) -> str:
    """Return the language of a letter: that of the country that the association writes in, else its first."""
    official = official_languages(organisation.country)
    return next((one for one in official if one in languages), languages[0])


class LettersForm(forms.Form):
    """In which language the letters are."""

    language = forms.ChoiceField(label=label(words.LETTER_LANGUAGE), required=False)

    def __init__(self, sent: Any) -> None:
        super().__init__(sent)
        offered = [(one, language_named(one, reader())) for one in letter_languages()]
        field: Any = self.fields["language"]
        field.choices = [(OWN, str(label(words.LETTER_OWN))), *offered]


def standing_of(item: DuesItem) -> Any:
    """Return a dues item with what is open of it today."""
    found: Any = with_balance(DuesItem.objects.filter(pk=item.pk), timezone.localdate())
    return found.select_related("call", "organisation").get()


def remind(record: DuesItem, by: Actor, given: Mapping[str, Any]) -> str:
    """Note that a letter is made; return what it says, in which language. Raises NothingOpen."""
    item = standing_of(record)
    if item.left <= 0:
        raise NothingOpen
    language = given.get("language") or language_of(item.organisation, letter_languages())
    shape = ReminderShape(left=item.left, language=language)
    note_reminder(by=by, item=record, reminder=shape)
    return say(
        words.LETTER_MADE,
        reader(),
        money=format_money(Money(item.left, item.call.currency), reader()),
        language=language_named(language, reader()),
    )


def letters_of(records: Sequence[DuesItem], given: Mapping[str, Any]) -> bytes:
    """Return the letters for dues items as a Word document, in the order of the items."""
    association, languages = the_association(), association_languages()
    sender = Sender(
        association.name, tuple(map(str, association.address)), association.email, association.seat
    )
    views = []
    for record in records:
        item = standing_of(record)
        language = given.get("language") or language_of(item.organisation, letter_languages())
        called, paid, waived, left = (
            Money(amount, item.call.currency)
            for amount in (item.amount, item.paid_sum, item.waived_sum, item.left)
        )
        today = timezone.localdate()
        reminder = Reminder(
            language=language,
            recipient=name_of(item.organisation, (language, *languages), today),
            country=item.organisation.country,
            year=item.call.year,
            day=today,
            called=called,
            paid=paid,
            waived=waived,
            left=left,
        )
        views.append(present_reminder(reminder, sender, languages))
    return render_letters(views)
