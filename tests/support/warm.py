"""A process that has imported the whole program, and from which commands of the tests are copied.

python -m tests.support.warm        wait for commands, one line of JSON each, until the input ends

A command so run is a process all the same, with its own environment, folder, input and outputs, exit code and
database; only the second that Python and Django take to start is spent once.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import select
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 600.0  # seconds: a busy machine is no failure


class Warm:
    """The process, started when the first command comes; it ends with whoever started it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(
        self,
        arguments: Sequence[str],
        *,
        environment: Mapping[str, str],
        folder: Path,
        typed: str | None,
        umask: int | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run `rapporteur` with `arguments`; `typed` is what a person answers, `umask` what new files are made with."""
        with tempfile.TemporaryDirectory() as name:
            files = {stream: Path(name) / stream for stream in ("stdin", "stdout", "stderr")}
            files["stdin"].write_text(typed or "", encoding="utf-8")
            request = {
                "arguments": list(arguments), "environment": dict(environment), "folder": str(folder),
                "files": [str(file) for file in files.values()], "umask": umask,
            }  # fmt: skip
            code = self._asked(json.dumps(request))
            said = [files[stream].read_text(encoding="utf-8") for stream in ("stdout", "stderr")]
        return subprocess.CompletedProcess(list(arguments), code, *said)

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def _asked(self, request: str) -> int:
        process = self._process = self._process or subprocess.Popen(
            [sys.executable, "-m", "tests.support.warm"], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{request}\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], PATIENCE)
        answer = process.stdout.readline() if ready else ""
        if not answer:
            process.kill()
            self._process = None
            raise AssertionError(f"no answer to {request[:200]}")
        return int(answer)


def import_everything() -> None:
    """Import every module that a command could, with Django started on settings that no command will see."""
    with tempfile.TemporaryDirectory() as var:
        os.environ |= {"RAPPORTEUR_VAR": var, "DJANGO_SETTINGS_MODULE": "config.settings"}
        import django

        django.setup()
        import rapporteur

        for module in pkgutil.walk_packages(rapporteur.__path__, "rapporteur."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def renewed_setup(set_prefix: bool = True) -> None:
    """Stand in for `django.setup`: read the settings anew, with the environment of this command."""
    from django.conf import Settings, settings
    from django.db import connections

    sys.modules.pop("config.settings", None)
    settings._wrapped = Settings(os.environ["DJANGO_SETTINGS_MODULE"])  # no public way
    for name in [name for name in vars(settings) if name.isupper()]:
        delattr(settings, name)  # what Django remembers of the earlier ones
    vars(connections).pop("settings", None)
    connections.__init__()  # type: ignore[misc]  # as new: no connection was ever opened


def become(request: dict[str, Any], main: Callable[[list[str]], object] | None = None) -> NoReturn:
    """Run, in the copied process, the command that was asked for; end as the command does.

    `main` is given its arguments in place of the program's own command line.
    """
    import django

    from rapporteur.interfaces.cli.main import main as rapporteur

    os.environ.clear()
    os.environ.update(request["environment"])
    tempfile.tempdir = None  # which is remembered: this command may have another
    os.chdir(request["folder"])
    if request.get("umask") is not None:  # who kills commands, or starts crowds of them, has no wish
        os.umask(request["umask"])
    for descriptor, file in enumerate(request["files"]):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, descriptor)
        os.close(opened)
    django.setup = renewed_setup
    sys.argv = ["rapporteur", *request["arguments"]]
    try:
        (main or rapporteur)(request["arguments"])
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:  # noqa: BLE001  # as Python does: it is told, and the process ends with 1
        traceback.print_exc()
        code = 1
    threading._shutdown()  # type: ignore[attr-defined]  # all that Python does at its end,
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os._exit(code)  # but for taking apart, module by module, what was imported: that takes most of a second


def answer_lines(answer: Callable[[Any], object]) -> None:
    """Answer each line of the input, JSON, with a line of the output, until the input ends.

    What is imported by now is there for good: copies of this process need not look at it.
    """
    gc.collect()
    gc.freeze()
    with os.fdopen(os.dup(0)) as requests, os.fdopen(os.dup(1), "w") as answers:
        for line in requests:
            answers.write(f"{json.dumps(answer(json.loads(line)))}\n")
            answers.flush()


def _run_one(request: dict[str, Any]) -> int:
    """Run the command that is asked for in a copy of this process; return its exit code."""
    child = os.fork()
    if not child:
        become(request)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    import_everything()
    answer_lines(_run_one)
