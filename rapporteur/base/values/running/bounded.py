"""What others wrote is read in a process of its own: bounded in processor time and memory, and ended with its caller.

    parsed = bounded(parse_report, content, bounds=Bounds(seconds=60, mebibytes=1024))

The function is one of a module, its arguments and its result are values. On Linux, in a process without threads, the
child is a copy of this process and costs some milliseconds; anywhere else it is a new Python, which imports what it
needs (a copy of a process with threads may wait for ever for a lock that one of them held). A limit on memory is kept
by Linux; macOS takes it and does not keep it. Where the system does not end a child with its parent, the child watches
a pipe that closes with it.
"""

from __future__ import annotations

import gc
import importlib
import io
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.running.processes import end_with, ending

P = ParamSpec("P")
T = TypeVar("T")

_ROOT = str(Path(__file__).resolve().parents[4])
_BOOTSTRAP = """
import sys
sys.path.insert(0, sys.argv.pop())
from rapporteur.base.values.running.bounded import _serve
_serve()
"""
_GRACE = 2
"""Seconds after the limit at which the system kills a child that does not heed the first signal."""
_OWN_BYTES = 256 * 2**20
"""What a new Python takes of its address space before it reads anything: 60 to 120 MiB were seen."""
_DONE, _RAISED, _FAILED, _NO_MEMORY = range(4)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What reading one file may cost: seconds of processor time, and MiB of memory beside the program's own."""

    seconds: int = 60
    mebibytes: int = 1024


class OverBounds(Foreseeable):  # named for the fact
    """A child that was ended; the text is a sentence without its subject: the limit, and what to do."""


class ReaderFailed(RuntimeError):
    """A mistake of the program in the child; the text is the child's traceback."""


def bounded(function: Callable[..., T], *arguments: object, bounds: Bounds, **named: object) -> T:
    """Return what `function` returns for the arguments, from a process that is held to `bounds`.

    What it raises is raised here, where it is an exception of this project. Raises OverBounds for a child that took
    too much or was ended, ReaderFailed for any other exception.
    """
    return _answered(*_asked(function, arguments, named, bounds), bounds)  # type: ignore[no-any-return]  # of the function's type


# --- the parent --------------------------------------------------------------------------------------------


class _Copy:
    """A copy of this process, with what is used of `subprocess.Popen`."""

    stdin = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._code: int | None = None

    def kill(self) -> None:
        if self._code is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        if self._code is None:
            self._code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self._code


def _asked(
    function: Callable[..., object], arguments: tuple[object, ...], named: dict[str, object], bounds: Bounds
) -> tuple[bytes, int]:
    """Return the answer of a child, and the code with which it ended."""
    copied = sys.platform == "linux" and threading.active_count() == 1
    start = _copy if copied else _new_python
    process, answer = start(function, arguments, named, bounds)
    try:
        content = answer.read()
    except BaseException:
        process.kill()
        raise
    finally:
        answer.close()
        code = process.wait()
        if process.stdin is not None:
            with suppress(BrokenPipeError):
                process.stdin.close()
    return content, code


def _copy(
    function: Callable[..., object], arguments: tuple[object, ...], named: dict[str, object], bounds: Bounds
) -> tuple[_Copy, io.BufferedReader]:
    receiver, sender = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        os.close(receiver)
        gc.freeze()  # a collection that goes through 840 MiB of the caller's objects takes 1.8 s, each time
        _work(
            lambda: function(*arguments, **named), os.fdopen(sender, "wb"), bounds, parent, _address_space()
        )
    os.close(sender)
    return _Copy(pid), os.fdopen(receiver, "rb")


