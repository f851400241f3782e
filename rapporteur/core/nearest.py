"""What somebody most likely meant who wrote a word that is not among the known ones."""

from __future__ import annotations

from collections.abc import Iterable

ALIKE = 60  # of 100, as rapidfuzz counts it


def nearest(value: str, valid: Iterable[str]) -> str:
    """Return the one of `valid` that `value` was most likely meant to be, or an empty text."""
    from rapidfuzz import process  # where nothing is wrong, it is not loaded

    found = process.extractOne(value, list(valid), score_cutoff=ALIKE)
    return found[0] if found else ""


def did_you_mean(near: str) -> str:
    """Return the end of a sentence that proposes `near`: “; did you mean 'pdf'?”, or nothing where nothing is near."""
    return f"; did you mean '{near}'?" if near else ""
