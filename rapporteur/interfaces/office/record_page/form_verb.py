"""What every verb that has a form shares: the form, that of a last day, and the verb as a page has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms

from rapporteur.base.core.models import Dated
from rapporteur.base.core.permissions import Actor, Right
from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.record_page import verb_words as words
from rapporteur.interfaces.office.typed import TypedDayField, reader


class VerbForm(forms.Form):
    """The form of a verb with one record; `done` gives the values of the sentence that says so."""

    day_field = "start"
    template = "office/record_page/do.html"
    by: Actor
    """Who fills it in, for those that ask what somebody may see."""

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


class LastDayForm(VerbForm):
    """The last day on which something holds."""

    day_field = "last"
    last = TypedDayField(label=words.BOXES["last_day"])

    def ending(self) -> Dated | None:
        """Return what ends."""
        it: Dated = self.record
        return it

    def clean_last(self) -> date:
        """Return the day; refuse one before what ends began."""
        last: date = self.cleaned_data["last"]
        it = self.ending()
        if it is not None and it.start and last < it.start:
            raise forms.ValidationError(say(words.NOT_BEFORE, reader(), day=format_day(it.start, reader())))
        return last

    @property
    def end(self) -> date:
        """The first day on which it holds no longer."""
        last: date = self.cleaned_data["last"]
        return last + timedelta(days=1)


def _never(record: Any) -> Message | None:
    return None


@dataclass(frozen=True)
class FormVerb:
    """A verb that has a form: its name in addresses, its words, the right, what stands in its way."""

    name: str
    label: Message
    right: Right
    form: type[VerbForm]
    hindrance: Callable[[Any], Message | None] = _never