def _new_python(
    function: Callable[..., object], arguments: tuple[object, ...], named: dict[str, object], bounds: Bounds
) -> tuple[subprocess.Popen[bytes], io.BufferedReader]:
    process = subprocess.Popen(  # noqa: S603  # our own module
        [sys.executable, "-P", "-c", _BOOTSTRAP, _ROOT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    assert process.stdin is not None  # noqa: S101  # both are pipes
    assert process.stdout is not None  # noqa: S101
    task = pickle.dumps((function.__module__, function.__qualname__, arguments, named, bounds, os.getpid()))
    with suppress(BrokenPipeError):  # it ended before it heard: its code says how
        process.stdin.write(struct.pack(">Q", len(task)) + task)
        process.stdin.flush()
    # The pipe stays open until its answer is there: that it closes is how a child knows us gone.
    return process, process.stdout  # type: ignore[return-value]  # Popen's pipes are buffered readers


def _answered(content: bytes, code: int, bounds: Bounds) -> Any:
    """Return the result in an answer, or raise what it says, or how the child ended without one."""
    if code == -signal.SIGXCPU:
        raise OverBounds(_TOO_LONG, seconds=bounds.seconds)
    if code == -signal.SIGKILL and not content:
        raise OverBounds(_KILLED)
    if not content:
        raise OverBounds(
            Message(
                "the reader ended without an answer ({ending}): the file is damaged, or made to do harm; "
                "save it again with the program that made it"
            ),
            ending=ending(code),
        )
    kind, value = _Answer(io.BytesIO(content)).load()
    if kind == _DONE:
        return value
    if kind == _NO_MEMORY:
        raise OverBounds(_TOO_LARGE, mebibytes=bounds.mebibytes)
    if kind == _RAISED:
        raise value
    raise ReaderFailed(str(value))


_TOO_LONG = Message(
    "reading takes more than {seconds} s of processor time, which no ordinary file does: save it again "
    "with the program that made it, or divide it"
)
_KILLED = Message(
    "the system ended the reader (SIGKILL), as it does when memory runs out: try again when less else runs, "
    "or on a machine with more memory"
)
_TOO_LARGE = Message(
    "reading takes more than {mebibytes} MiB of memory, which no ordinary file does: save it again "
    "with the program that made it, or divide it"
)


class _Answer(pickle.Unpickler):
    """Takes values out of an answer and nothing that does something: the child has read what strangers wrote."""

    _PLAIN: Mapping[str, frozenset[str]] = {
        "builtins": frozenset(("set", "frozenset", "complex", "bytearray", "object")),
        "collections": frozenset(("Counter", "OrderedDict", "defaultdict")),
        "copyreg": frozenset(("_reconstructor",)),
        "datetime": frozenset(("date", "datetime", "time", "timedelta", "timezone")),
        "decimal": frozenset(("Decimal",)),
        "fractions": frozenset(("Fraction",)),
        "msgspec._utils": frozenset(("rebuild",)),
        "pathlib": frozenset(("Path", "PosixPath", "PurePath", "PurePosixPath")),
        "zoneinfo": frozenset(("ZoneInfo._unpickle",)),
    }

    def find_class(self, module: str, name: str) -> Any:
        """Return a plain type, or a class of this project."""
        if name in self._PLAIN.get(module, ()):
            return super().find_class(module, name)
        if module.split(".", maxsplit=1)[0] == "rapporteur" and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value")


# --- the child ---------------------------------------------------------------------------------------------


def _serve() -> NoReturn:
    """Do in a new Python what the pipe says."""
    source = sys.stdin.buffer
    (size,) = struct.unpack(">Q", source.read(8))
    task = source.read(size)
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not speak into the answer
    module, name, arguments, named, bounds, parent = pickle.loads(task)  # noqa: S301  # from our own parent
    threading.Thread(target=_end_with_pipe, args=(source,), daemon=True).start()
    _work(
        lambda: attrgetter(name)(importlib.import_module(module))(*arguments, **named),
        answer,
        bounds,
        parent,
        _OWN_BYTES,
    )


def _end_with_pipe(source: io.BufferedReader) -> None:
    source.read(1)
    os._exit(1)


def _work(
    task: Callable[[], object], answer: io.BufferedWriter, bounds: Bounds, parent: int, own_bytes: int
) -> NoReturn:
    """Do the task within its bounds, answer, and end without any of the parent's goodbyes."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair, who ends us
        if hasattr(signal, "SIGXCPU"):  # whoever ignores it would be ended by SIGKILL, as by others
            signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        end_with(parent)
        _hold(bounds, own_bytes)
        said = _done(task)
        answer.write(said)
        answer.flush()
        code = 0
    finally:
        os._exit(code)


def _done(task: Callable[[], object]) -> bytes:
    """Return the answer: the result, or what was raised."""
    try:
        return pickle.dumps((_DONE, task()))
    except MemoryError:
        pass
    except Exception as error:  # noqa: BLE001  # whatever it is, the parent shall hear of it
        if type(error).__module__.split(".")[0] == "rapporteur":
            error.__cause__ = error.__context__ = None
            return pickle.dumps((_RAISED, error.with_traceback(None)))
        return pickle.dumps((_FAILED, traceback.format_exc()))
    return pickle.dumps((_NO_MEMORY, None))


def _hold(bounds: Bounds, own_bytes: int) -> None:
    """Set the limits; what a system does not know is left out."""
    try:
        import resource
    except ImportError:  # Windows
        return
    memory = own_bytes + bounds.mebibytes * 2**20
    for name, soft, hard in (
        ("RLIMIT_CPU", bounds.seconds, bounds.seconds + _GRACE),
        ("RLIMIT_AS", memory, memory),
        ("RLIMIT_CORE", 0, 0),
    ):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        most = resource.getrlimit(kind)[1]
        with suppress(ValueError, OSError):  # a system that takes no such limit
            limits = [value if most == resource.RLIM_INFINITY else min(value, most) for value in (soft, hard)]
            resource.setrlimit(kind, (limits[0], limits[1]))


def _address_space() -> int:
    """Return how many bytes of address space this process has now."""
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return pages * os.sysconf("SC_PAGE_SIZE")
    return _OWN_BYTES
