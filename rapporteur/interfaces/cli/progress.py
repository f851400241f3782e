"""Progress on stderr: a bar where a person looks, a line per step where a log is kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.reader import words

if TYPE_CHECKING:
    from rich.console import Console


STEPS = {
    "activities": Message("activities", context="step"),
    "checks": Message("checks", context="step"),
    "database": Message("database", context="step"),
    "documents": Message("documents", context="step"),
    "organisations": Message("organisations", context="step"),
    "plan": Message("plan", context="step"),
    "reading": Message("reading", context="step"),
    "records": Message("records", context="step"),
    "rules": Message("rules", context="step"),
}
"""What people call the steps that work reports."""


def _called(step: str) -> str:
    return words(STEPS[step]) if step in STEPS else step  # an edition's name is one


class StepReport(Protocol):
    """Told the step, how many of its things are done, and how many there are (0: not known)."""

    def __call__(self, step: str, done: int, total: int) -> None: ...


def errors() -> Console:
    """Return the console that writes to stderr."""
    from rich.console import Console

    return Console(stderr=True)


@contextmanager
def progress() -> Iterator[StepReport]:
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
                tasks[step] = bars.add_task(_called(step), total=total or None)
            bars.update(tasks[step], completed=done, total=total or None)  # type: ignore[arg-type]  # TaskID is int

        yield report


def _line_per_step() -> StepReport:
    seen: set[str] = set()

    def report(step: str, done: int, total: int) -> None:
        if step not in seen:
            seen.add(step)
            sys.stderr.write(f"{_called(step)} …\n")
            sys.stderr.flush()

    return report
