"""Names in running text: whole words, longest first, accents and case apart.

A capital in the name asks for a capital in the text, so that «la paz» is peace and «La Paz» the city. A name of one
word that stands in a longer proper name (“Santiago Uribe”, “Greater Manchester”) is not a mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapporteur.base.values.search import fold

WORD = re.compile(r"\w+")
_GAP = re.compile(r"[\s\-\u2010\u2011'’.(/]{1,3}")
"""What may stand between the words of one name: “Saint-Louis”, “St. Louis”, “L’Aquila”, “Lyon (Grand)”."""
_BEGINS_SENTENCE = re.compile(r"[.!?:;«“\"(\[\n–—•]")
_SPACES = (" ", "\u00a0")

_Token = tuple[str, int, int]


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """Return a word, or a name, as it is compared; texts repeat their words, so each is folded once."""
    return fold(word)


@dataclass(frozen=True)
class NameInText:
    """A name in a text: as written, where, and the keys of the records that it may mean."""

    written: str
    start: int
    end: int
    keys: frozenset[str]


@dataclass(frozen=True)
class _Wording:
    """The words of a name, which of them begin with a capital, and whom it means."""

    words: tuple[str, ...]
    capitals: tuple[bool, ...]
    keys: frozenset[str]


class WordTable:
    """Names by their first word, to be found in texts; each means one key, or several where it is ambiguous."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a name and the key of what it means."""
        keys: dict[tuple[tuple[str, ...], tuple[bool, ...]], set[str]] = {}
        for text, key in names:
            written = WORD.findall(text)
            words = tuple(map(folded, written))
            if words:
                keys.setdefault((words, tuple(word[0].isupper() for word in written)), set()).add(key)
        self._by_first: dict[str, list[_Wording]] = {}
        for (words, capitals), meant in keys.items():
            self._by_first.setdefault(words[0], []).append(_Wording(words, capitals, frozenset(meant)))
        for wordings in self._by_first.values():
            wordings.sort(key=lambda one: (-len(one.words), one.words, one.capitals))

    def mentions(self, text: str) -> tuple[NameInText, ...]:
        """Return the names in `text`, from left to right, none within another."""
        tokens = [(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]
        found: list[NameInText] = []
        at = 0
        while at < len(tokens):
            wordings = self._by_first.get(folded(tokens[at][0]))
            longest = _longest(text, tokens, at, wordings) if wordings else None
            if longest is None:
                at += 1
                continue
            last = at + len(longest.words) - 1
            if len(longest.words) > 1 or not _in_longer_name(text, tokens, at):
                start, end = tokens[at][1], tokens[last][2]
                found.append(NameInText(text[start:end], start, end, longest.keys))
            at = last + 1
        return tuple(found)


@lru_cache(maxsize=16)
def word_table(names: tuple[tuple[str, str], ...]) -> WordTable:
    """Return the table of some names; that of the same names is made once, as it takes longer than reading a text."""
    return WordTable(names)


def _longest(text: str, tokens: Sequence[_Token], at: int, wordings: Iterable[_Wording]) -> _Wording | None:
    """Return the longest name that stands at token `at`; equal ones are taken together."""
    best: _Wording | None = None
    for one in wordings:
        if best is not None and len(one.words) < len(best.words):
            break
        if _stands(text, tokens, at, one):
            best = one if best is None else _Wording(best.words, best.capitals, best.keys | one.keys)
    return best


def _stands(text: str, tokens: Sequence[_Token], at: int, name: _Wording) -> bool:
    if at + len(name.words) > len(tokens):
        return False
    for offset, (word, capital) in enumerate(zip(name.words, name.capitals, strict=True)):
        written, start, _ = tokens[at + offset]
        if folded(written) != word or (capital and not written[0].isupper()):
            return False
        if offset and not _GAP.fullmatch(text[tokens[at + offset - 1][2] : start]):
            return False
    return True


def _in_longer_name(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """Tell whether a capitalised word that begins no sentence stands directly before or after."""
    _, start, end = tokens[at]
    if at + 1 < len(tokens):
        word, next_start, _ = tokens[at + 1]
        if text[end:next_start] in _SPACES and word[0].isupper():
            return True
    if at:
        word, before_start, before_end = tokens[at - 1]
        if text[before_end:start] in _SPACES and word[0].isupper():
            gap = text[tokens[at - 2][2] : before_start] if at > 1 else text[:before_start]
            return at > 1 and not _BEGINS_SENTENCE.search(gap)
    return False
