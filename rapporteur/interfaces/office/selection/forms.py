"""What is asked where something is done with several records: why they are returned, what changes in all of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from msgspec import UNSET

from rapporteur.base.core.queries import association_languages
from rapporteur.base.words.say import say
from rapporteur.interfaces.office.choices import named
from rapporteur.interfaces.office.log.lookups import deliverables_in_force
from rapporteur.interfaces.office.selection.words import BOTH, NOTHING_CHOSEN, PAGE
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.activities.enums import ActivityKind
from rapporteur.records.activities.shapes import AmendmentShape
from rapporteur.records.plan.models import Node

AS_IT_IS = [("", PAGE["as_it_is"])]


class ReturnForm(forms.Form):
    """Why drafts are returned."""

    reason = forms.CharField(
        label=PAGE["reason"],
        help_text=PAGE["reason_why"],
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )


class AmendmentForm(forms.Form):
    """What changes in activities: what is left as it is stays in each; the plan is that in force `on` a day."""

    add = forms.ChoiceField(label=PAGE["add"], required=False)
    remove = forms.ChoiceField(label=PAGE["remove"], required=False)
    line = forms.ChoiceField(label=PAGE["line"], required=False)
    kind = forms.ChoiceField(
        label=PAGE["kind"], required=False, choices=[*AS_IT_IS, *named(ActivityKind.choices)]
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = list(deliverables_in_force(on))
        lines = Node.objects.filter(version__in={one.version_id for one in nodes}, parent=None)
        languages = (reader(), *association_languages())
        for name, offered in (
            ("add", nodes),
            ("remove", nodes),
            ("line", lines.order_by("position", "pk")),
        ):
            choices = [(one.slug, f"{one.code} {one.title.best(languages)}".strip()) for one in offered]
            self.fields[name].choices = [*AS_IT_IS, *choices]  # type: ignore[attr-defined]  # a field with choices

    def clean(self) -> dict[str, Any]:
        """Return what was chosen; refuse what would change nothing."""
        given = super().clean() or {}
        if not self.errors and not any(given.values()):
            raise ValidationError(say(NOTHING_CHOSEN, reader()))
        if given.get("add") and given.get("add") == given.get("remove"):
            raise ValidationError(say(BOTH, reader()))
        return given

    def shape(self) -> AmendmentShape:
        """Return what the verb takes."""
        said = self.cleaned_data
        return AmendmentShape(
            add=(said["add"],) if said["add"] else (),
            remove=(said["remove"],) if said["remove"] else (),
            line=said["line"] or UNSET,
            kind=said["kind"] or UNSET,
        )
