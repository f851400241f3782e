"""Files that a row is going to name: marked until it does, so that of one without a row nothing stays.

A file is written first and its row after it, for a row must never name what is not there. Whoever is killed between
the two leaves a file that nobody looks for. Its mark is held by a lock as temporary files are; the next that stores
something there finds the marks that nobody holds, and removes those files, and those alone, that no row names.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rapporteur.base.values.running.temporary import PART, abandoned_files, alone_in, temporary_file

MARKS = ".unsettled"


@dataclass(frozen=True)
class Unsettled:
    """What is about to be named in one folder: how to ask whether a row names a key, and how to remove its file."""

    folder: Path
    is_named: Callable[[str], bool]
    remove: Callable[[str], None]

    @contextmanager
    def until_named(self, key: str) -> Iterator[None]:
        """Let a file be stored and its row be written; what earlier ones left without a row is removed on the way."""
        self.marks.mkdir(parents=True, exist_ok=True, mode=0o700)
        with alone_in(self.marks):
            self._settle()
            descriptor, mark = temporary_file(self.marks / uuid.uuid4().hex, self.marks)
            os.write(descriptor, key.encode())
        try:
            yield
            mark.unlink(missing_ok=True)
        finally:
            os.close(descriptor)

    def drop(self, key: str) -> None:
        """Remove a file that a row named and none names any more, unless somebody is about to name it again."""
        self.marks.mkdir(parents=True, exist_ok=True, mode=0o700)
        with alone_in(self.marks):
            self._settle()
            self._remove(key)

    @property
    def marks(self) -> Path:
        """Where the marks are."""
        return self.folder / MARKS

    def _settle(self) -> None:
        for mark in abandoned_files(self.marks):
            key = _read(mark)
            mark.unlink(missing_ok=True)  # its holder is gone: what it says of others is asked of the rows
            self._remove(key)

    def _remove(self, key: str) -> None:
        held = {_read(mark) for mark in self.marks.glob(f".*{PART}")}
        if key and key not in held and not self.is_named(key):
            self.remove(key)


def _read(mark: Path) -> str:
    with suppress(OSError):  # gone meanwhile
        return mark.read_text(encoding="utf-8")
    return ""
