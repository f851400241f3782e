"""What coverage leaves out: tests that run what others have run, measured already, with other values.

Measured, a page takes twice as long to draw. Most tests are one function called with many values; the first call on
each worker is measured, and the rest are not.
"""

from __future__ import annotations

import contextlib
import os
import posix
from collections.abc import Iterator

import pytest
from coverage import Coverage, collector

_measured: set[str] = set()
"""The functions of tests that ran in this process."""


def pytest_configure() -> None:
    """Let coverage not note where it was begun from.

    Every copy of a worker begins it anew, and to find the lines of whoever called it goes through all modules there
    are, several times: seconds of a processor in each copy, for a note that only those who mend coverage read.
    """

    def nowhere(*_: object) -> str:
        return ""

    vars(collector)["short_stack"] = nowhere


@contextlib.contextmanager
def unmeasured() -> Iterator[None]:
    """Measure no coverage within this block, nor in processes that it starts."""
    measuring: list[Coverage] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "_exit", posix._exit)  # coverage has it save first
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        while (
            one := Coverage.current()
        ) is not None:  # a worker has one of its process beside that of its tests
            one.stop()
            measuring.append(one)
        try:
            yield
        finally:
            for one in reversed(measuring):
                start_again(one)


def start_again(measured: Coverage) -> None:
    """Go on measuring.

    Each start would patch again how processes are copied and how they end: after some hundred, a copy begins as often
    to measure as there were starts, which takes it minutes, and after a thousand it cannot end.
    """
    patches = measured.get_option("run:patch")
    measured.set_option("run:patch", [])
    measured.start()
    measured.set_option("run:patch", patches)


def measured_before(item: pytest.Item) -> bool:
    """Tell whether the function of a test ran in this process before, with other values."""
    function = item.nodeid.partition("[")[0]
    if function in _measured:
        return True
    _measured.add(function)
    return False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Run a test that was measured with other values without measuring it again."""
    if measured_before(item):
        with unmeasured():
            return (yield)
    return (yield)
