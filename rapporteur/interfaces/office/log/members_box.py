"""Organisations in a form: the box of Log, by any name in any language; what is chosen stands above it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.widgets import Media, Script
from django.urls import reverse
from django.utils import timezone

from rapporteur.base.core.queries import association_languages
from rapporteur.interfaces.office.log.lookups import names_index
from rapporteur.interfaces.office.log.words import WORDS
from rapporteur.interfaces.office.pages.calling import called
from rapporteur.interfaces.office.typed import reader
from rapporteur.records.members.models import Organisation
from rapporteur.records.names.called import with_names

TYPED = "-typed"
"""Behind the name of the field: what stands in the box and was not chosen."""


class MembersBox(forms.Widget):
    """A box that looks names up while they are typed; its values are slugs of organisations."""

    template_name = "office/log/members_box.html"

    def __init__(self, label: Any, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.called = label

    def id_for_label(self, id_: str) -> str:
        """Return the id of the box: the script finds its list by it."""
        return id_.replace("id_", "log-", 1)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return what is chosen, and behind it what stands in the box: nothing that is typed is lost silently."""
        chosen = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [*chosen, *filter(None, (one.strip() for one in data.get(name + TYPED, "").split(";")))]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell that it is always there: none chosen sends nothing."""
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the chosen ones by what they are called; what names none stays in the box."""
        context = super().get_context(name, value, attrs)
        wanted = [str(one) for one in value or ()]
        known, languages = _by_slug(wanted), association_languages()
        for one in known.values():
            one._languages = languages  # asked once for all
        given = context["widget"]["attrs"]
        box = self.id_for_label(given.get("id", f"id_{name}"))
        context["widget"] |= {
            "box": box,
            "list": box.replace("log-", "log-list-", 1),
            "described": [(key, given[key]) for key in ("aria-describedby", "aria-invalid") if key in given],
            "called": self.called,
            "chosen": [(slug, called(known[slug])) for slug in wanted if slug in known],
            "typed": "; ".join(slug for slug in wanted if slug not in known),
            "typed_name": name + TYPED,
        }
        return context | {"words": WORDS, "choices": reverse("log:choices")}

    @property
    def media(self) -> Media:
        """Return the script and the style."""
        script: Any = Script("office/log/members-box.js", type="module")
        return Media(css={"all": ["office/log/log.css"]}, js=[script])


class MembersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django takes none
    """Several organisations, chosen in the box, or typed where one name says which."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Organisation.objects.all(), to_field_name="slug", **options)

    def clean(self, value: Any) -> Any:
        """Return the organisations; refuse what names none, or more than one."""
        known = _by_slug(value or ())
        return super().clean([one if one in known else _meant(one) for one in value or ()])


def _by_slug(slugs: Iterable[str]) -> dict[str, Any]:
    return {one.slug: one for one in with_names(Organisation.objects.filter(slug__in=list(slugs)))}


def _meant(text: str) -> str:
    """Return the slug of the one organisation that a text names as a whole, today; else the text."""
    on = timezone.localdate()
    match = names_index([text], on).match(text, reader(), on=on, any_standing=True)
    return match.slug if match.is_matched else text
