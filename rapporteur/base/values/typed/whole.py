"""Whole numbers as somebody types them: the number of a row, of a candidate, of an edition."""

from __future__ import annotations

MOST_DIGITS = 18
"""What a database counts with has 64 bits; Python itself refuses to read more than 4,300 figures, by an error."""


def read_whole(text: str, *, most_digits: int = MOST_DIGITS) -> int | None:
    """Return a number written in ordinary figures; None for anything else: “²”, “-1”, 5,000 figures.

    >>> read_whole("12"), read_whole("²"), read_whole("٣"), read_whole("1" * 5000)
    (12, None, None, None)
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= most_digits else None
