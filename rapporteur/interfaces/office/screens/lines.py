"""Lists in forms: one entry a line, each by its name in the reader's language; nobody types a list of codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from rapporteur.base.values.failures import Fault
from rapporteur.base.values.messages import Message
from rapporteur.base.values.nearest import nearest
from rapporteur.base.values.search import fold
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say, say_fault
from rapporteur.interfaces.office.words import label

Names = Callable[[], Mapping[str, str]]
ONE_A_LINE = label(Message("One per line, in the order in which they stand.", context="office"))
UNKNOWN = Message("'{value}' is none of: {known}", context="office")
UNKNOWN_OF_MANY = Message("'{value}' is not a name that is known here", context="office")
MOST_NAMED = 20
"""Names that a refusal lists; of more it says the nearest."""
TWICE = Message("'{value}' stands there twice", context="office")


class LinesField(forms.CharField):
    """A list of texts, one a line; with `names`, of codes that are shown and typed by their names in that order."""

    def __init__(self, *, names: Names | None = None, rows: int = 4, **kwargs: Any) -> None:
        self.names = names
        kwargs.setdefault("help_text", ONE_A_LINE)
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the list as lines; what was typed and refused as it was typed."""
        if isinstance(value, str):
            try:
                value = json.loads(value)  # as the column gives what is on record
            except ValueError:
                return value
        known = self.names() if self.names else {}
        return "\n".join(known.get(one, str(one)) for one in value or [])

    def to_python(self, value: Any) -> Any:
        """Return the list of what was typed."""
        lines = [" ".join(line.split()) for line in str(value or "").splitlines()]
        return [self._code(line) for line in lines if line]

    def clean(self, value: Any) -> Any:
        """Return it; refuse what is there twice."""
        found: Sequence[str] = super().clean(value)
        twice = next((one for n, one in enumerate(found) if self.names and one in found[:n]), None)
        if twice is not None:
            raise ValidationError(say(TWICE, reader(), value=(self.names or dict)().get(twice, twice)))
        return list(found)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether the list is another."""
        return bool(self.prepare_value(initial) != self.prepare_value(data))

    def _code(self, line: str) -> str:
        if self.names is None:
            return line
        known = self.names()
        meant = {fold(name): code for code, name in known.items()} | {code: code for code in known}
        found = meant.get(line) or meant.get(fold(line))
        if found is None:
            fault = Fault(UNKNOWN, value=line, values={"known": ", ".join(known.values())})
            if len(known) > MOST_NAMED:
                fault = Fault(UNKNOWN_OF_MANY, value=line, nearest=nearest(line, known.values()))
            raise ValidationError(say_fault(fault, reader()))
        return found


def reader() -> str:
    """Return the language of whoever is at the screen."""
    return get_language() or ENGLISH


def take_lines(form: Any, name: str, names: Names | None = None, **options: Any) -> None:
    """Let a field of a form that holds a list be filled in line by line."""
    before = form.fields[name]
    form.fields[name] = LinesField(names=names, label=before.label, required=before.required, **options)
