"""Folders and files for a while: whoever made one holds a lock on it, and what nobody holds any more is cleared.

    with temporary_folder(Path(gettempdir()), "rapporteur-making-") as folder:
        ...

A process that is killed clears nothing. The next that makes a folder or a file of the same name in the same place does
it, and knows by the lock that nobody is left: the system lets go of it with its holder. The number of a process, in its
stead, is soon another's, in a container at the very next start.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: nothing is locked there, and nothing cleared
    fcntl = None  # type: ignore[assignment]  # asked for below

LOCK = "lock"
PART = ".part"
_OPEN = os.O_RDWR | getattr(
    os, "O_NOFOLLOW", 0
)  # others write in /tmp too: a link of theirs leads us nowhere
_NEW = _OPEN | os.O_CREAT


@contextmanager
def temporary_folder(parent: Path, prefix: str) -> Iterator[Path]:
    """Give a new folder, within one in `parent` whose name begins with `prefix`; it is gone afterwards.

    What processes that were killed left in `parent` under the same prefix is cleared first. Raises OSError.
    """
    clear_folders(parent, prefix)
    lock, outer = _locked_folder(parent, prefix)
    try:
        inner = outer / "content"  # the lock is no part of it, and its mode is by the umask
        inner.mkdir()
        yield inner
    finally:
        shutil.rmtree(outer, ignore_errors=True)
        os.close(lock)


def clear_folders(parent: Path, prefix: str) -> None:
    """Remove the temporary folders in `parent` under this prefix that nobody holds."""
    for folder in filter(_is_ours, parent.glob(f"{escape(prefix)}*")):
        with suppress(OSError), _opened(folder / LOCK, _NEW) as lock:
            if _lock(lock) is True:
                shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    with suppress(OSError, AttributeError):  # gone meanwhile; Windows
        status = folder.lstat()
        return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
    return False


def _locked_folder(parent: Path, prefix: str) -> tuple[int, Path]:
    """Return the lock that is held on a new folder, and the folder."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        with suppress(FileNotFoundError):  # it was cleared before it was held
            lock = os.open(folder / LOCK, _NEW, 0o600)
            if _holds(lock, folder / LOCK):
                return lock, folder


def temporary_file(path: Path, parent: Path) -> tuple[int, Path]:
    """Return a new file in `parent` that is to become `path`, open for writing, and where it is; it is ours to remove.

    What processes that were killed left there of the same file is cleared first. Raises OSError.
    """
    clear_files(parent, path.name)
    while True:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART, dir=parent)
        if _holds(descriptor, Path(name)):
            return descriptor, Path(name)


def clear_files(parent: Path, name: str = "") -> None:
    """Remove the temporary files in `parent` that nobody holds: those that were to become `name`, or all."""
    for part in abandoned_files(parent, name):
        part.unlink(missing_ok=True)


def abandoned_files(parent: Path, name: str = "") -> Iterator[Path]:
    """Yield the temporary files in `parent` that nobody holds; each is held by us while it is looked at."""
    for part in parent.glob(f".{escape(name) or '*'}.*{PART}"):
        with suppress(OSError), _opened(part, _OPEN) as descriptor:
            if _lock(descriptor) is True:
                yield part


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Let one process at a time do something in `folder`; the others wait for it to end, or to be killed."""
    with _opened(folder, os.O_RDONLY) as descriptor:
        if fcntl is not None:
            with suppress(OSError):  # a file system that knows no locks
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    descriptor = os.open(path, flags, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _holds(descriptor: int, path: Path) -> bool:
    """Lock what was just made and tell whether it is ours; whoever clears may have been faster, then it is closed."""
    if _lock(descriptor) is not False:
        with suppress(FileNotFoundError):
            if os.path.samestat(path.stat(), os.fstat(descriptor)):
                return True
    os.close(descriptor)
    return False


def _lock(descriptor: int) -> bool | None:
    """Tell whether an open file is locked by now, False where somebody else holds it, None where nothing can be."""
    if fcntl is None:
        return None  # type: ignore[unreachable]  # where the system has no such locks
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (
        OSError
    ):  # some file systems know no locks: what is made there is used, and never cleared by others
        return None
    return True
