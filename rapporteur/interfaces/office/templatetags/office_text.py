"""Text in templates of the office: words of pages that have no view of ours, and colons as each language sets them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from rapporteur.base.values.formatting.days import format_day
from rapporteur.base.values.messages import Message
from rapporteur.base.values.typography import quoted as quoted_in
from rapporteur.base.values.typography import with_colon
from rapporteur.base.words.catalogues import ENGLISH
from rapporteur.interfaces.office.palette.words import KEYS
from rapporteur.interfaces.office.typed import reader
from rapporteur.interfaces.office.words import label

register = template.Library()
WORDS = {
    "not there": label(Message("This page is not there", context="office")),
    "why": label(
        Message(
            "It was moved or removed, its address is mistyped, or it is not for your account.",
            context="office",
        )
    ),
    "start": label(Message("To the start page", context="office")),
}

NOT_DONE = label(Message("Not recorded yet", context="verb"))


@register.simple_tag
def word(name: str) -> Any:
    """Return one of these words in the language of whoever looks."""
    return WORDS[name]


@register.inclusion_tag("office/verb_problems.html")
def verb_problems(form: Any) -> dict[str, Any]:
    """Show above the form of a verb why it is not done: each field that is refused is one link away."""
    refused = [
        (field.id_for_label or field.auto_id, field.label, field.errors) for field in form if field.errors
    ]
    return {"title": NOT_DONE, "general": form.non_field_errors(), "at_fields": refused}


@register.simple_tag
def office_keys() -> tuple[tuple[str, Any], ...]:
    """Return the keys of our own, with what each does, for the window that shows all keys."""
    return KEYS


@register.filter
def colon(text: Any) -> SafeString | str:
    """Return a text with a colon after it: French sets a space before."""
    said = with_colon(text, get_language() or ENGLISH)
    return mark_safe(said) if isinstance(text, SafeString) else said  # noqa: S308  # a colon more than what was safe


@register.filter
def quoted(text: Any) -> str:
    """Return a text between the quotation marks of whoever reads."""
    return quoted_in(text, get_language() or ENGLISH)


@register.filter
def moment(at: datetime | None) -> str:
    """Return a moment in words: “30 November 2026, 15:20”; nothing where there is none."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return f"{format_day(local.date(), reader())}, {local:%H:%M}"
