"""`rapporteur work` by itself, and as it is kept beside a web server."""

from __future__ import annotations

import os
import signal

import pytest

from rapporteur.interfaces.cli.working import beside
from rapporteur.interfaces.cli.working.command import Stop
from tests.interfaces.cli.installation import Installation
from tests.support.processes import runs, wait_for_end, wait_until


def test_it_says_what_it_did_and_what_it_would_do(own: Installation) -> None:
    done = own.run("work", "--dry-run")
    assert (done.returncode, done.stdout) == (0, "would write: 0; would drop: 0\n")
    done = own.run("work", "--once")
    assert (done.returncode, done.stdout) == (0, "written: 0; sent: 0; not sent: 0; no longer so: 0\n")


def test_who_is_asked_to_end_waits_no_longer() -> None:
    stop = Stop()
    stop.ask(signal.SIGTERM, None)
    stop.wait(3600)
    assert stop.asked


def test_another_takes_the_place_of_one_that_ends_until_it_is_to_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside, "PAUSE", 0.01)
    kept = beside.Beside()
    kept.start()
    try:
        first = kept.process
        assert first is not None
        os.kill(first.pid, signal.SIGKILL)
        wait_until(lambda: kept.process is not first)
        second = kept.process
        assert second is not None
        assert runs(second.pid)
    finally:
        kept.stop()
    wait_for_end([first.pid, second.pid])
