"""Foreseeable failures as sentences: what, where, and what to do; on stderr, with an exit code."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from rapporteur.base.values.failures import Fault, Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.interfaces.cli.reader import sentence, without_commands, words

BAD_INPUT = 2
STOPPED_BY = {
    signal.Signals[name]: code
    for name, code in (("SIGHUP", 129), ("SIGINT", 130), ("SIGTERM", 143))
    if name in signal.Signals.__members__  # Windows knows fewer
}
"""Exit codes, by the signal that stopped a command: as a shell tells them."""
STOPPED = Message("stopped; what was finished is kept, nothing is half-written")

_ROOM = Message("free some space, then try again")
_RIGHTS = Message("check its rights, or choose another place")
_PLACE = Message("choose another place")
_CURES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
    errno.EIO: _PLACE,
    errno.EISDIR: _PLACE,
    errno.ENOTDIR: _PLACE,
    errno.EEXIST: _PLACE,
    errno.ENAMETOOLONG: _PLACE,
    errno.ELOOP: _PLACE,
    errno.EMFILE: Message("raise the limit of open files (ulimit -n), then try again"),
    errno.ENFILE: Message("close other programs, then try again"),
    errno.ENOMEM: Message("close other programs, then try again"),
    errno.EAGAIN: Message("close other programs, then try again"),
}


def _database_fault(error: BaseException) -> Fault | None:
    django_db = sys.modules.get("django.db.utils")
    if django_db is None or not isinstance(error, django_db.DatabaseError):
        return None  # before Django is imported for it
    from rapporteur.base.core.database.faults import database_fault

    return database_fault(error)


def _system_fault(error: BaseException) -> Fault | None:
    """Return what the machine lacks; None for what no machine should refuse, which is a mistake of the program."""
    if isinstance(error, MemoryError):
        return Fault(
            Message("there is not enough memory: close other programs, or ask for fewer documents at once")
        )
    if not isinstance(error, OSError) or error.errno not in _CURES:
        return None
    message = Message("the output cannot be read or written ({reason}): {cure}")
    if error.filename:
        message = Message("'{file}' cannot be read or written ({reason}): {cure}")
    values = {"file": error.filename, "reason": error.strerror, "cure": _CURES[error.errno]}
    return Fault(message, values=values)


def _faults(error: BaseException) -> tuple[Fault, ...]:
    """Return what is to be said of a failure; nothing for a mistake of the program."""
    if isinstance(error, Foreseeable):
        return error.faults
    fault = _database_fault(error) or _system_fault(error)
    return (fault,) if fault else ()


class _Stop:
    """Remembers the signal that stops a command: a library may turn the interruption into an error of its own."""

    by: signal.Signals | None = None

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.by = signal.Signals(number)
        raise KeyboardInterrupt


_stop = _Stop()


def listen_for_interruption() -> None:
    """Let what asks a command to stop be heeded, for it to put away what it has begun; what is ignored stays so."""
    for one in STOPPED_BY:
        if signal.getsignal(one) in {signal.SIG_DFL, signal.default_int_handler}:
            signal.signal(one, _stop)


@contextmanager
def reported() -> Iterator[None]:
    """Turn foreseeable failures of the block into a sentence on stderr and an exit code.

    Programming errors keep their traceback: hiding one would help nobody.
    """
    try:
        yield
        if sys.stdout:
            sys.stdout.flush()  # what cannot be written is found here, not when nobody can say so any more
    except KeyboardInterrupt:
        _say(words(STOPPED))
        raise SystemExit(STOPPED_BY[_stop.by or signal.SIGINT]) from None
    except BrokenPipeError:  # the reader of our output has gone: `rapporteur data 2018-Q2 | head`
        _let_go_of_stdout()
        raise SystemExit(0) from None
    except Exception as error:
        if _stop.by:
            _say(words(STOPPED))
            raise SystemExit(STOPPED_BY[_stop.by]) from None
        faults = _faults(error)
        if not faults or os.environ.get("RAPPORTEUR_DEBUG", "").lower() in {"1", "true", "yes", "on"}:
            raise
        if isinstance(error, OSError):
            _let_go_of_stdout()
        _say("\n".join(sentence(fault) for fault in faults))
        raise SystemExit(BAD_INPUT) from None


def _let_go_of_stdout() -> None:
    """Keep Python from writing at its end what could not be written before."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(sentence: str) -> None:
    with suppress(OSError):  # nobody listens: the exit code still tells
        sys.stderr.write(f"rapporteur: {without_commands(sentence) if sys.stderr.isatty() else sentence}\n")
