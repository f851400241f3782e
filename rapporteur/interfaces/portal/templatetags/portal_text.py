"""How templates of the portal punctuate what they say."""

from __future__ import annotations

from django import template

from rapporteur.base.values.typography import with_colon

register = template.Library()


@register.filter
def colon(text: object, language: str) -> str:
    """Return a text with a colon after it, in the typography of a language: French sets a space before."""
    return with_colon(text, language)
