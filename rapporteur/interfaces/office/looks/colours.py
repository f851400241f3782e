"""Whether what is printed in the colours of an association can be read; asked where they are chosen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from django.core.exceptions import ValidationError

from rapporteur.base.values.formatting.numbers import format_number
from rapporteur.base.values.messages import Message
from rapporteur.base.words.say import say_around
from rapporteur.documents.html.render import ink_on
from rapporteur.documents.preflight.check import CONTRAST, contrast
from rapporteur.documents.view.context import tint
from rapporteur.interfaces.office.looks import words
from rapporteur.interfaces.office.typed import reader

PAPER = "#ffffff"
LINES = 3.0
"""Least contrast of what is no text: lines, dots (WCAG 2.2, 1.4.11)."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def check_own(colour: str) -> None:
    """Raise ValidationError for what is no colour, or one in which lines, or letters on it, cannot be seen well."""
    _check_form(colour)
    _check(words.OWN_CONTRAST, colour, contrast(colour, PAPER), LINES)
    _check(words.INK_CONTRAST, colour, contrast(colour, ink_on(colour)), CONTRAST)


def check_lines(colours: Sequence[str]) -> None:
    """Raise ValidationError for the first colour of a line that is none, or cannot be read on its own tint."""
    for colour in colours:
        _check_form(colour)
        _check(words.LINE_CONTRAST, colour, contrast(colour, tint(colour)), CONTRAST)


def _check_form(colour: str) -> None:
    if not _COLOUR.fullmatch(colour):
        raise ValidationError(say_around(words.NO_COLOUR, reader(), colour=colour))


def _check(message: Message, colour: str, found: float, least: float) -> None:
    if found < least:
        numbers = {
            name: format_number(Decimal(f"{one:.2f}"), reader())
            for name, one in (("contrast", found), ("least", least))
        }
        raise ValidationError(say_around(message, reader(), colour=colour, **numbers))
