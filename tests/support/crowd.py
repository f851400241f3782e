"""Commands that run at the same time, each a process of its own, copied from one that has imported the program.

python -m tests.support.crowd        wait for requests, one line of JSON each, until the input ends

As in :mod:`tests.support.warm`, which runs one after the other and waits for each: only the second that Python and
Django take to start is spent once. Whoever kills one of these kills a process, with its connections and its children.
"""

from __future__ import annotations

import importlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.warm import PATIENCE, ROOT, answer_lines, become, import_everything

COMMANDS = ("rapporteur.interfaces.cli.main", "tests.support.printing", "tests.support.small_network")
"""The modules whose `main`, given its arguments as a list, can be asked for."""


@dataclass
class Command:
    """One that runs, or has ended."""

    crowd: Crowd
    number: int
    folder: Path
    code: int | None = None

    def ended(self) -> bool:
        """Tell whether it has."""
        return self._code(wait=False) is not None

    def kill(self) -> None:
        """End it at once, unless it has ended; return when it has."""
        if not self.ended():  # it is not waited for yet: its number is still its own
            os.kill(self.number, signal.SIGKILL)
        self._code(wait=True)

    def finished(self) -> str:
        """Return what it printed, when it has ended well."""
        code = self._code(wait=True)
        printed, said = ((self.folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
        assert code == 0, said
        return printed

    def _code(self, *, wait: bool) -> int | None:
        if self.code is None:
            self.code = self.crowd.ask({"of": self.number, "wait": wait})
        return self.code


class Crowd:
    """The process that is copied; `folder` is for what the commands print."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.crowd"], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def start(self, module: str, *arguments: str, environment: Mapping[str, str]) -> Command:
        """Start a command, one of :data:`COMMANDS`."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        (folder / "stdin").touch()
        number = self.ask({
            "module": module, "arguments": arguments, "environment": dict(environment), "folder": str(ROOT),
            "files": [str(folder / name) for name in ("stdin", "stdout", "stderr")],
        })  # fmt: skip
        return Command(self, number, folder)

    def ask(self, request: Mapping[str, object]) -> Any:
        """Return the answer to a request: the number of a process that was started, or how one ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(request)}\n")
        self._process.stdin.flush()
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        answer = self._process.stdout.readline() if ready else ""
        assert answer, f"no answer to {request}"
        return json.loads(answer)

    def end(self) -> None:
        """End it; the commands have ended."""
        self._process.communicate()


def answered(request: dict[str, Any]) -> int | None:
    """Start the command that is asked for and return its number, or the exit code of one, None while it runs."""
    if "of" in request:
        number, status = os.waitpid(request["of"], 0 if request["wait"] else os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if number else None
    child = os.fork()
    if not child:
        module = importlib.import_module(request["module"])
        become(request, module.main)
    return child


if __name__ == "__main__":
    import_everything()
    for module in COMMANDS:
        importlib.import_module(module)
    answer_lines(answered)
