"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says where there is no room."""


class OutputNotWritable(OSError):
    """A place where nothing can be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        cure = "free some space there" if error.errno in FULL else "make it writable"
        super().__init__(
            f"cannot write to '{path}' ({error.strerror or error}): choose another place or {cure}"
        )


def write_whole(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Write `content` to `path`, which holds either its old content or the new one whenever the process is killed.

    A link is followed. What is no file (a pipe, /dev/stdout) is written to, never replaced. What cannot be made again
    is `lasting`: it is on the disk when this returns, and outlives a power cut too. Raises OutputNotWritable.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                if lasting:
                    file.flush()
                    os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink()
            raise
    except OSError as error:
        raise OutputNotWritable(path, error) from error


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a new folder beside `folder`'s files; when the block ends well, they all move into `folder`.

    A file there of the same name is replaced; when the block fails, nothing in `folder` has changed. What a killed
    run left behind is cleared by the next one. Raises OutputNotWritable.
    """
    try:
        new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        for left_over in folder.glob(".staging-*"):
            if not is_running(left_over.name.split("-")[1]):
                shutil.rmtree(left_over, ignore_errors=True)
        stage = Path(tempfile.mkdtemp(prefix=f".staging-{os.getpid()}-", dir=folder))
    except OSError as error:
        raise OutputNotWritable(folder, error) from error
    try:
        yield stage
        try:
            for path in sorted(stage.iterdir()):
                path.replace(folder / path.name)
        except OSError as error:
            raise OutputNotWritable(folder, error) from error
    except OSError as error:
        if error.errno in FULL:  # whatever was being written: it was going here
            raise OutputNotWritable(folder, error) from error
        raise
    finally:
        shutil.rmtree(stage, ignore_errors=True)
        if new:
            with suppress(OSError):  # where something is in it, it stays
                folder.rmdir()


def is_running(process: str) -> bool:
    """Tell whether the process with this number is there; where that cannot be told, that it is."""
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        return True
    return True
