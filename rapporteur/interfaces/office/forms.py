"""Form fields for the value types of this room: a box per language of the association."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial
from typing import Any, ClassVar

from babel import Locale, UnknownLocaleError
from django import forms
from django.core.exceptions import BadRequest, ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.models import register_form_field_override

from rapporteur.base.core.constraints.rows import not_apart
from rapporteur.base.core.fields import LocalizedTextField
from rapporteur.base.core.permissions import reaches_every_region
from rapporteur.base.core.queries import association_languages, source_language
from rapporteur.base.core.reach import within_reach
from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typed.characters import readable
from rapporteur.base.values.typography import with_colon
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.base.words.say import say_around
from rapporteur.interfaces.office import (  # read the dates and numbers of every form, and name its codes
    codes,
    typed,  # noqa: F401
)
from rapporteur.interfaces.office.actors import actor_of
from rapporteur.interfaces.office.doors.table import DOORS
from rapporteur.interfaces.office.pages.refusals import in_reader_words, refuse
from rapporteur.records.names.called import name_of, with_names

EDITOR_FEATURES = ["bold", "italic", "ol", "ul", "link"]  # what a report can print
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
_TAG = re.compile(r"<[^>]*>")


def language_label(language: str) -> str:
    """Return what `language` is called in the language of the back office: “French (fr)”."""
    try:
        name = Locale.parse(language, sep="-").get_display_name((get_language() or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        name = None
    return f"{name} ({language})" if name else language


@cache
def rich_box() -> Any:
    """Return the class of an editor that keeps the HTML which imports write, without the editor's own keys.

    Made on demand: Wagtail's editor needs all applications to be loaded.
    """
    from wagtail.admin.rich_text import DraftailRichTextArea

    class RichBox(DraftailRichTextArea):
        def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
            try:
                html = super().value_from_datadict(data, files, name)
            except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
                raise BadRequest("what no editor of texts sends") from error
            if html is None:
                return None
            html = readable(_BLOCK_KEY.sub("", html))
            return html if _TAG.sub("", html).strip() else ""

    return RichBox


def box(language: str, *, long: bool, rich: bool) -> forms.Widget:
    """Return the box for a text in `language`."""
    attrs = {"lang": language, "aria-label": language_label(language)}
    if rich:
        editor: forms.Widget = rich_box()(features=EDITOR_FEATURES, attrs=attrs)
        return editor
    return forms.Textarea({**attrs, "rows": "6"}) if long else forms.TextInput(attrs)


class LocalizedWidget(forms.MultiWidget):
    """A text box per language, each labelled and marked with its language."""

    template_name = "office/localized_widget.html"

    def __init__(self, languages: tuple[str, ...], *, long: bool = False, rich: bool = False) -> None:
        self.languages = languages
        self.comments: Mapping[str, Any] = {}  # what reviewers say of the text, by language
        super().__init__({language: box(language, long=long, rich=rich) for language in languages})

    def decompress(self, value: Any) -> list[str | None]:
        texts: Mapping[str, str] = value if isinstance(value, Mapping) else {}
        return [texts.get(language) for language in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        if isinstance(value, Mapping):
            value = self.decompress(value)
        context = super().get_context(name, value, attrs)
        for language, part in zip(self.languages, context["widget"]["subwidgets"], strict=True):
            part["language"] = language
            part["comments"] = self.comments.get(language, ())
            part["language_name"] = language_label(language)
        return context


class LocalizedFormField(forms.MultiValueField):
    """A text in every language of the association; an error names the language it is about.

    The languages are those of the moment at which a form is made. Where the text is `essential`, the association's
    source language must have it, unless only a draft is saved.
    """

    def __init__(self, *, long: bool = False, rich: bool = False, **kwargs: Any) -> None:
        self.long, self.rich = long, rich
        self.languages: tuple[str, ...] = ()
        self.essential = False
        kwargs["widget"] = LocalizedWidget((), long=long, rich=rich)
        kwargs["require_all_fields"] = False
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(fields=[], **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> LocalizedFormField:
        """Make the field of one form: with the languages that the association has now."""
        field: LocalizedFormField = super().__deepcopy__(memo)  # type: ignore[misc]  # missing in the stubs
        field._speak(association_languages())
        return field

    def _speak(self, languages: tuple[str, ...]) -> None:
        if languages == self.languages:
            return
        self.languages = languages
        self.fields = tuple(forms.CharField(required=False, label=language) for language in languages)
        required = self.widget.is_required
        self.widget = LocalizedWidget(languages, long=self.long, rich=self.rich)
        self.widget.is_required = required

    def compress(self, data_list: list[str]) -> LocalizedText:
        return LocalizedText(dict(zip(self.languages, data_list or [], strict=False)))

    def clean(self, value: Any) -> dict[str, str | None]:
        """Return every offered language, an emptied one as None, so that a merge empties it."""
        texts = []
        for language, part, text in zip(self.languages, self.fields, value or [None] * 99, strict=False):
            try:
                texts.append(part.clean(text))
            except ValidationError as error:
                raise ValidationError(
                    [
                        f"{with_colon(language_label(language), get_language() or ENGLISH)} {message}"
                        for message in error.messages
                    ]
                ) from error
        text = self.compress(texts)
        source = source_language() or ENGLISH
        if self.essential and not getattr(self, "is_deferred_validation", False) and source not in text:
            raise ValidationError(
                say_around(
                    Message(
                        "{language}: the text in the source language is needed before this is published."
                    ),
                    get_language() or ENGLISH,
                    language=language_label(source),
                )
            )
        return {language: text.get(language) for language in self.languages}

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = initial if isinstance(initial, Mapping) else {}
        after = list(data or [])
        return [before.get(language) or "" for language in self.languages] != [text or "" for text in after]


register_form_field_override(
    LocalizedTextField,
    override=lambda column: {"form_class": LocalizedFormField, "long": column.long, "rich": column.rich},
)


class EditorialForm(WagtailAdminModelForm):
    """The form of a record: the essential texts of its model, and its numbered rows.

    New rows of the relations in `numbered` go behind those that are there, in the order of the form. Rows whose
    fields a constraint keeps apart are compared before the database does it.
    """

    numbered: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = (row for formset in self.formsets.values() for row in formset.forms)
        for form in (self, *rows) if self.for_user is not None else ():
            offer_within_reach(form, self.for_user)
        offer_by_name(self)
        codes.preset_currency(self)
        for name in getattr(self._meta.model, "essential", ()):
            self.fields[name].essential = True
        for formset in self.formsets.values():
            formset.validate_unique = partial(
                _tell_rows, formset
            )  # in place of what it says of them all at once
        for name in self.numbered:
            if name in self.formsets:
                self._number(self.formsets[name].forms)

    def add_error(self, field: str | None, error: Any) -> None:
        """Note what is wrong; what a constraint says of records is said by their names."""
        super().add_error(field, in_reader_words(error))

    @staticmethod
    def _number(rows: list[Any]) -> None:
        position = max((row.instance.position for row in rows if row.instance.pk), default=-1)
        for row in rows:
            if not row.instance.pk:
                position += 1
                row.instance.position = position


def offer_within_reach(form: Any, user: Any) -> None:
    """Let the fields of a form name records that its user may see, and those that they name already."""
    by = actor_of(user)
    for name, field in form.fields.items():
        records = getattr(field, "queryset", None)
        door = DOORS.get(records.model) if records is not None else None
        if records is None or door is None or reaches_every_region(by, door.view):
            continue
        named = form.initial.get(name) or ()
        named = named if isinstance(named, list) else [named] if named else []
        keys = [getattr(one, "pk", one) for one in named]
        seen = within_reach(records.model._default_manager.all(), by, door.view)
        field.queryset = records.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=keys))


def offer_by_name(form: Any) -> None:
    """Let fields that offer many records at once call each by its name in the reader's language."""
    for field in form.fields.values():
        records = getattr(field, "queryset", None)
        if (
            not isinstance(field, forms.ModelMultipleChoiceField)
            or records is None
            or records.model not in DOORS
        ):
            continue
        languages, today = (get_language() or ENGLISH, *association_languages()), timezone.localdate()
        field.queryset = with_names(records)
        field.label_from_instance = partial(name_of, languages=languages, on=today)  # type: ignore[method-assign]


def _tell_rows(formset: Any) -> None:
    """Say at the rows of a form what keeps them apart in the database and does not here."""
    rows = {
        id(row.instance): row
        for row in formset.forms
        if row.is_valid() and row.cleaned_data and row not in formset.deleted_forms
    }
    given = next(iter(rows.values())).fields if rows else ()
    records = [row.instance for row in rows.values()]
    for record, refused in list(not_apart(records, formset.fk.name, given)):
        refuse(rows[id(record)], refused)
