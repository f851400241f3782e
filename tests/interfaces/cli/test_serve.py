"""`rapporteur serve` as a service manager and a visitor meet it: it answers, outlives its workers, and ends whole."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.request import urlopen

import pytest

from rapporteur.interfaces.cli.serve import options
from tests.interfaces.cli.installation import PROGRAM, Installation
from tests.support.processes import children, left_of, wait_for_end, wait_until

pytestmark = pytest.mark.usefixtures("unmeasured")  # what measures has a say in how a process ends


@dataclass
class Served:
    """A server that runs, and where."""

    process: subprocess.Popen[str]
    port: int

    def get(self, path: str) -> str:
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            content: str = answer.read().decode()
            return content


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def serving(of: Installation, *words: str) -> Iterator[Served]:
    port = free_port()
    process = subprocess.Popen(
        [str(PROGRAM), "serve", "--port", str(port), *words], env=of.environment(), text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509  # no threads here
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        yield Served(process, port)
    finally:
        process.kill()
        process.communicate()


def test_it_answers_outlives_a_worker_and_ends_on_request(own: Installation) -> None:
    with serving(own, "--no-work") as served:
        assert "2018" in served.get("/")
        assert "office-working" in served.get("/static/office/working.css")
        assert "password" in served.get("/account/login/")
        wait_until(lambda: len(children(served.process.pid)) == 2)
        first, second = children(served.process.pid)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: {second} < set(children(served.process.pid)))
        assert "2018" in served.get("/")
        workers = left_of(served.process.pid)
        served.process.send_signal(signal.SIGTERM)
        out, err = served.process.communicate(timeout=60)
        assert (served.process.returncode, out.strip()) == (0, "Stopped.")
        assert f"(pid:{first}) was sent SIGKILL" in err
        wait_for_end(workers)


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 0), (signal.SIGKILL, -signal.SIGKILL)])
def test_no_worker_outlives_it(own: Installation, how: signal.Signals, code: int) -> None:
    with serving(own, "--workers", "1") as served:
        wait_until(lambda: len(left_of(served.process.pid)) == 2)  # the other one sends mails
        workers = left_of(served.process.pid)
        served.process.send_signal(how)
        assert served.process.wait(60) == code
        wait_for_end(workers)


def test_a_port_that_is_taken_is_a_sentence(own: Installation) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = own.run("serve", "--port", str(server.getsockname()[1]))
    assert done.returncode == 2
    assert "cannot be used (Address already in use): choose another one" in done.stderr


def test_no_header_of_a_visitor_says_what_the_connection_is() -> None:
    chosen = options("::1", 8000, 2, 4)
    assert (chosen["bind"], chosen["forwarded_allow_ips"]) == ("[::1]:8000", "")
