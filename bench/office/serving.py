"""The server that people use, in one process of its own, and how long it takes to answer."""

from __future__ import annotations

import math
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 60
"""Seconds until the server must have begun to answer."""


@dataclass(frozen=True)
class Answers:
    """How one page was answered: seconds of each time, those of a processor, and bytes as they were sent."""

    seconds: tuple[float, ...]
    processor: tuple[float, ...]
    size: int

    @property
    def slow(self) -> float:
        """The seconds in which 95 of 100 answers were there."""
        return _in_95(self.seconds)

    @property
    def slow_processor(self) -> float:
        """The seconds of a processor that 95 of 100 answers took at most: other programs do not count in them."""
        return _in_95(self.processor)


def _in_95(seconds: Sequence[float]) -> float:
    ordered = sorted(seconds)
    return ordered[math.ceil(0.95 * len(ordered)) - 1]


@dataclass(frozen=True)
class Server:
    """A server that answers: its port, and the process that does."""

    port: int
    worker: int

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, address: str, session: str, times: int) -> Answers:
        """Ask for a page again and again as whoever has the session, after two answers that are not counted."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": f"sessionid={session}", "Accept-Encoding": "gzip, br"}
        seconds, processor, size = [], [], 0
        for turn in range(-2, times):
            before, start = _processor(self.worker), time.perf_counter()
            connection.request("GET", address, headers=headers)
            answer = connection.getresponse()
            size = len(answer.read())
            if turn >= 0:
                seconds.append(time.perf_counter() - start)
                processor.append(_processor(self.worker) - before)
            if answer.status != 200:
                raise RuntimeError(f"{address}: {answer.status} {answer.headers.get('Location', '')}")
        connection.close()
        return Answers(tuple(seconds), tuple(processor), size)


@contextmanager
def served(environment: Mapping[str, str]) -> Iterator[Server]:
    """Serve with one worker process the database that the environment names, until the block ends."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = str(Path(sys.executable).with_name("rapporteur"))
    command = [program, "serve", "--port", str(port), "--workers", "1", "--no-work"]
    server = subprocess.Popen(command, env=dict(environment), stdout=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield Server(port, _child(server.pid))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", "/account/login/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")


def _child(process: int) -> int:
    """Return the process that a server has begun: its one worker."""
    return int(Path(f"/proc/{process}/task/{process}/children").read_text().split()[0])


def _processor(process: int) -> float:
    """Return the seconds of a processor that the threads of a process have used, to the microsecond."""
    threads = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(one.read_text().split()[0]) for one in threads) / 1e9
