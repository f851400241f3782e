"""Time whole processes and calls; keep what was measured beside the limit it was measured against."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Timing:
    """Seconds of several runs, and the largest memory of one, in MiB, where processes were timed."""

    seconds: tuple[float, ...]
    memory: float | None = None

    @property
    def median(self) -> float:
        """The figure to quote."""
        return statistics.median(self.seconds)

    @property
    def spread(self) -> str:
        """The smallest and the largest."""
        return f"{min(self.seconds):.3f}–{max(self.seconds):.3f}"


@dataclass(frozen=True)
class Result:
    """A row of the report: what was measured, the limit, and whether it holds."""

    what: str
    figure: str
    limit: str
    holds: bool | None
    detail: str = ""


def process(command: Sequence[str], environment: dict[str, str] | None = None) -> tuple[float, float]:
    """Run a command to its end; return wall seconds and its peak resident memory in MiB.

    Memory is the high-water mark that the kernel keeps for the process, read until it ends: the figure that wait4
    gives counts what the starting process held as well.
    """
    start = time.perf_counter()
    child = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, **(environment or {})},
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(child.pid, peak), daemon=True)
    watcher.start()
    _, errors = child.communicate()
    seconds = time.perf_counter() - start
    watcher.join()
    if child.returncode:
        raise RuntimeError(f"{command}: exit code {child.returncode}: {errors.decode()[-2000:]}")
    return seconds, peak[0]


def _watch(pid: int, peak: list[float]) -> None:
    """Keep the highest mark of the process `pid` in `peak` until it is gone."""
    while True:
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except OSError:
            return
        mark = re.search(r"VmHWM:\s+(\d+) kB", status)
        if mark is None:  # ended, not yet collected
            return
        peak[0] = max(peak[0], int(mark[1]) / 1024)
        time.sleep(0.01)


def in_turn(commands: dict[str, Sequence[str]], runs: int, warm_up: int = 1) -> dict[str, Timing]:
    """Run several commands in turn, A B A B …, so that a machine that slows down slows them all."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, float] = dict.fromkeys(commands, 0.0)
    for run in range(warm_up + runs):
        for name, command in commands.items():
            taken, used = process(command)
            if run >= warm_up:
                seconds[name].append(taken)
                memory[name] = max(memory[name], used)
            sys.stderr.write(".")
            sys.stderr.flush()
    sys.stderr.write("\n")
    return {name: Timing(tuple(seconds[name]), memory[name]) for name in commands}


def calls(function: Callable[[], Any], runs: int, warm_up: int = 2) -> Timing:
    """Time calls of a function."""
    seconds = []
    for run in range(warm_up + runs):
        start = time.perf_counter()
        function()
        if run >= warm_up:
            seconds.append(time.perf_counter() - start)
    return Timing(tuple(seconds))


def at_most(what: str, figure: float, limit: float, unit: str = "", detail: str = "") -> Result:
    """Compare a figure with the limit that it must not pass."""
    return Result(what, f"{figure:.3g}{unit}", f"≤ {limit:g}{unit}", figure <= limit, detail)


def at_least(what: str, figure: float, limit: float, unit: str = "", detail: str = "") -> Result:
    """Compare a figure with the limit that it must reach."""
    return Result(what, f"{figure:.3g}{unit}", f"≥ {limit:g}{unit}", figure >= limit, detail)
