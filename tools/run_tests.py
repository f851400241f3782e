"""Run the tests on SQLite and on PostgreSQL: ``make test``.

    python -m tools.run_tests [what pytest understands]

Two runs of pytest, each on all cores: everything on SQLite, then what touches the database on PostgreSQL. A test that
did not run as often as it should fails the whole. In continuous integration (``CI`` is set) coverage is measured in
the first run, and must not be lower than the floor in pyproject.toml; anywhere else ``--cov`` asks for it. The
PostgreSQL server and the browser are found, or fetched, beforehand: where one cannot be had, a sentence says which and
how to get it, and the exit code is 2 (where only some tests are asked for, those that need a browser fail in its
stead).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from tests.browser.chromium import ChromiumNotAvailable, chromium
from tests.postgres import PostgresNotAvailable, cluster
from tests.support.printing import KEPT
from tests.support.selection import DATABASE, ENGINE, ENGINES, PART, TALLY, miscounted, read_tally

ROOT = Path(__file__).resolve().parents[1]
ADDRESS = "RAPPORTEUR_TEST_POSTGRESQL"
PASSED, FAILED, NONE_FOUND = 0, 1, 5
"""Exit codes of pytest; with any other the tests did not run to their end."""
BROWSER = "tests/browser/"
FEW = 4
"""So many tests of the browser may fail beside others and pass alone: pages wait for a processor that others have."""


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


def pytest_command(arguments: list[str], *, coverage: bool = False) -> list[str]:
    """Return the command that runs the tests, a worker per core; whoever is done takes over from the others."""
    options = ["--numprocesses=auto", "--dist=worksteal", *(["--cov"] if coverage else [])]
    return [sys.executable, "-m", "pytest", *options, "-o", "console_output_style=classic", *arguments]


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


def make_databases(environment: dict[str, str]) -> None:
    """Make the databases that the workers copy, on both engines at once; where that fails, the tests will say so."""
    making = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.databases"], cwd=ROOT,
            env={**environment, ENGINE: engine, "DJANGO_SETTINGS_MODULE": "tests.settings"},
            stderr=subprocess.DEVNULL,
        )
        for engine in ENGINES
    ]  # fmt: skip
    for process in making:
        process.wait()


def run_both(
    arguments: list[str], environment: dict[str, str], folder: Path, *, coverage: bool, whole: bool = False
) -> int:
    """Run everything on the first engine and what touches the database on the second; return the worse exit code.

    `whole` says that these are all tests there are, not some that somebody asked for.
    """
    codes = []
    for engine in ENGINES:
        first = engine == ENGINES[0]
        part = {} if first else {PART: DATABASE}
        tally = folder / f"{engine}.json"
        print(f"tests on {engine}" if first else f"tests of the database on {engine}", flush=True)
        own = f"--basetemp={folder / engine}"  # pytest clears the folders that other runs share, also of those that run
        command = pytest_command([own, *arguments], coverage=coverage and first)
        settings = {**environment, **part, ENGINE: engine, KEPT: str(folder)}
        code = run(command, {**settings, TALLY: str(tally)})
        if code not in {PASSED, FAILED, NONE_FOUND}:
            return code
        if code == FAILED:
            code = run_alone(read_tally(tally).failed, own, settings)
        codes.append(code)
    return judged(codes, folder, whole=whole)


def run_alone(failed: set[str], own: str, environment: dict[str, str]) -> int:
    """Run a few tests of the browser again, one after another; return the exit code, and say which passed this time.

    A page that is slow because every core is busy is no fault of ours; one that fails again, or anything else, is.
    """
    if not failed or len(failed) > FEW or not all(name.startswith(BROWSER) for name in failed):
        return FAILED
    print(f"once more, alone: {len(failed)} tests of the browser", flush=True)
    command = [sys.executable, "-m", "pytest", "--numprocesses=0", f"{own}-alone", *sorted(failed)]
    code = run(command, environment)
    if code == PASSED:
        print(f"failed beside others, passed alone: {', '.join(sorted(failed))}", flush=True)
        return PASSED
    return FAILED


def judged(codes: list[int], folder: Path, *, whole: bool) -> int:
    """Say how many tests ran where; return the exit code of both runs together."""
    tallies = [read_tally(folder / f"{engine}.json") for engine in ENGINES]
    counts = [f"{len(tally.database)} on {engine}" for engine, tally in zip(ENGINES, tallies, strict=True)]
    others = len(set(tallies[0].ran) - tallies[0].database)
    print(f"tests run: {', '.join(counts)}, {others} that need no database", flush=True)
    if FAILED in codes:
        return FAILED
    faults = miscounted(*tallies, whole=whole)
    for fault in faults:
        print(f"not run as it should be: {fault}")
    return FAILED if faults else min(codes)


def main(arguments: list[str]) -> int:
    """Run the tests; return pytest's exit code, or 2 where something it needs cannot be had."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupted)
    coverage = bool(os.environ.get("CI")) or "--cov" in arguments
    arguments = [argument for argument in arguments if argument != "--cov"]
    try:
        extra = browser(required=not arguments)
        with postgresql() as address, tempfile.TemporaryDirectory(prefix="rapporteur-tests-") as folder:
            environment = {**os.environ, **extra, ADDRESS: address}
            if not arguments:
                make_databases(environment)
            return run_both(arguments, environment, Path(folder), coverage=coverage, whole=not arguments)
    except (PostgresNotAvailable, ChromiumNotAvailable) as error:
        print(f"make test: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
