"""The steps from one row of values to another, in a time that does not run away with rows that repeat themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

Step = tuple[str, int, int, int, int]
"""`equal`, `replace`, `delete` or `insert`, and from where to where in either row, as `difflib` has them."""
MOST_PAIRS = 100_000
"""Pairs of equal values up to which `difflib` compares two rows, which reads best: two texts of 300 words that have
nothing in common but the spaces have as many. A text of two words that are said a thousand times takes it minutes."""
MOST_CELLS = 400_000_000
"""Of the table by which long rows are compared: 20,000 words against as many, and 50 MB."""


def steps_between(before: Sequence[str], after: Sequence[str]) -> list[Step]:
    """Return how one row becomes another: what begins and ends alike first, then what lies between."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    inner, other = before[start : len(before) - end], after[start : len(after) - end]
    steps: list[Step] = [("equal", 0, start, 0, start)] if start else []
    steps += [(tag, a + start, b + start, c + start, d + start) for tag, a, b, c, d in _inner(inner, other)]
    if end:
        steps.append(("equal", len(before) - end, len(before), len(after) - end, len(after)))
    return steps


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    pairs = zip(before, after, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(before), len(after)))


def _inner(before: Sequence[str], after: Sequence[str]) -> list[Step]:
    if not before and not after:
        return []
    counted = Counter(after)
    if sum(counted[one] for one in before) <= MOST_PAIRS:
        return list(SequenceMatcher(None, before, after, autojunk=False).get_opcodes())
    if len(before) * len(after) > MOST_CELLS:
        return [("replace", 0, len(before), 0, len(after))]
    from rapidfuzz.distance import LCSseq  # where texts are short, it is not loaded

    steps: list[Step] = []
    for one in LCSseq.opcodes(before, after):
        step = (one.tag, one.src_start, one.src_end, one.dest_start, one.dest_end)
        if steps and "equal" not in (one.tag, steps[-1][0]):  # what goes and what comes there is one step
            _, first, _, other_first, _ = steps.pop()
            step = ("replace", first, one.src_end, other_first, one.dest_end)
        steps.append(step)
    return steps
