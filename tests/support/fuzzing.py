"""How long a property is tried: a little in every test run, much longer under `make fuzz`."""

from __future__ import annotations

import os


def examples(usual: int) -> int:
    """Return how many examples to try: `usual`, or as many times more as RAPPORTEUR_FUZZ says."""
    return usual * int(os.environ.get("RAPPORTEUR_FUZZ", "1"))
