"""Letters that remind members of open dues: made for the chosen rows, and noted; nobody says that they went."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.queries import association_languages, the_association
from rapporteur.base.values.files import write_whole
from rapporteur.base.values.formatting.languages import language_named, official_languages
from rapporteur.base.values.formatting.numbers import format_money
from rapporteur.base.values.money import Money
from rapporteur.base.words.catalogues import ENGLISH, translate
from rapporteur.base.words.say import say
from rapporteur.documents.docx.letters import render_letters
from rapporteur.documents.view.chosen.letters import SUBJECT, LetterView, Reminder, Sender, present_reminder
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


def standings_of(keys: Iterable[int]) -> dict[int, Any]:
    """Return dues items, by key, with what is open of each today."""
    found = with_balance(DuesItem.objects.filter(pk__in=list(keys)), timezone.localdate())
    return found.select_related("call", "organisation").prefetch_related("organisation__names").in_bulk()


def remind(record: DuesItem, by: Actor, given: Mapping[str, Any]) -> str:
    """Note that a letter is made; return what it says, in which language. Raises NothingOpen."""
    return _note(standings_of([record.pk])[record.pk], by, given)


def _note(item: Any, by: Actor, given: Mapping[str, Any]) -> str:
    if item.left <= 0:
        raise NothingOpen
    language = given.get("language") or language_of(item.organisation, letter_languages())
    shape = ReminderShape(left=item.left, language=language)
    note_reminder(by=by, item=item, reminder=shape)
    return say(
        words.LETTER_MADE,
        reader(),
        money=format_money(Money(item.left, item.call.currency), reader()),
        language=language_named(language, reader()),
    )


def letters_of(records: Sequence[DuesItem], given: Mapping[str, Any]) -> bytes:
    """Return the letters for dues items as a Word document, in the order of the items."""
    standing = standings_of(one.pk for one in records)
    return render_letters(_views([standing[one.pk] for one in records], given))


def _views(items: Sequence[Any], given: Mapping[str, Any]) -> list[LetterView]:
    """Return the letters for items whose standing is known."""
    association, languages, writes = the_association(), association_languages(), letter_languages()
    sender = Sender(
        association.name, tuple(map(str, association.address)), association.email, association.seat
    )
    views = []
    for item in items:
        language = given.get("language") or language_of(item.organisation, writes)
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
    return views


def make_all(keys: Sequence[int], by: Actor, given: Mapping[str, Any], tell: Callable[[int], None]) -> Made:
    """Make the letters of a whole list, by the keys of its rows; `tell` is told of how many rows it has come.

    The document is there before any is noted, and all are noted or none.
    """
    owing: list[Any] = []
    views: list[LetterView] = []
    for place in range(0, len(keys), TOGETHER):
        part = keys[place : place + TOGETHER]
        known = standings_of(part)
        found = [known[key] for key in part if key in known and known[key].left > 0]
        views += _views(found, given)
        owing += found
        tell(place + len(part))
    if not owing:
        return Made(0, None)
    content = render_letters(views)
    with transaction.atomic():
        for item in owing:
            _note(item, by, given)
    return Made(len(owing), content)


@dataclass(frozen=True)
class Made:
    """How many letters were made, and the document; None where nothing is open of any."""

    count: int
    content: bytes | None


TOGETHER = 200
"""Rows that are read at once."""


# --- the document of a whole list, for whoever had it made -------------------------------------------

KEPT = 12
_NAME = re.compile(r"\d{1,9}-[0-9a-f]{32}")


def keep(content: bytes, by: Actor) -> str:
    """Keep a document of letters for whoever had it made, among the newest; return its name."""
    folder: Path = settings.PREVIEWS_DIR / "letters"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{by.user or 0}-{uuid4().hex}"
    write_whole(folder / f"{name}.docx", content, private=True)
    newest = sorted(folder.glob("*.docx"), key=lambda one: one.stat().st_mtime, reverse=True)
    for one in newest[KEPT:]:
        one.unlink(missing_ok=True)
    return name


def kept(name: str, by: Actor) -> bytes | None:
    """Return a document of letters that `by` had made, None where there is none any more, or it is another's."""
    if not _NAME.fullmatch(name) or not name.startswith(f"{by.user or 0}-"):
        return None
    try:
        content: bytes = (settings.PREVIEWS_DIR / "letters" / f"{name}.docx").read_bytes()
    except FileNotFoundError:
        return None
    return content
