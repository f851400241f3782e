"""Running the program that an edition carries, which came out of a database: it may make documents, and nothing else.

It runs in an environment of its own, with limits. Under bubblewrap (`bwrap`), where that is installed and works, it
has no network either, and sees of the disk only the interpreter, its libraries and the folder that it works in.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SECONDS = 1800
"""Of the clock, and of the processor for each process: thousands of pages in every language take half of it."""
MEMORY = 8 << 30
"""Bytes of addresses of each process: a compiler reserves some gigabytes and uses a fraction of them."""
FILE = 1 << 30
"""Bytes of the largest file that may be written; a PDF with photographs has some ten million."""
LINE = 200
SAID = 4000
"""Characters of a line of progress, and of what it said last: what it says is no reason to fill our memory."""

_LIMITED = """
import os, resource, signal, sys
if not os.fork():
    os.dup2(os.open(os.devnull, os.O_RDWR), 1), os.dup2(1, 2)
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
names = ("RLIMIT_CPU", "RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_CORE")
for name, most in zip(names, [*map(int, sys.argv[1:4]), 0]):
    limit, hard = getattr(resource, name), resource.getrlimit(getattr(resource, name))[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (most, most))
os.execv(sys.argv[4], sys.argv[4:])
"""
"""Limits what it becomes, beside a process that ends the whole group when the pipe from us closes: when we are gone."""
_ASKED = "import json, sys; print(json.dumps([sys.prefix, sys.base_prefix, sys.executable, sys.path]))"
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin")
_OF_A_PREFIX = ("bin", "lib", "lib64", "pyvenv.cfg")
"""What of an environment an interpreter needs: nothing else of the folder, which may be that of an installation."""
_BUBBLEWRAP = ("/usr/bin/bwrap", "/usr/local/bin/bwrap", "/bin/bwrap")


@dataclass(frozen=True)
class Ended:
    """How a program ended: its exit code (negative: a signal), and the last that it said of errors."""

    code: int
    said: str


def environment(folder: Path) -> dict[str, str]:
    """Return all that the program learns of ours: no secret, no proxy, no option of Python."""
    found = {"PATH": os.defpath, "HOME": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    if libraries := os.environ.get("LD_LIBRARY_PATH"):  # some interpreters find their own library by it alone
        found["LD_LIBRARY_PATH"] = libraries
    return found


def run_confined(
    command: Sequence[str], folder: Path, *, sandboxed: bool, each_line: Callable[[str], None]
) -> Ended:
    """Run `command` (its first part an absolute path) in `folder`; `each_line` is given those of its output.

    `sandboxed` asks for bubblewrap, which :func:`has_sandbox` says is there. All that it started ends with it, and all
    of it with this process, even where it is killed.
    """
    folder = folder.resolve()
    inside = [*_sandbox(command[0], folder), *command] if sandboxed else command
    limits = [str(number) for number in (SECONDS, MEMORY, FILE)]
    with (folder / "errors").open("w+b") as errors:
        process = subprocess.Popen(  # noqa: S603  # the limits are ours, the rest is what this module is for
            [sys.executable, "-I", "-c", _LIMITED, *limits, *inside],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, cwd=folder,
            env=environment(folder), start_new_session=True,
        )  # fmt: skip
        late = threading.Timer(SECONDS, os.killpg, (process.pid, signal.SIGKILL))
        late.daemon = True
        try:
            late.start()
            for line in iter(lambda: process.stdout.readline(LINE) if process.stdout else b"", b""):
                each_line(line.decode(errors="replace"))
            # Until it is waited for, its number, which is that of the group, is nobody else's.
            os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        finally:
            late.cancel()
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe:
                    pipe.close()
        size = errors.seek(0, os.SEEK_END)
        errors.seek(max(0, size - SAID))  # by the descriptor: under its name may lie something else by now
        return Ended(process.returncode, errors.read(SAID).decode(errors="replace").strip())


def has_sandbox(python: Path | None = None) -> bool:
    """Tell whether bubblewrap is here and an interpreter, by default this one, starts in it."""
    return _starts(_interpreter(python))


def _interpreter(python: Path | None) -> str:
    """Return the path of an interpreter; links are not followed, for an environment is told by them."""
    return str((python or Path(sys.executable)).absolute())


@cache
def _starts(python: str) -> bool:
    command = [*_sandbox(python, None), python, "-I", "-c", "import ctypes, multiprocessing, ssl"]
    try:
        done = subprocess.run(  # noqa: S603  # nothing of an edition runs here
            command, env=environment(Path("/")), cwd="/", capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _sandbox(python: str, folder: Path | None) -> list[str]:
    """Return the beginning of a command that runs the rest without network, seeing little of the disk."""
    bubblewrap = next((path for path in _BUBBLEWRAP if os.access(path, os.X_OK)), _BUBBLEWRAP[0])
    command = [bubblewrap, "--unshare-all", "--die-with-parent", "--dev", "/dev", "--proc", "/proc"]
    for path in map(Path, _SYSTEM):
        if path.is_symlink():
            command += ["--symlink", str(path.readlink()), str(path)]
        else:
            command += ["--ro-bind-try", str(path), str(path)]
    for name in ("/etc/ld.so.cache", *_needed(python)):
        command += ["--ro-bind-try", name, name]
    if folder is not None:
        command += ["--bind", str(folder), str(folder), "--chdir", str(folder)]
    return [*command, "--remount-ro", "/", "--"]


@cache
def _needed(python: str) -> tuple[str, ...]:
    """Return what an interpreter outside of the system's folders needs of the disk."""
    try:
        asked = subprocess.run(  # noqa: S603  # an interpreter that whoever verifies has named
            [python, "-I", "-c", _ASKED],
            env=environment(Path("/")), capture_output=True, timeout=60, check=False, text=True,
        )  # fmt: skip
        prefix, base, executable, path = json.loads(asked.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ()
    return tuple(dict.fromkeys(_places([prefix, base, str(Path(executable).resolve().parents[1])], path)))


def _places(prefixes: Sequence[str], path: Sequence[str]) -> Iterator[str]:
    for prefix in prefixes:
        if not prefix.startswith("/usr") and prefix != "/":
            yield from (f"{prefix}/{part}" for part in _OF_A_PREFIX)
    yield from (place for place in path if place.endswith("-packages") and not place.startswith("/usr/"))
