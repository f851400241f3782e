"""Characters that no database and no page holds: the zero byte, and halves of letters (surrogates).

SQLite takes the first and PostgreSQL refuses it, and neither takes the second. Here both are refused, or exchanged for
the sign that says that something could not be read, before either is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message

_NOT_KEPT = re.compile("[\0\ud800-\udfff]")
UNREADABLE = "\ufffd"


class NotKept(Foreseeable, ValueError):
    """A text with a character that cannot be kept."""

    def __init__(self, place: str, character: str) -> None:
        super().__init__(
            Message(
                "{place}: the text holds a character that cannot be kept ({character}): write it again, without it"
            ),
            place=place,
            character=f"U+{ord(character):04X}",
        )


def first_not_kept(text: str) -> str:
    """Return the first character of a text that cannot be kept, or nothing."""
    found = _NOT_KEPT.search(text)
    return found[0] if found else ""


def readable(text: str) -> str:
    """Return a text with a sign in place of each character that cannot be kept; whole letters stay.

    >>> readable("a\\ud83d\\ude00"), readable("a\\ud83d"), readable("a\\0")
    ('a😀', 'a\ufffd', 'a\ufffd')
    """
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _NOT_KEPT.sub(UNREADABLE, whole)


def check_kept(values: Mapping[str, object]) -> None:
    """Raise NotKept where a text within `values` holds a character that cannot be kept."""
    for place, value in values.items():
        for text in _texts_in(value):
            if character := first_not_kept(text):
                raise NotKept(place, character)


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts_in(inner)
