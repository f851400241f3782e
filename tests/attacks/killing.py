"""A process from which commands are copied and killed, and which adopts whoever they leave behind (Linux).

    python -m tests.attacks.killing        wait for attacks, one line of JSON each, until the input ends

A command so started is a process of its own, as in :mod:`tests.support.warm`. When it is killed, its children become
those of this process: who of them still runs after :data:`GRACE` seconds has outlived it.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.processes import children
from tests.support.warm import answer_lines, become, import_everything

ROOT = Path(__file__).resolve().parents[2]
GRACE = 60.0
"""Seconds in which a process must notice that its parent has gone: it takes milliseconds on a machine at
rest, and as long as Python takes to start for one that has only just begun: on a busy one that took more than ten."""
PR_SET_CHILD_SUBREAPER = 36


def unmeasured(environment: Mapping[str, str]) -> dict[str, str]:
    """Return settings without those that have coverage measured: what measures has a say in how a process ends."""
    return {name: value for name, value in environment.items() if not name.startswith("COVERAGE_")}


@dataclass(frozen=True)
class Outcome:
    """How a command ended: its exit code (negative: a signal), what it said, its seconds, and who outlived it."""

    code: int
    printed: str
    said: str
    seconds: float
    left: tuple[str, ...]


class Killer:
    """The process, started when the first attack comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[str] | None = None

    def run(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        *,
        how: str = "",
        after: float = 0.0,
    ) -> Outcome:
        """Run a command, and send it the signal `how` after so many seconds, if it has not ended before."""
        files = {name: self.folder / name for name in ("stdin", "stdout", "stderr")}
        for file in files.values():
            file.write_text("")
        request = {
            "arguments": list(arguments), "environment": unmeasured(environment), "folder": str(ROOT),
            "files": [str(file) for file in files.values()], "how": how, "after": after,
        }  # fmt: skip
        process = self._process = self._process or subprocess.Popen(
            [sys.executable, "-m", "tests.attacks.killing"],
            cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=unmeasured(os.environ),
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{json.dumps(request)}\n")
        process.stdin.flush()
        answer = process.stdout.readline()
        assert answer, f"no answer to {arguments}: {process.wait()}"
        code, seconds, left = json.loads(answer)
        printed, said = (files[name].read_text(encoding="utf-8") for name in ("stdout", "stderr"))
        return Outcome(code, printed, said, seconds, tuple(left))

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.communicate()
            self._process = None


def attack(request: dict[str, Any]) -> tuple[int, float, list[str]]:
    """Run the command in a copy of this process; return its exit code, its seconds, and who outlived it."""
    start = time.monotonic()
    child = os.fork()
    if not child:
        become(request)
    status = 0
    if request["how"]:
        deadline = start + request["after"]
        ended = 0
        while not ended and time.monotonic() < deadline:
            time.sleep(min(0.002, max(0.0, deadline - time.monotonic())))
            ended, status = os.waitpid(child, os.WNOHANG)
        if not ended:
            os.kill(child, signal.Signals[request["how"]])
            _, status = os.waitpid(child, 0)
    else:
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - start, outlived()


def outlived() -> list[str]:
    """Return the command lines of those who still run, and end them."""
    deadline = time.monotonic() + GRACE
    while (left := children(os.getpid())) and time.monotonic() < deadline:
        time.sleep(0.01)
    found = [Path(f"/proc/{one}/cmdline").read_text().replace("\0", " ") for one in left]
    for one in left:
        os.kill(one, signal.SIGKILL)
    with suppress(ChildProcessError):  # nobody is left to be waited for
        while True:
            os.waitpid(-1, 0)
    return found


if __name__ == "__main__":
    import_everything()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    answer_lines(attack)
