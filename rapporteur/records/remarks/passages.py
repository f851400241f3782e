"""Passages of a text: cut into sentences, kept with their surroundings, found again after edits. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from rapporteur.base.values.base import Value

SURROUNDINGS = 60
"""Characters kept before and after a passage: two sentences that are alike differ in their neighbours' ends."""
_ENDS = re.compile(r"(?<=[.!?…])(?:\s*[\"'»”’)\]])*\s+(?=[\"'«“‘(\[¿¡]*\s*[^\W_a-zà-öø-ÿ])")
_SPACE = re.compile(r"\s+")


class QuotedPassage(Value, frozen=True):
    """Words of a text, and some of what stands before and after them there."""

    quote: str
    before: str = ""
    after: str = ""


def flat(text: str) -> str:
    """Return a text with every run of spaces, those that do not break among them, as one space."""
    return _SPACE.sub(" ", text).strip()


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends, in characters; spaces between them belong to none.

    A capital after a full stop begins one, so “M. Dupont” is cut too: any passage can be chosen, sentences are a help.
    """
    spans, start = [], 0
    for end in _ENDS.finditer(text):
        spans.append((start, end.end() - len(end[0]) + len(end[0].rstrip())))
        start = end.end()
    spans.append((start, len(text)))
    return [(first, last) for first, last in spans if text[first:last].strip()]


def passage_in(text: str, quote: str) -> QuotedPassage | None:
    """Return a passage of `text` with its surroundings; None where the words are not there."""
    text, quote = flat(text), flat(quote)
    at = text.find(quote) if quote else -1
    if at < 0:
        return None
    end = at + len(quote)
    return QuotedPassage(quote, text[max(0, at - SURROUNDINGS) : at], text[end : end + SURROUNDINGS])


def find_passage(text: str, passage: QuotedPassage) -> tuple[int, int] | None:
    """Return where a passage stands in `flat(text)` now; None where its words are no longer there.

    Of several places with the same words, the one whose surroundings agree in most characters.
    """
    text, quote = flat(text), passage.quote
    places = [found.start() for found in re.finditer(re.escape(quote), text)] if quote else []
    if not places:
        return None

    def likeness(at: int) -> int:
        before, after = text[:at], text[at + len(quote) :]
        return _alike(reversed(before), reversed(passage.before)) + _alike(after, passage.after)

    best = max(places, key=likeness)
    return best, best + len(quote)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
