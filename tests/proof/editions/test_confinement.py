"""The program of an edition ends with whoever ran it, and so does all that it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from rapporteur.proof.editions.confinement import Ended, run_confined
from tests.support.processes import started_by, wait_for_end

pytestmark = pytest.mark.usefixtures("unmeasured")  # what measures has a say in how a process ends
ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import os, subprocess, sys, time
if os.fork():
    print("started", flush=True)
else:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
while True:
    time.sleep(1)
"""
"""It starts as edition programs did: a process beside it, and one that waits for nobody."""
CALLER = """
import sys
from pathlib import Path
from rapporteur.proof.editions.confinement import run_confined
folder, program, sandboxed = sys.argv[1:]
command = [sys.executable, "-I", "-c", program]
run_confined(command, Path(folder), sandboxed=bool(sandboxed), each_line=lambda line: print(line, flush=True))
"""


@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize(
    "sandboxed",
    [False, pytest.param(True, marks=pytest.mark.needs("sandbox"))],
    ids=["open", "sandboxed"],
)
def test_program_ends_with_whoever_runs_it(tmp_path: Path, sandboxed: bool, how: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", CALLER, str(tmp_path), PROGRAM, "x" if sandboxed else ""],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True,
    ) as caller:  # fmt: skip
        assert caller.stdout is not None
        assert caller.stdout.readline() == "started\n"
        started = started_by(caller.pid, 4)
        caller.send_signal(signal.Signals[how])
        caller.wait()
    wait_for_end(started)


def test_program_hears_nothing_and_its_end_is_told(tmp_path: Path) -> None:
    program = "import sys; print(repr(sys.stdin.read())); print('why', file=sys.stderr); sys.exit(3)"
    lines: list[str] = []
    command = [sys.executable, "-I", "-c", program]
    ended = run_confined(command, tmp_path, sandboxed=False, each_line=lines.append)
    assert (ended, lines) == (Ended(3, "why"), ["''\n"])
