"""What an ISBN and a DOI are. Pure."""

from __future__ import annotations

import re

LENGTH = 13
"""Of an ISBN since 2007; one of ten digits has a thirteen-digit form."""
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_SPELLED = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


def plain_isbn(text: str) -> str:
    """Return an ISBN as its thirteen digits, or what was given without hyphens and spaces where it is none.

    >>> plain_isbn("84-376-0494-X")
    '9788437604947'
    """
    bare = re.sub(r"[\s\u2010-\u2015-]", "", text).upper().removeprefix("ISBN").lstrip(":")
    if re.fullmatch(r"\d{9}[\dX]", bare) and _ten_fits(bare):
        stem = f"978{bare[:9]}"
        return stem + _thirteenth(stem)
    return bare


def is_isbn(text: str) -> bool:
    """Tell whether a text is the thirteen digits of an ISBN, the last of which fits the others."""
    return (
        re.fullmatch(r"97[89]\d{10}", text, re.ASCII) is not None
        and _thirteenth(text[: LENGTH - 1]) == text[-1]
    )


def plain_doi(text: str) -> str:
    """Return a DOI without the address or the prefix before it.

    >>> plain_doi("https://doi.org/10.1000/182")
    '10.1000/182'
    """
    return _SPELLED.sub("", text.strip())


def is_doi(text: str) -> bool:
    """Tell whether a text has the form of a DOI."""
    return _DOI.fullmatch(text) is not None


def _ten_fits(bare: str) -> bool:
    digits = [10 if sign == "X" else int(sign) for sign in bare]
    return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0


def _thirteenth(stem: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(stem))
    return str(-total % 10)
