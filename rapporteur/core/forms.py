"""Form fields for the value types of this room: a box per language of the association."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from rapporteur.core.localized import LocalizedText
from rapporteur.core.queries import association_languages


class LocalizedWidget(forms.MultiWidget):
    """A text box per language, each labelled and marked with its language."""

    template_name = "core/localized_widget.html"

    def __init__(self, languages: tuple[str, ...], *, long: bool) -> None:
        self.languages = languages
        box = forms.Textarea if long else forms.TextInput
        widgets = {
            language: box(attrs={"lang": language, **({"rows": "6"} if long else {})})
            for language in languages
        }
        super().__init__(widgets)

    def decompress(self, value: Any) -> list[str | None]:
        texts: Mapping[str, str] = value if isinstance(value, Mapping) else {}
        return [texts.get(language) for language in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if isinstance(value, Mapping):
            value = self.decompress(value)
        context = super().get_context(name, value, attrs)
        for language, part in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            part["language"] = language
        return context


class LocalizedFormField(forms.MultiValueField):
    """A text in every language of the association; an error names the language it is about."""

    def __init__(self, *, long: bool = False, **kwargs: Any) -> None:
        self.languages = association_languages()
        kwargs["widget"] = LocalizedWidget(self.languages, long=long)
        kwargs["require_all_fields"] = False
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        fields = [forms.CharField(required=False, label=language) for language in self.languages]
        super().__init__(fields=fields, **kwargs)

    def compress(self, data_list: list[str]) -> LocalizedText:
        return LocalizedText(dict(zip(self.languages, data_list or [], strict=False)))

    def clean(self, value: Any) -> dict[str, str | None]:  # type: ignore[override]  # stub is imprecise
        """Return every offered language, an emptied one as None, so that a merge empties it."""
        text = super().clean(value)
        return {language: (text or {}).get(language) for language in self.languages}

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, Mapping) else {}
        after = list(data or [])
        return [before.get(language) or "" for language in self.languages] != [
            text or "" for text in after
        ]
