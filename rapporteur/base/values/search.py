"""Accent- and case-free search on columns of our own: the same on every database, no extension needed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MOST_WORDS = 16
"""Of a search: a title that is pasted has a dozen; a database refuses a question of some hundred."""
MOST_CHARACTERS = 300
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "ı": "i"})
_LONGEST_KEPT = 80
"""Of names, which are asked for again and again: eight thousand times to check a report of twelve activities."""
_NOT_WORD = re.compile(r"[^\w]+")


def fold(text: str) -> str:
    """Return `text` in lower case without accents, punctuation as single spaces.

    >>> fold("  São-Paulo, l’Œuvre ")
    'sao paulo l oeuvre'
    """
    return _kept(text) if len(text) <= _LONGEST_KEPT else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():  # most names and words; a fifth of the time, or less
        return _NOT_WORD.sub(" ", text.lower()).strip()
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", bare.translate(_LETTERS)).strip()


_kept = lru_cache(maxsize=8192)(_folded)


def as_typed(text: str) -> str:
    """Return what somebody typed to be looked for, cut to as many words as a search takes; what fits stays as it is."""
    words = text[: MOST_CHARACTERS + 1].split()
    if len(text) <= MOST_CHARACTERS and len(words) <= MOST_WORDS:
        return text
    return " ".join(words[:MOST_WORDS])[:MOST_CHARACTERS].strip()


def words_to_find(text: str) -> tuple[str, ...]:
    """Return the folded words of a search, each once and no more than it takes: those after are not asked for."""
    return tuple(dict.fromkeys(fold(text[:MOST_CHARACTERS]).split()))[:MOST_WORDS]


def plain_words(text: str) -> str:
    """Return the words of a search in small letters, without any sign, each once and no more than it takes."""
    words = _NOT_WORD.sub(" ", text[:MOST_CHARACTERS]).lower().split()
    return " ".join(tuple(dict.fromkeys(words))[:MOST_WORDS])
