"""The codes on certificates: drawn at random, read back however somebody types them."""

from __future__ import annotations

import re
import secrets

from django.core.validators import RegexValidator

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 signs: none that is taken for another (I and L for 1, O for 0), and no U."""
LENGTH = 12
"""60 bits: whoever tries a thousand codes a second finds one of 100,000 certificates in some 365 years."""
CODE_PATTERN = rf"^[{LETTERS}]{{{LENGTH}}}$"
CODE = RegexValidator(CODE_PATTERN, f"expected {LENGTH} letters and digits without I, L, O and U")
_READ_AS = str.maketrans("ILO", "110")


def draw_code() -> str:
    """Return a code that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """Return the code that somebody typed: small letters, spaces, dashes, O for 0; empty where it can be none."""
    code = re.sub(r"[\s\-\u2010-\u2015]+", "", typed).upper().translate(_READ_AS)
    return code if re.fullmatch(CODE_PATTERN, code) else ""


def grouped(code: str) -> str:
    """Return a code as it is printed: in groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
