"""What is to be said of a calendar, each thing once and not without end. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from rapporteur.base.values.failures import Notice
from rapporteur.base.values.formatting.grouped import Grouped
from rapporteur.base.values.messages import Message

MOST = 60
"""How many are told: a calendar whose every event has a fault is told by its first ones."""


class Notices:
    """The notices of one file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._told: dict[str, None] = {}
        self._untold = 0

    def add(self, notice: str) -> None:
        """Add a notice, unless it was told already."""
        if notice in self._told:
            return
        if len(self._told) < MOST:
            self._told[notice] = None
        else:
            self._untold += 1

    def extend(self, notices: Iterable[str]) -> None:
        """Add several."""
        for notice in notices:
            self.add(notice)

    def all(self) -> tuple[str, ...]:
        """Return them in order, the number of those that were not told last."""
        rest: tuple[str, ...] = ()
        if self._untold:
            more = Message("{count} more of {file} are not told here")
            rest = (Notice(more, count=Grouped(self._untold), file=self.name),)
        return (*self._told, *rest)
