"""What the link of an invitation ends in, and what of it is kept."""

from __future__ import annotations

import hashlib


def hash_of(token: str) -> str:
    """Return what is kept of a token; 256 bits of chance need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
