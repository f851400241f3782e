"""Run the tests on SQLite and on PostgreSQL, as one run of pytest: ``make test``.

    python -m tools.run_tests [what pytest understands]

One worker runs on each engine (see tests/sharing.py). Without arguments coverage is measured too, and must not be
lower than the floor in pyproject.toml. The PostgreSQL server and the browser are found, or fetched, beforehand:
where one cannot be had, a sentence says which and how to get it, and the exit code is 2 (where only some tests are
asked for, those that need a browser fail in its stead).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from tests.browser.chromium import ChromiumNotAvailable, chromium
from tests.postgres import PostgresNotAvailable, cluster
from tests.sharing import ENGINE, ENGINES, SHARED

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = "RAPPORTEUR_TEST_POSTGRESQL"


def _interrupted(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Yield the address of the server that the environment names, else of one that lives as long as this block."""
    given = os.environ.get(ADDRESS)
    if given:
        yield given
    else:
        with cluster() as address:
            yield address


def browser(*, required: bool) -> dict[str, str]:
    """Return the setting that names the browser; without one, `required` tells whether to go on without those tests."""
    try:
        return {"RAPPORTEUR_TEST_CHROMIUM": str(chromium())}
    except ChromiumNotAvailable as error:
        if required:
            raise
        print(f"make test: {error} Tests that need it will fail.", file=sys.stderr)
        return {}


def pytest_command(arguments: list[str]) -> list[str]:
    """Return the command that runs the tests, one worker per engine."""
    command = [sys.executable, "-m", "pytest", "--dist=each", "-o", "console_output_style=classic"]
    for engine in ENGINES:
        command += ["--tx", f"popen//env:{ENGINE}={engine}"]
    return command + (arguments or ["--cov"])


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run pytest and return its exit code; when interrupted, let it end first."""
    with subprocess.Popen(command, cwd=ROOT, env=environment) as tests:
        try:
            return tests.wait()
        except KeyboardInterrupt:
            tests.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                tests.wait(20)
            tests.kill()
            return 130


def main(arguments: list[str]) -> int:
    """Run the tests; return pytest's exit code, or 2 where something it needs cannot be had."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupted)
    try:
        extra = {SHARED: "1", **browser(required=not arguments)}
        with postgresql() as address:
            extra[ADDRESS] = address
            return run(pytest_command(arguments), os.environ | extra)
    except (PostgresNotAvailable, ChromiumNotAvailable) as error:
        print(f"make test: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
