"""The forms on which files are handed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language

from rapporteur.base.core.permissions import Actor
from rapporteur.base.core.queries import association_languages
from rapporteur.base.values.formatting.languages import language_named
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.words.catalogues import ENGLISH, LANGUAGES
from rapporteur.base.words.say import say, say_around
from rapporteur.intake.importing.seeing import kinds_for
from rapporteur.interfaces.office.imports.words import KINDS, NO_PERIOD, PAGE, TOO_LARGE

MOST_BYTES = 60 * 2**20
"""Of a file: what a request may bring (`portal.uploads`) leaves some room for the rest of the form."""


def reader() -> str:
    """Return the language of whoever is at the screen."""
    return get_language() or ENGLISH


class ReportUploadForm(forms.Form):
    """A report to be reconciled: the file, and its language where it does not say it."""

    file = forms.FileField(label=PAGE["file"], help_text=PAGE["report_help"])
    language = forms.ChoiceField(label=PAGE["language"], required=False, help_text=PAGE["language_help"])

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language: Any = self.fields["language"]
        language.choices = [
            ("", PAGE["guess"]),
            *(
                (code, language_named(code, reader()))
                for code in dict.fromkeys((*association_languages(), *LANGUAGES))
            ),
        ]

    def clean_file(self) -> Any:
        """Refuse a file that is larger than any that is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                say(TOO_LARGE, reader(), size=round(file.size / 2**20), most=MOST_BYTES // 2**20)
            )
        return file


class UploadForm(ReportUploadForm):
    """A file to be imported, and what it does not say of itself."""

    kind = forms.ChoiceField(label=PAGE["kind"], required=False, help_text=PAGE["kind_help"])
    period = forms.CharField(
        label=PAGE["period"], required=False, max_length=40, help_text=PAGE["period_help"]
    )
    field_order = ("file", "kind", "language", "period")

    def __init__(self, by: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(by, *args, **kwargs)
        self.fields["file"].help_text = PAGE["file_help"]
        kind: Any = self.fields["kind"]
        kind.choices = [
            ("", PAGE["guess"]),
            *((one.value, say(KINDS[one], reader())) for one in kinds_for(by)),
        ]

    def clean_period(self) -> Period | None:
        """Return the period that was typed, None for none."""
        typed: str = self.cleaned_data["period"].strip()
        if not typed:
            return None
        try:
            return Period.parse(typed)
        except InvalidPeriod as wrong:
            raise forms.ValidationError(say_around(NO_PERIOD, reader(), typed=typed)) from wrong
