"""The words of the checks, one file per language: what each rule says, fields, and faults of the layout.

A choice between singular and plural is written into the words, after the value that is counted: `{codes:code|codes}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rapporteur.core.localized import LocalizedText

LANGUAGES = ("en", "fr", "es")
"""The languages in which the checks speak; others get English words with their own names."""

_PLACE = re.compile(r"\[\d+\]|\.\d+(?=\.|$)")


@cache
def words_of(language: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the words in one of `LANGUAGES`: `rules`, `fields` and `faults`."""
    path = Path(__file__).with_name(f"{language}.json")
    words: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return words


def rule_words(rule: str) -> tuple[LocalizedText, LocalizedText]:
    """Return message and mend of a rule; raise KeyError where a language lacks them."""
    return _both("rules", rule, "message", "mend")


def fault_words(fault: str) -> tuple[LocalizedText, LocalizedText]:
    """Return what is wrong and what to do about a fault of the layout."""
    return _both("faults", fault, "wrong", "cure")


def field_words(field: str) -> LocalizedText:
    """Return what people call a field (`places.0.name`); one without words is called by its own name."""
    plain = _PLACE.sub("", field)
    return LocalizedText({language: words_of(language)["fields"].get(plain, field) for language in LANGUAGES})


def _both(kind: str, key: str, first: str, second: str) -> tuple[LocalizedText, LocalizedText]:
    found = {language: words_of(language)[kind][key] for language in LANGUAGES}
    return (
        LocalizedText({language: each[first] for language, each in found.items()}),
        LocalizedText({language: each[second] for language, each in found.items()}),
    )
