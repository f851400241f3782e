"""What a translation must keep of its source: placeholders, tags, codes, and the members it names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from rapporteur.core.search import fold

_TAG = re.compile(r"<[^<>]*>")
_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[sd]|%[sd](?!\w)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True)
class Names:
    """The names of one organisation: per language, and every spelling that means it."""

    by_language: Mapping[str, str]
    spellings: tuple[str, ...]


class Registry:
    """Codes of the plan and names of members, to be looked for in texts."""

    def __init__(self, codes: Sequence[str], names: Sequence[Names], source: str) -> None:
        self.names = {one.by_language[source]: one for one in names if one.by_language.get(source)}
        self._codes = _any_of(codes)
        self._names = _any_of(list(self.names))

    def problems(self, source: str, target: str, *, names: bool = True) -> Iterator[str]:
        """Yield why `target` cannot be a translation of `source`, a sentence each."""
        for what, pattern in (("placeholder", _PLACEHOLDER), ("tag", _TAG), ("address", _ADDRESS)):
            yield from _uneven(what, Counter(pattern.findall(source)), Counter(pattern.findall(target)))
        words, translated = (unescape(_TAG.sub(" ", text)) for text in (source, target))
        codes, kept = (set(self._codes.findall(text)) for text in (words, translated))
        for code in sorted(codes ^ kept):
            yield f"the code {code} is {'missing' if code in codes else 'not in the source'}"
        if names:
            folded = f" {fold(translated)} "
            for name in sorted(set(self._names.findall(words))):
                if not any(f" {fold(spelling)} " in folded for spelling in self.names[name].spellings):
                    yield f"{name} is not named"


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of any of `words` as whole words, the longest first; of none where there are none."""
    parts = [re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)) if word]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")


def _uneven(what: str, source: Counter[str], target: Counter[str]) -> Iterator[str]:
    for found in sorted((source - target).keys()):
        yield f"the {what} {found} is missing"
    for found in sorted((target - source).keys()):
        yield f"the {what} {found} is not in the source, or not so often"
