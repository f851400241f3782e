"""Lists as each language joins them, by the patterns of CLDR (Babel)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from rapporteur.base.values.formatting.languages import locale


def format_list(items: Sequence[str], language: str) -> str:
    """Return “a, b and c”; Spanish says «e» before the sound i."""
    if len(items) < 2:
        return "".join(items)
    patterns = locale(language).list_patterns["standard"]
    if len(items) == 2:
        return _joined(str(patterns["2"]), items[0], items[1], language)
    text = _joined(str(patterns["start"]), items[0], items[1], language)
    for item in items[2:-1]:
        text = _joined(str(patterns["middle"]), text, item, language)
    return _joined(str(patterns["end"]), text, items[-1], language)


def _joined(pattern: str, first: str, second: str, language: str) -> str:
    if locale(language).language == "es" and " y " in pattern and _sounds_like_i(second):
        pattern = pattern.replace(" y ", " e ")
    before, _, after = pattern.partition("{0}")
    middle, _, end = after.partition("{1}")
    return f"{before}{first}{middle}{second}{end}"


def _sounds_like_i(word: str) -> bool:
    """Tell whether a Spanish word begins with the vowel i (not with a diphthong, as in «hielo»)."""
    letters = "".join(
        c for c in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(c)
    )
    return re.match(r"h?i(?![aeou])", letters) is not None
