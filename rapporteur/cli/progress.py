"""Progress on stderr: a bar where a person looks, a line per step where a log is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.console import Console


class Report(Protocol):
    """Told the step, how many of its things are done, and how many there are (0: not known)."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def errors() -> Console:
    """Return the console that writes to stderr."""
    from rich.console import Console

    return Console(stderr=True)


@contextmanager
def progress() -> Iterator[Report]:
    """Show progress while the block runs."""
    if not sys.stderr.isatty():
        yield _line_per_step()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors(), transient=True) as bars:
        tasks: dict[str, int] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total or None)
            bars.update(tasks[step], completed=done, total=total or None)  # type: ignore[arg-type]  # TaskID is int

        yield report


def _line_per_step() -> Report:
    seen: set[str] = set()

    def report(step: str, done: int, total: int) -> None:
        if step not in seen:
            seen.add(step)
            sys.stderr.write(f"{step} …\n")
            sys.stderr.flush()

    return report
