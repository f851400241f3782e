"""The order of names in a language: accents, capitals and punctuation matter only between equals.

Compared first are the bare letters: œ as oe, æ as ae, ß as ss; in Spanish ñ comes after n and before o.
Hyphens, apostrophes and other signs count as spaces, articles stay where they are. Then come accents, then
capitals, and at last the text itself, so that two different texts are never equal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

Key = tuple[str, str, str]

_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_AFTER_ANY_LETTER = "\U0010fffd"


@cache
def sort_key(language: str) -> Callable[[str], Key]:
    """Return the key function that sorts texts by the rules of `language`."""
    own_enye = language.split("-", maxsplit=1)[0].split("_", maxsplit=1)[0] == "es"

    @lru_cache(maxsize=4096)  # a report sorts the same names many times
    def key(text: str) -> Key:
        folded = unicodedata.normalize("NFC", text).casefold()
        if own_enye:
            folded = folded.replace("ñ", f"n{_AFTER_ANY_LETTER}")
        decomposed = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
        letters = "".join(
            character if character.isalnum() or character == _AFTER_ANY_LETTER else " "
            for character in decomposed
            if not unicodedata.combining(character)
        )
        return " ".join(letters.split()), decomposed, text

    return key
