"""What somebody most likely meant who wrote a word that is not among the known ones."""

from __future__ import annotations

from collections.abc import Iterable

ALIKE = 60  # of 100, as rapidfuzz counts it
MOST_NEAREST = 200
"""How many wrong words of one file are told with what was meant: each is held against every known one, so that a file
of thousands of either took minutes. Nobody reads further before mending these."""


def nearest(value: str, valid: Iterable[str]) -> str:
    """Return the one of `valid` that `value` was most likely meant to be, or an empty text."""
    from rapidfuzz import process  # where nothing is wrong, it is not loaded

    found = process.extractOne(value, list(valid), score_cutoff=ALIKE)
    return found[0] if found else ""
