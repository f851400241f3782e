"""What is typed on the page of a plan's tree."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.plan_tree.words import LAST_DAY, PAGE, TITLE_IN
from rapporteur.interfaces.office.typed import TypedDayField, reader
from rapporteur.records.plan.models import Node
from rapporteur.records.plan.shapes import NewNodeShape


class NodeNameForm(forms.Form):
    """The title of a node in the language of whoever changes it."""

    title = forms.CharField(label=PAGE["title"], max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = reader()
        self.fields["title"].label = say(TITLE_IN, language, language=language_named(language, language))

    @property
    def words(self) -> LocalizedText:
        """The title as the verbs take it."""
        return LocalizedText({reader(): self.cleaned_data["title"]})


class AddForm(NodeNameForm):
    """The code and the title of a node that is added."""

    code = forms.CharField(label=PAGE["code"], max_length=30)
    field_order = ("code", "title")

    def shape(self, parent: Node | None) -> NewNodeShape:
        """Return what the verb takes."""
        code: str = self.cleaned_data["code"]
        return NewNodeShape(code=code, parent=parent.code if parent else None, title=self.words)


class EndForm(forms.Form):
    """The last day of a node."""

    last = TypedDayField(label=PAGE["last"], help_text=PAGE["end_why"])

    def __init__(self, *args: Any, began: date | None, code: str, **kwargs: Any) -> None:
        self.began, self.code = began, code
        super().__init__(*args, **kwargs)

    def clean_last(self) -> date:
        """Return the day; refuse one before the plan began."""
        last: date = self.cleaned_data["last"]
        if self.began and last < self.began:
            day = format_day(self.began, reader())
            raise forms.ValidationError(say(LAST_DAY, reader(), value=self.code, day=day))
        return last
