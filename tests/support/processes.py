"""Processes as the system shows them (Linux): whose they are, and whether they run."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

PATIENCE = 60.0  # seconds: a busy machine is no failure


def runs(number: int) -> bool:
    """Tell whether a process runs: one that has ended and was not waited for does not."""
    return _parent(number) is not None


def _parent(number: int) -> int | None:
    try:
        state, parent, *_ = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if state == "Z" else int(parent)


def children(number: int) -> list[int]:
    """Return the children of a process that run."""
    every = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [one for one in every if _parent(one) == number]


def left_of(number: int) -> list[int]:
    """Return the processes that run among those a process started, and those that these started."""
    found = children(number)
    for one in found:
        found += children(one)
    return found


def wait_until(it_is_so: Callable[[], bool]) -> None:
    """Return when it is so; an AssertionError says that it never was."""
    end = time.monotonic() + PATIENCE
    while not it_is_so():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.02)


def started_by(number: int, count: int) -> list[int]:
    """Return what a process has started and these have, once it is as many, or more."""
    wait_until(lambda: len(left_of(number)) >= count)
    return left_of(number)


def wait_for_end(numbers: Iterable[int]) -> None:
    """Return when none of these processes runs any more; an AssertionError says that some go on."""
    numbers = list(numbers)
    wait_until(lambda: not any(map(runs, numbers)))
