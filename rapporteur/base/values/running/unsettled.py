"""Files that a row is going to name: marked until it does, so that of one without a row nothing stays.

A file is written first and its row after it, for a row must never name what is not there. Whoever is killed between
the two leaves a file that nobody looks for. Its mark is held by a lock as temporary files are; the next that stores
something there finds the marks that nobody holds, and removes those files, and those alone, that no row names.
"""

from __future__ import annotations

import os
import uuid
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from rapporteur.base.values.running.temporary import PART, abandoned_files, alone_in, temporary_file

MARKS = ".unsettled"


class Mark:
    """That a file is on its way to a row, or from one: held until it is let go of, at the latest with its process."""

    def __init__(self, descriptor: int, path: Path) -> None:
        self._path = path
        self._end = weakref.finalize(self, os.close, descriptor)

    def settle(self) -> None:
        """Take it away: a row names the file."""
        self._path.unlink(missing_ok=True)
        self.let_go()

    def let_go(self) -> None:
        """Leave it to whoever clears next to ask whether a row names the file."""
        self._end()


@dataclass(frozen=True)
class Unsettled:
    """What is about to be named in one folder: how to ask whether a row names a key, and how to remove its file."""

    folder: Path
    is_named: Callable[[str], bool]
    remove: Callable[[str], None]

    @contextmanager
    def until_named(self, key: str) -> Iterator[None]:
        """Let a file be stored and its row be written; what earlier ones left without a row is removed on the way."""
        mark = self.mark(key)
        try:
            yield
            mark.settle()
        finally:
            mark.let_go()

    def mark(self, key: str) -> Mark:
        """Say that a file is on its way; what earlier ones left without a row is removed before."""
        with self._alone():
            self._clear()
            descriptor, path = temporary_file(self.marks / uuid.uuid4().hex, self.marks)
            os.write(descriptor, key.encode())
        return Mark(descriptor, path)

    def drop(self, key: str) -> None:
        """Remove a file that a row named and none names any more, unless somebody is about to name it again."""
        with self._alone():
            self._clear()
            self._remove(key)

    def clear(self) -> None:
        """Remove what killed processes left without a row."""
        if self.marks.is_dir():
            with self._alone():
                self._clear()

    @property
    def marks(self) -> Path:
        """Where the marks are."""
        return self.folder / MARKS

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.marks.mkdir(parents=True, exist_ok=True, mode=0o700)
        with alone_in(self.marks):
            yield

    def _clear(self) -> None:
        for mark in abandoned_files(self.marks):
            self._remove(_read(mark), besides=mark)  # its holder is gone: what it says is asked of the rows
            mark.unlink(missing_ok=True)

    def _remove(self, key: str, besides: Path | None = None) -> None:
        held = {_read(mark) for mark in self.marks.glob(f".*{PART}") if mark != besides}
        if key and key not in held and not self.is_named(key):
            self.remove(key)


def _read(mark: Path) -> str:
    with suppress(OSError):  # gone meanwhile
        return mark.read_text(encoding="utf-8")
    return ""
