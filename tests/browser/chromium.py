"""A Chromium for the tests: the system's, else Playwright's own download, else Debian's package where one is root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADDRESS = "RAPPORTEUR_TEST_CHROMIUM"
WHERE = "import playwright.sync_api as p; r = p.sync_playwright().start(); print(r.chromium.executable_path); r.stop()"
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu",
    "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
)  # fmt: skip
"""Options with which the browser asks nobody anything that a page did not ask for."""


class ChromiumNotAvailable(Exception):
    """No browser could be found or fetched; the text says what was tried and what to do."""


def _answer(*command: str | Path) -> tuple[bool, str]:
    """Run a program; return whether it succeeded, and the last line it said."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, check=False, timeout=900, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    said = [line for line in done.stdout.splitlines() if line.strip()]
    return done.returncode == 0, said[-1].strip() if said else "it said nothing"


def _starts(program: Path) -> Path:
    """Return `program` if it starts, with all the libraries it needs; else raise."""
    works, said = _answer(program, "--version")
    if not works:
        raise ChromiumNotAvailable(f"{program} does not start ({said})")
    return program


def _from_environment() -> Path:
    given = os.environ.get(ADDRESS)
    if not given:
        raise ChromiumNotAvailable(f"{ADDRESS} names none")
    return _starts(Path(given))


def _from_system() -> Path:
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return _starts(Path(found))
    raise ChromiumNotAvailable(f"the system has none ({', '.join(NAMES)})")


def _from_playwright() -> Path:
    known, program = _answer(sys.executable, "-c", WHERE)
    if not known:
        raise ChromiumNotAvailable(f"Playwright does not run ({program})")
    if not Path(program).is_file():
        print("Fetching a browser for the tests (once)", file=sys.stderr, flush=True)
        fetched, said = _answer(sys.executable, "-m", "playwright", "install", "chromium")
        if not fetched:
            raise ChromiumNotAvailable(f"Playwright could not download one ({said})")
    return _starts(Path(program))


def _from_apt() -> Path:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise ChromiumNotAvailable("only root can install Debian's package")
    print("Installing the package chromium for the tests (once)", file=sys.stderr, flush=True)
    _answer("apt-get", "update", "--quiet")
    installed, said = _answer("apt-get", "install", "--quiet", "--yes", "--no-install-recommends", "chromium")
    if not installed:
        raise ChromiumNotAvailable(f"apt-get could not install one ({said})")
    return _from_system()


WAYS: tuple[Callable[[], Path], ...] = (_from_environment, _from_system, _from_playwright, _from_apt)


@cache
def chromium() -> Path:
    """Return the program to start; raise ChromiumNotAvailable where every way to one has failed."""
    reasons = []
    for way in WAYS:
        try:
            return way()
        except ChromiumNotAvailable as error:
            reasons.append(str(error))
    raise ChromiumNotAvailable(
        f"The tests need Chromium: {'; '.join(reasons)}. As root: apt-get install chromium. Or name one: {ADDRESS}=…"
    )
