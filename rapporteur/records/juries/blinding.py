"""What a juror of a blind call does not read: names of organisations and people, addresses. Pure.

A name is hidden wherever its words stand in a row, whatever their case and accents, and where its last word goes on
(“lyonnais”); in scripts without spaces wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapporteur.base.values.search import fold

HIDDEN = "[…]"
SHORTEST_STEM = 4
"""Letters from which on a word that goes on is hidden, too: of “Pau” one would hide “pause”."""
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|\bwww\.\S+", re.IGNORECASE)
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that put no space between words."""


def hide_names(text: str, names: Iterable[str]) -> str:
    """Return a text in which none of the names stands, nor any address of the web or of a mailbox."""
    text = _ADDRESS.sub(HIDDEN, text)
    wanted = [name for name in names if name.strip()]
    for name in wanted:
        if _UNSPACED.search(name):
            text = text.replace(name.strip(), HIDDEN)
    words = list(_words(text))
    spans = [span for name in wanted for span in _spans(words, fold(name).split())]
    return _without(text, spans)


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each word folded, with where it stands; what folds into several words stands there several times."""
    for found in _WORD.finditer(text):
        for word in fold(found.group()).split():
            yield word, found.start(), found.end()


def _spans(words: list[tuple[str, int, int]], name: list[str]) -> Iterator[tuple[int, int]]:
    if not name:
        return
    last = name[-1]
    for at in range(len(words) - len(name) + 1):
        *before, end = (word for word, _, _ in words[at : at + len(name)])
        goes_on = len(last) >= SHORTEST_STEM and end.startswith(last)
        if before == name[:-1] and (end == last or goes_on):
            yield words[at][1], words[at + len(name) - 1][2]


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with each span hidden; spans that overlap are hidden together."""
    found, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            found += [text[at:start], HIDDEN]
        at = max(at, end)
    return "".join([*found, text[at:]])
