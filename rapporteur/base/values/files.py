"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.temporary import temporary_file, temporary_folder

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says where there is no room."""
PRIVATE, PUBLIC = 0o600, 0o644
"""Of files that hold records, and of those that are made to be published; whatever the umask."""
STAGING = ".staging-"
"""How the folders begin in which files are made that will appear together."""
_STOPS = tuple(signal.Signals[name] for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class OutputNotWritable(Foreseeable, OSError):
    """A place where nothing can be written; `setting` is what names it, where something does."""

    def __init__(self, path: Path, error: OSError, *, setting: str = "") -> None:
        if error.errno in FULL:
            said = Message(
                "cannot write to '{place}' ({reason}): choose another place or free some space there"
            )
            by_setting = Message(
                "cannot write to '{place}' ({reason}): free some space there, or name another place in {setting}"
            )
        else:
            said = Message("cannot write to '{place}' ({reason}): choose another place or make it writable")
            by_setting = Message(
                "cannot write to '{place}' ({reason}): make it writable, or name another place in {setting}"
            )
        reason = str(error.strerror or error)
        super().__init__(by_setting if setting else said, place=str(path), reason=reason, setting=setting)


@contextmanager
def writing_to(place: Path, *, setting: str = "") -> Iterator[None]:
    """Let what the system refuses in the block name the place that is written to: raises OutputNotWritable."""
    try:
        yield
    except OutputNotWritable:
        raise
    except OSError as error:
        raise OutputNotWritable(place, error, setting=setting) from error


def write_whole(
    path: Path,
    content: bytes,
    *,
    lasting: bool = False,
    private: bool = False,
    through: Path | None = None,
    setting: str = "",
) -> None:
    """Write `content` to `path`, which holds either its old content or the new one whenever the process is killed.

    A link is followed. What is no file (a pipe, /dev/stdout) is written to, never replaced. What cannot be made again
    is `lasting`: it is on the disk when this returns, and outlives a power cut too. What holds records is `private`:
    nobody else reads it. It is written beside its place, or in the folder `through`, first: what a process that was
    killed left there, the next clears. Raises OutputNotWritable, which names the `setting` that `path` follows from.
    """
    with writing_to(path, setting=setting):
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
            return
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, part = temporary_file(target, through or target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                if lasting:
                    os.fsync(file.fileno())
                part.chmod(PRIVATE if private else PUBLIC)
                part.replace(target)  # while it is held still: nobody clears it before
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def write_together(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files into `folder`, all or none: a new or an empty folder appears at one stroke.

    In one that holds files already, those of the same name are replaced when all have been written beside them.
    Raises OutputNotWritable.
    """
    with staged(folder) as stage, writing_to(folder):
        for name, content in contents.items():
            (stage / name).write_bytes(content)
            (stage / name).chmod(PUBLIC)


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a new folder; when the block ends well, all that is in it moves into `folder`.

    One that was not there, or was empty, appears at one stroke; in another a file of the same name is replaced. When
    the block fails, nothing in `folder` has changed. What a killed run left behind is cleared by the next one. Raises
    OutputNotWritable.
    """
    place = folder.resolve()
    with ExitStack() as stack:
        with writing_to(folder):
            whole = _can_be_replaced(place)
            beside = place.parent if whole else place
            beside.mkdir(parents=True, exist_ok=True)
            stage = stack.enter_context(temporary_folder(beside, STAGING))
        try:
            yield stage
        except OSError as error:
            if error.errno in FULL and _is_within(error.filename, stage):
                raise OutputNotWritable(folder, error) from error
            raise
        with writing_to(folder), _held_off():
            if not (whole and _replaced(place, stage)):
                for path in sorted(stage.iterdir()):
                    path.replace(place / path.name)


def _replaced(folder: Path, by: Path) -> bool:
    """Put a whole folder in the place of another; False where somebody has filled that one meanwhile."""
    try:
        by.replace(folder)
    except OSError as error:
        if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            return False
        raise
    return True


def _can_be_replaced(folder: Path) -> bool:
    """Tell whether a whole folder can take the place of this one: where it is not there, or empty, and may go."""
    if not folder.exists():
        return True
    if not folder.is_dir() or folder.is_mount() or any(folder.iterdir()):
        return False
    return os.access(folder.parent, os.W_OK)


def _is_within(name: object, folder: Path) -> bool:
    """Tell whether an error of the system is about a file in `folder`; one that does not say is taken to be."""
    return name is None or (isinstance(name, str) and Path(name).is_relative_to(folder))


@contextmanager
def _held_off() -> Iterator[None]:
    """Let nobody stop what takes less than a moment and would be half done."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
