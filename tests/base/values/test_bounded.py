"""A process for reading: it answers, it is held to its bounds, and it ends with its caller."""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rapporteur.base.values.localized import LocalizedText
from rapporteur.base.values.periods import InvalidPeriod, Period
from rapporteur.base.values.running import bounded as room
from rapporteur.base.values.running.bounded import Bounds, OverBounds, ReaderFailed, bounded
from rapporteur.documents.formats import UnknownFormat, render

pytestmark = [pytest.mark.bounded, pytest.mark.usefixtures("unmeasured")]

SMALL = Bounds(seconds=1, mebibytes=64)
ROOT = Path(__file__).resolve().parents[3]


def spin() -> None:
    while True:
        pass


def hoard() -> int:
    return len(bytearray(512 * 2**20))


def hoard_in_pieces() -> int:
    held: list[str] = []
    while True:
        held.append(str(len(held)) * 100)


def end() -> None:
    faulthandler.disable()  # pytest's would write of it as if a test had ended so
    os.kill(os.getpid(), signal.SIGSEGV)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise ZeroDivisionError("nought")


def number() -> int:
    return os.getpid()


@contextmanager
def another_thread() -> Iterator[None]:
    """Let another thread run, so that this process cannot be copied."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_result_comes_from_another_process() -> None:
    assert bounded(number, bounds=SMALL) != os.getpid()


def test_values_and_errors_of_the_project_come_back_as_they_are() -> None:
    assert bounded(Period.parse, "2018-Q2", bounds=SMALL) == Period.parse("2018-Q2")
    assert bounded(LocalizedText, {"fr": "été"}, bounds=SMALL) == LocalizedText({"fr": "été"})
    with pytest.raises(InvalidPeriod):
        bounded(Period.parse, "then", bounds=SMALL)


def test_error_that_is_made_of_something_else_than_its_text_comes_back_as_it_is() -> None:
    with pytest.raises(UnknownFormat) as raised:
        bounded(render, None, "fr", "odt", bounds=SMALL)
    assert str(raised.value) == str(UnknownFormat("odt"))
    assert raised.value.given == "odt"


def test_process_with_threads_starts_a_new_python() -> None:
    with another_thread():
        assert bounded(Period.parse, "2018-Q2", bounds=Bounds(seconds=20)) == Period.parse("2018-Q2")
        with pytest.raises(InvalidPeriod):
            bounded(Period.parse, "then", bounds=Bounds(seconds=20))


def test_time_of_the_processor_is_bounded() -> None:
    with pytest.raises(OverBounds, match=r"more than 1 s of processor time.* save it again .* or divide it"):
        bounded(spin, bounds=SMALL)


def test_time_that_passes_is_not_bounded() -> None:
    assert bounded(time.sleep, 1.5, bounds=SMALL) is None


@pytest.mark.parametrize("task", [hoard, hoard_in_pieces])
def test_memory_is_bounded(task: object) -> None:
    with pytest.raises(OverBounds, match="more than 64 MiB of memory"):
        bounded(task, bounds=Bounds(seconds=20, mebibytes=64))  # type: ignore[arg-type]


def test_end_without_an_answer_is_told() -> None:
    with pytest.raises(OverBounds, match=r"ended without an answer .SIGSEGV."):
        bounded(end, bounds=SMALL)


def test_who_is_killed_by_others_has_not_taken_too_long() -> None:
    with pytest.raises(
        OverBounds, match=r"the system ended the reader .SIGKILL., as it does when memory runs out"
    ):
        bounded(kill, bounds=SMALL)


def test_time_is_bounded_where_the_caller_heeds_no_signal_of_it() -> None:
    before = signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    try:
        with pytest.raises(OverBounds, match=r"more than 1 s of processor time"):
            bounded(spin, bounds=SMALL)
    finally:
        signal.signal(signal.SIGXCPU, before)


def test_a_copy_does_not_look_through_what_its_caller_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # others of the tests' own make it a new Python
    held = [[number] for number in range(1_000)]
    assert bounded(gc.get_freeze_count, bounds=SMALL) > gc.get_freeze_count() + len(held)


def test_mistake_of_the_program_keeps_its_traceback() -> None:
    with pytest.raises(ReaderFailed, match="ZeroDivisionError: nought"):
        bounded(fail, bounds=SMALL)


@pytest.mark.parametrize("threads", [False, True])
def test_child_ends_with_its_parent(tmp_path: Path, threads: bool) -> None:
    """The parent is killed while its child works; the child, which would work for minutes, is gone."""
    told = tmp_path / "child"
    script = (
        "import os, sys, threading, time\n"
        "from pathlib import Path\n"
        "from rapporteur.base.values.running.bounded import Bounds, bounded\n"
        "from tests.base.values.test_bounded import tell_and_spin\n"
        + ("threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n" if threads else "")
        + f"bounded(tell_and_spin, {str(told)!r}, bounds=Bounds(seconds=300))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=environment)
    try:
        _wait(told.exists)
    finally:
        parent.kill()
        parent.wait()
    child = int(told.read_text())
    _wait(lambda: not _runs(child))


def tell_and_spin(place: str) -> None:
    """Write down which process this is, and work on."""
    waiting = Path(f"{place}.part")
    waiting.write_text(str(os.getpid()))
    waiting.rename(place)
    spin()


def _runs(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def _wait(condition: object) -> None:
    end = time.monotonic() + 60
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.parametrize(
    "value", [os.system, print, subprocess.Popen, Path.unlink, pickle.loads, Period.parse]
)
def test_answer_brings_values_and_nothing_that_does_something(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no value"):
        room._answered(pickle.dumps((0, value)), 0, SMALL)
