"""What changed between two revisions of a source: sentence by sentence, and word by word within one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from rapporteur.report.translating.steps import steps_between

SAME_SENTENCE = 50.0
"""A likeness (0 to 100) from which a sentence is another one changed, and below which one left and another came."""
MOST_COMPARED = 250_000
"""Pairs of sentences whose likeness is asked for between two that stayed: 500 that all changed against as many. Of
4,000, which would take a quarter of a minute, each is compared with the next ones alone."""
_TOKEN = re.compile(r"<[^<>]*>|\w+|\s+|[^\w\s]")


class WordChange(StrEnum):
    """What became of a passage."""

    SAME = "SAME"
    GONE = "GONE"
    NEW = "NEW"


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """A passage of a text, and what became of it."""

    change: WordChange
    text: str


def compare_words(old: str, new: str) -> tuple[ComparedWords, ...]:
    """Return both texts as one: what stayed, what is gone, what is new, in the order of reading."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    passages: list[ComparedWords] = []
    for tag, start, end, other_start, other_end in _without_islands(before, after):
        if tag == "equal":
            passages.append(ComparedWords(WordChange.SAME, "".join(after[other_start:other_end])))
            continue
        if end > start:
            passages.append(ComparedWords(WordChange.GONE, "".join(before[start:end])))
        if other_end > other_start:
            passages.append(ComparedWords(WordChange.NEW, "".join(after[other_start:other_end])))
    return tuple(passages)


def _without_islands(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Return the steps from one text to the other; a lone space that stayed between two changes changes with them."""
    steps = steps_between(before, after)
    merged: list[tuple[str, int, int, int, int]] = []
    for number, step in enumerate(steps):
        tag, start, end, other_start, other_end = step
        inside = 0 < number < len(steps) - 1
        if tag == "equal" and inside and not "".join(before[start:end]).strip():
            tag = "replace"
        if tag != "equal" and merged and merged[-1][0] != "equal":
            _, first, _, other_first, _ = merged.pop()
            merged.append(("replace", first, end, other_first, other_end))
        else:
            merged.append((tag, start, end, other_start, other_end))
    return merged


def trace_sentences(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[int | None, ...], tuple[int, ...]]:
    """Return for each new sentence the old one that it was (None: it came), and the old ones that are gone, by number.

    Sentences that changed are traced by their likeness, in order: a sentence does not pass another that changed.
    """
    origin: list[int | None] = [None] * len(new)
    gone: list[int] = []
    for tag, start, end, other_start, other_end in steps_between(old, new):
        if tag == "equal":
            origin[other_start:other_end] = range(start, end)
            continue
        most = max(1, MOST_COMPARED // max(1, other_end - other_start))
        at = start
        for number in range(other_start, other_end):
            near = range(at, min(at + most, end))
            likeness = {index: fuzz.ratio(old[index], new[number]) for index in near}
            nearest = max(likeness, key=lambda index: (likeness[index], -index), default=None)
            if nearest is not None and likeness[nearest] >= SAME_SENTENCE:
                origin[number] = nearest
                gone += range(at, nearest)
                at = nearest + 1
        gone += range(at, end)
    return tuple(origin), tuple(sorted(gone))
