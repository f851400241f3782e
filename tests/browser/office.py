"""The back office in a real browser: its server, and somebody's hands at the keyboard."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.office_server import KILLED, PASSWORD, READY

ROOT = Path(__file__).resolve().parents[2]
K, M, P = 0.2, 1.35, 1.1
"""Seconds of the keystroke-level model (Card, Moran and Newell): a key of a skilled typist, a decision, a pointing."""


class Copies:
    """The process that servers are copied from, started when the first is wanted (tests/browser/office_server.py)."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def ask(self, **request: object) -> str:
        """Have a server started or killed; return the answer."""
        process = self._process = self._process or subprocess.Popen(
            [sys.executable, "-m", "tests.browser.office_server"], cwd=ROOT, env=_own_environment(), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{json.dumps(request)}\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    def end(self) -> None:
        """End it, if it was started."""
        if self._process is not None:
            self._process.communicate()
            self._process = None


COPIES = Copies()


def _own_environment() -> dict[str, str]:
    """Return this environment without anybody's settings, and unmeasured: a killed server writes no coverage down."""
    others = ("RAPPORTEUR_", "DJANGO_", "COVERAGE_", "COV_")
    return {name: value for name, value in os.environ.items() if not name.startswith(others)}


@dataclass
class Office:
    """A server that can be taken away and brought back on the same port, over the same database."""

    environment: Mapping[str, str]
    port: int
    desk: bool = False
    reviews: bool = False
    people: Mapping[str, str] = field(default_factory=dict)
    server: int | None = None
    signed_in: dict[str, Sequence[Any]] = field(default_factory=dict)
    """The cookies of who has signed in, by name."""

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        said = COPIES.ask(
            port=self.port,
            environment=dict(self.environment),
            desk=self.desk,
            reviews=self.reviews,
            people=dict(self.people),
        )
        word, _, number = said.partition(" ")
        assert word == READY, said
        self.server = int(number)

    def stop(self) -> None:
        """End it, as a power cut would."""
        if self.server is not None:
            assert COPIES.ask(kill=self.server) == KILLED
            self.server = None


def office_over(
    database: str,
    var: Path,
    *,
    desk: bool = False,
    reviews: bool = False,
    people: Mapping[str, str] = MappingProxyType({}),
) -> Office:
    """Return an office over a database, on a port of loopback that is free; `people` are further accounts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "RAPPORTEUR_DATABASE": database,
        "RAPPORTEUR_VAR": str(var),
        "RAPPORTEUR_SECRET_KEY": "the tests' own key, which protects nothing",
        **({"RAPPORTEUR_SECOND_FACTOR": "none"} if people else {}),
    }
    return Office(_own_environment() | own, port, desk, reviews, people)


def sign_in(page: Page, office: Office, name: str, *, to: str = "/cms/") -> None:
    """Sign somebody in, who goes on to an address: the first time with their password, later as who is signed in."""
    known = office.signed_in.get(name)
    if known:
        page.context.add_cookies(known)
        page.goto(f"{office.address}{to}")
    else:
        page.goto(f"{office.address}/account/login/?next={to}")
        page.fill("[name=login]", name)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
    page.wait_for_url(f"{office.address}{to}", wait_until="domcontentloaded")
    office.signed_in.setdefault(name, page.context.cookies())


@dataclass
class Hands:
    """Somebody at the keyboard, or with a finger on a screen, whose keys, touches and decisions are counted."""

    page: Page
    keys: int = 0
    decisions: int = 0
    touches: int = 0
    typed: list[str] = field(default_factory=list)

    def think(self) -> Hands:
        """Decide what comes next."""
        self.decisions += 1
        return self

    def type(self, text: str) -> Hands:
        """Type letters, one key each."""
        self.page.keyboard.type(text)
        self.keys += len(text)
        return self

    def press(self, *keys: str) -> Hands:
        """Press keys; one with a modifier counts as two."""
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1 + key.count("+")
        return self

    def tap(self, place: Locator) -> Hands:
        """Touch something."""
        place.tap()
        self.touches += 1
        return self

    def choose(self, place: Locator, value: str) -> Hands:
        """Choose of a list that the telephone shows: a touch opens it, another one chooses."""
        place.select_option(value)
        self.touches += 2
        return self

    @property
    def seconds(self) -> float:
        """What this takes a person, by the model."""
        return self.keys * K + self.touches * P + self.decisions * M


PATIENCE = 40_000
"""Milliseconds that a page may take on a busy machine: what is too slow for people is measured elsewhere."""
expect.set_options(timeout=20_000)
SAVED = re.compile(r"^saved \d\d:\d\d:\d\d")


def wait_saved(page: Page) -> None:
    """Wait until the page says that it is saved, and nothing else."""
    expect(page.locator("#log-state")).to_have_text(SAVED, timeout=15_000)


def new_page(context: BrowserContext) -> Page:
    """Open a page whose questions are answered within the time of a test on a busy machine."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page
