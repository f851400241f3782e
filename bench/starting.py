"""Starting: what a person waits for before anything happens."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Result, at_most, in_turn


def measure(runs: int) -> Iterator[Result]:
    """Yield the figures."""
    program = str(Path(sys.executable).with_name("rapporteur"))
    timing = in_turn({"help": [program, "--help"]}, runs)["help"]
    yield at_most(
        "`rapporteur --help`", timing.median, 0.3, " s", f"{timing.spread}, {timing.memory:.0f} MiB"
    )
