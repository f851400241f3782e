"""Files kept by what they hold: the SHA-256 of a content is its name, so that it is whole, or it is not there.

A content is written beside its place and moved there when it is on the disk: a process killed at any moment leaves no
half of one. What a killed process had stored is found again by the next that stores the same.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rapporteur.core.files import OutputNotWritable, is_running, write_whole


class ContentLost(LookupError):
    """A content that the store no longer has, or that is no longer what it was."""

    def __init__(self, sha256: str, reason: str) -> None:
        super().__init__(f"the stored content {sha256[:12]}… {reason}")
        self.sha256 = sha256


def sha256(content: bytes) -> str:
    """Return the SHA-256 of `content` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class ContentStore:
    """Contents in a folder, two levels deep."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, key: str) -> Path:
        """Return where the content with this hash is, or would be."""
        return self.folder / key[:2] / key

    def put(self, content: bytes) -> str:
        """Store `content` and return its hash; raise OutputNotWritable."""
        key = sha256(content)
        path = self.path(key)
        if not self._holds(path, content):
            write_whole(path, content, lasting=True)
            try:
                path.chmod(0o444)
                _sync_folder(path.parent)
            except OSError as error:
                raise OutputNotWritable(path, error) from error
        return key

    def get(self, key: str) -> bytes:
        """Return the content with this hash; raise ContentLost where it is missing or was tampered with."""
        try:
            content = self.path(key).read_bytes()
        except OSError as error:
            raise ContentLost(key, f"cannot be read ({error.strerror}): {self.path(key)}") from error
        if sha256(content) != key:
            raise ContentLost(key, f"was changed since it was stored: {self.path(key)}")
        return content

    @contextmanager
    def working_folder(self) -> Iterator[Path]:
        """Give a new folder that is gone afterwards; what killed processes left is cleared on the way."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for left_over in self.folder.glob(".working-*"):
                if not is_running(left_over.name.split("-")[1]):
                    shutil.rmtree(left_over, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(prefix=f".working-{os.getpid()}-", dir=self.folder))
        except OSError as error:
            raise OutputNotWritable(self.folder, error) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

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
