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


def _environment() -> dict[str, str]:
    """Return the environment to fetch a browser in: without a home folder it goes into .venv."""
    own = {"DEBIAN_FRONTEND": "noninteractive"}
    if not os.access(Path.home(), os.W_OK):
        own["PLAYWRIGHT_BROWSERS_PATH"] = str(Path(sys.prefix) / "browsers")
    return own | os.environ


def _answer(*command: str | Path) -> tuple[bool, str]:
    """Run a program; return whether it succeeded, and what it said: its first error, or its last line."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, check=False, timeout=900, env=_environment(),
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, str(error)
    said = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    errors = [line for line in said if "error" in line.lower()] if done.returncode else []
    return done.returncode == 0, (errors[:1] or said[-1:] or ["it said nothing"])[0]


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
