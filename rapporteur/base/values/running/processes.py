"""A process that ends with the one that started it, however that one ends."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress

_PR_SET_PDEATHSIG = 1


def end_with(parent: int) -> None:
    """Let the system kill this process when the thread that started it ends, where it can (Linux).

    `parent` is the number of that process, by which one that has ended already is known. Elsewhere whoever calls this
    reads a pipe that closes with the parent.
    """
    if sys.platform == "linux":
        import ctypes  # here: it takes longer than all else that most processes do at first

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it could be asked for
        os._exit(1)


def ending(code: int) -> str:
    """Return how a process ended, by what `subprocess` says of it: the name of a signal, or the exit code."""
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"exit code {code}"
