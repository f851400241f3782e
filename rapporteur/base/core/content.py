"""Files kept by what they hold: the SHA-256 of a content is its name, so that it is whole, or it is not there.

A content is written beside its place and moved there when it is on the disk: a process killed at any moment leaves no
half of one. What a killed process had stored is found again by the next that stores the same.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.files import write_whole, writing_to
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.temporary import clear_files, temporary_folder

SETTING = "RAPPORTEUR_VAR"
WORKING = ".working-"
_HASH = re.compile(r"[0-9a-f]{64}")


class ContentLost(Foreseeable, LookupError):
    """A content that the store no longer has, or that is no longer what it was."""

    def __init__(self, sha256: str, message: Message, *, place: str, reason: str = "") -> None:
        super().__init__(message, place=place, value=sha256[:12], reason=reason)
        self.sha256 = sha256


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class ContentStore:
    """Contents in a folder, two levels deep; a `private` one, which holds records, is its owner's alone."""

    def __init__(self, folder: Path, *, private: bool = False) -> None:
        self.folder = folder
        self.private = private

    def path(self, key: str) -> Path:
        """Return where the content with this hash is, or would be."""
        return self.folder / key[:2] / key

    def put(self, content: bytes) -> str:
        """Store `content` and return its hash; raise OutputNotWritable."""
        key = sha256(content)
        path = self.path(key)
        if not self._holds(path, content):
            with writing_to(self.folder, setting=SETTING):
                self._open()
                write_whole(
                    path, content, lasting=True, private=self.private, through=self.folder, setting=SETTING
                )
                path.chmod(0o400 if self.private else 0o444)
                _sync_folder(path.parent)
        return key

    def forget(self, key: str) -> None:
        """Remove the content with this hash, if it is there."""
        if _HASH.fullmatch(key):
            self.path(key).unlink(missing_ok=True)

    def get(self, key: str) -> bytes:
        """Return the content with this hash; raise ContentLost where it is missing or was tampered with."""
        if not _HASH.fullmatch(key):  # it comes from the database, and must not lead out of the folder
            message = Message("a content is stored under its SHA-256, not under {place}")
            raise ContentLost(key, message, place=ascii(key))
        try:
            content = self.path(key).read_bytes()
        except OSError as error:
            raise ContentLost(
                key,
                Message("the stored content {value}… cannot be read ({reason}): {place}"),
                place=str(self.path(key)),
                reason=str(error.strerror),
            ) from error
        if sha256(content) != key:
            raise ContentLost(
                key,
                Message("the stored content {value}… was changed since it was stored: {place}"),
                place=str(self.path(key)),
            )
        return content

    @contextmanager
    def working_folder(self) -> Iterator[Path]:
        """Give a new folder that is gone afterwards; what killed processes left is cleared on the way."""
        with ExitStack() as stack:
            with writing_to(self.folder, setting=SETTING):
                self.folder.mkdir(parents=True, exist_ok=True)
                folder = stack.enter_context(temporary_folder(self.folder, WORKING))
            yield folder

    def _open(self) -> None:
        """Make the folder, a private one its owner's alone; clear what killed processes left in it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.private:
            self.folder.chmod(0o700)
        clear_files(self.folder)

    @staticmethod
    def _holds(path: Path, content: bytes) -> bool:
        """Tell whether the content is there, and still what it was."""
        try:
            return path.stat().st_size == len(content) and path.read_bytes() == content
        except OSError:
            return False


def _sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk, or a power cut could forget a file that the database names."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
