"""A process whose copies carry out orders: it answers, tells what went wrong, and ends with whoever started it."""

from __future__ import annotations

import errno
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rapporteur.base.values.failures import Foreseeable
from rapporteur.base.values.files import OutputNotWritable
from rapporteur.base.values.messages import Message
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.values.running.copies import PREFIX, MakingFailed, Ready, outcomes
from rapporteur.base.values.running.serving import Copies
from tests.support.processes import children, started_by, wait_for_end, wait_until

pytestmark = pytest.mark.usefixtures("unmeasured")  # what measures has a say in how a process ends
ROOT = Path(__file__).resolve().parents[3]


class Worker(Ready):
    """Runs :mod:`tests.support.copied`, whose orders are the names of what it does."""

    def __init__(self, at_once: int = 2) -> None:
        super().__init__("tests.support.copied", at_once=at_once)


def test_orders_are_carried_out_with_what_they_have_in_common() -> None:
    with Worker() as process:
        process.prepare("common")
        for name in ("a", "b", "c"):
            process.order(name, "write")
        done = {name: (process.folder / name).read_text() for _, name, _ in outcomes(process)}
    assert done == dict.fromkeys("abc", "common")


def test_folder_is_gone_with_the_process() -> None:
    with Worker() as process:
        folder = process.folder
    assert not folder.exists()
    assert not folder.parent.exists()


@pytest.mark.parametrize(
    ("what", "error", "text"),
    [
        ("foreseeable", InvalidPeriod, "'then'"),
        ("mistake", ZeroDivisionError, "division by zero"),
        ("unsent", RuntimeError, "cannot be sent"),
        ("die", MakingFailed, "ended unexpectedly, most likely for want of memory"),
        ("full", OutputNotWritable, "No space left on device.*name another place in TMPDIR"),
    ],
)
def test_what_goes_wrong_in_a_copy_is_raised_here(what: str, error: type[Exception], text: str) -> None:
    with Worker() as process:
        process.prepare("")
        process.order("a", what)
        with pytest.raises(error, match=text):
            list(outcomes(process))


def test_process_that_cannot_get_ready_says_why() -> None:
    with Worker() as process:
        process.prepare({"not": "a text"})
        process.order("a", "write")
        with pytest.raises(MakingFailed, match=r"(?s)ended unexpectedly: .*TypeError"):
            list(outcomes(process))


def test_failures_of_any_kind_can_be_sent() -> None:
    """Those that are made of something else than what they hold as well."""
    full = OutputNotWritable(Path("x"), OSError(errno.ENOSPC, "No space left on device"), setting="TMPDIR")
    with pytest.raises(InvalidPeriod) as invalid:
        Period.parse("2018-Q7")
    for error in (full, invalid.value, Foreseeable(Message("{place} is not there"), place="it")):
        sent = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
        assert (type(sent), str(sent), sent.faults) == (type(error), str(error), error.faults)


PARENT = """
import sys
from tests.base.values.test_copies import Worker
with Worker() as process:
    process.prepare("")
    for name in ("a", "b"):
        process.order(name, "endless")
    print(process.folder, flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "SIGHUP"])
def test_nobody_outlives_whoever_started_them(tmp_path: Path, how: str) -> None:
    """Nor does a folder, once another process of this kind starts."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(
        command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline()
        started = started_by(parent.pid, 3)
        parent.send_signal(signal.Signals[how])
        parent.wait()
    wait_for_end(started)
    assert [path.name[: len(PREFIX)] for path in tmp_path.iterdir()] == [PREFIX]
    ended = subprocess.run(
        command, env=environment, input="", text=True, capture_output=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_process_whose_copies_are_copied_is_killed_with_them() -> None:
    """Whoever kills the one in the middle ends the copies; the caller is told."""
    with Worker() as process:
        process.prepare("")
        process.order("a", "endless")
        wait_until((process.folder / "a").exists)
        (copy,) = children(process.process.pid)
        process.process.kill()
        with pytest.raises(MakingFailed, match="SIGKILL"):
            list(outcomes(process))
        wait_for_end([copy])


def test_where_the_system_ends_no_child_with_its_parent_a_pipe_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on macOS: its orders end, and it ends its copies."""
    with Worker() as process:
        process.prepare("without the system")
        process.order("a", "endless")
        wait_until((process.folder / "a").exists)
        (copy,) = children(process.process.pid)
        assert process.process.stdin is not None
        process.process.stdin.close()
        assert process.process.wait(30) == 0
        wait_for_end([copy])


def test_room_is_kept_for_so_many_at_once() -> None:
    with Worker(at_once=1) as process:
        process.prepare("")
        for name in ("a", "b", "c"):
            process.order(name, "pause")
        start = time.perf_counter()
        most = 0
        for _ in outcomes(process):
            most = max(most, len(children(process.process.pid)))
        assert time.perf_counter() - start >= 3 * 0.2
    assert most <= 1


def test_copies_that_end_while_another_end_is_told_are_told_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second signal comes when the first copy has been waited for, and nobody was told of it yet."""
    ended = [11, 12]
    handlers: list[Callable[[int, None], None]] = []

    def waited(process: int, options: int) -> tuple[int, int]:
        if not ended:
            raise ChildProcessError(errno.ECHILD, os.strerror(errno.ECHILD))
        number = ended.pop(0)
        if number == 11:
            handlers[0](signal.SIGCHLD, None)
        return number, 0

    with monkeypatch.context() as patch, (tmp_path / "said").open("w", encoding="utf-8") as said:
        patch.setattr(signal, "signal", lambda number, handler: handlers.append(handler))
        patch.setattr(os, "waitpid", waited)
        patch.setattr(sys, "stdout", said)
        copies = Copies(tmp_path, lambda name, what: None)
        copies.running = {11: ("a", 0.0), 12: ("b", 0.0)}
        handlers[0](signal.SIGCHLD, None)
    told = [json.loads(line)[0] for line in (tmp_path / "said").read_text(encoding="utf-8").splitlines()]
    assert sorted(told) == ["a", "b"]
